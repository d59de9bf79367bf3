# ruff: noqa: E501  a Chinese character counts as two columns
"""Forms of the input before anything is read of it (I1-I21), each with a false friend."""

import json

import pytest

from plangraph.ingest.reader import read_plan
from plangraph.ontology.errors import UnreadableFileError
from plangraph.ontology.model import Plan
from tests.ingest.forms.papers import document, duties, paths, titles
from tests.ingest.reading import read, wrong_spans

LINES = [
    "宜都市智慧水利行动方案",
    "一、重点任务",
    "（一）建设监测网。新建雨量站50处。（责任单位：市水利局、市气象局）",
    "（二）改造泵站。改造老旧泵站。（责任单位：市水利局）",
    "二、保障措施",
    "（一）加强领导。市水利局负责统筹协调。",
]
PATHS = ["一", "一/(一)", "一/(二)", "二", "二/(一)"]
OWNERS = {"一/(一)": ["市水利局", "市气象局"], "一/(二)": ["市水利局"], "二/(一)": ["市水利局"]}


def reads_all(plan: Plan) -> bool:
    """Whether a plan has the title, the items and the duties of the lines above."""
    return (plan.document.title, paths(plan), duties(plan)) == (LINES[0], PATHS, OWNERS)


def test_i1_a_paragraph_a_line() -> None:
    """Plain text with a paragraph on each line is read line by line (I1)."""
    assert reads_all(read("\n".join(LINES)))


def test_i1_false_friend_a_figure_at_the_head_of_a_line() -> None:
    """A year or a figure at the head of a line is no item (I1)."""
    text = "\n".join(
        [
            *LINES[:3],
            "2026年起推广。",
            "1.5亿元专项资金按年拨付。",
            "12345热线受理投诉。",
            *LINES[3:],
        ]
    )
    assert paths(read(text)) == PATHS


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \n\n", "\n\u3000\u3000\n"])
def test_i2_blank_lines_between_paragraphs(gap: str) -> None:
    """Blank lines between paragraphs, with spaces in them or not, change nothing (I2)."""
    assert reads_all(read(gap.join(LINES)))


def test_i2_false_friend_a_gap_inside_an_item() -> None:
    """A blank line inside an item starts no other one: its statement is still its own (I2)."""
    text = "宜都市方案\n一、任务\n（一）建设监测网。新建雨量站。\n\n（责任单位：市水利局）\n\n（二）改造泵站。"
    assert duties(read(text)) == {"一/(一)": ["市水利局"]}


@pytest.mark.parametrize("indent", ["\u3000\u3000", "    ", "\u00a0\u00a0", "\u2003\u2003"])
def test_i3_indented_paragraphs(indent: str) -> None:
    """Full-width or other spaces in front of each paragraph belong to nothing (I3)."""
    plan = read("\n".join(indent + line for line in LINES))
    assert reads_all(plan)
    assert wrong_spans(plan) == []


def test_i3_false_friend_spaces_inside_a_paragraph() -> None:
    """Full-width spaces inside a paragraph start no new one (I3)."""
    text = "宜都市方案\n一、任务\n（一）建设　　监测网。　　做好　　（二）期工程。（市水利局负责）"
    assert paths(read(text)) == ["一", "一/(一)"]


def test_i4_tabs_as_depth() -> None:
    """Where nothing is numbered, leading tabs tell the depth of the headings (I4)."""
    plan = read(
        "兰溪市数字乡村行动方案\n总体目标\n\t到2026年，建成数字村50个。\n重点任务\n\t夯实数字底座\n\t\t推进千兆光网进村。\n\t\t市经信局、市农业农村局等按职责分工负责\n\t发展智慧农业\n\t\t建设数字农场。\n\t\t市农业农村局牵头，市财政局按职责分工负责\n"
    )
    assert paths(plan) == ["总体目标", "重点任务", "重点任务/夯实数字底座", "重点任务/发展智慧农业"]
    assert duties(plan) == {
        "重点任务/夯实数字底座": ["市经信局", "市农业农村局"],
        "重点任务/发展智慧农业": ["市农业农村局", "市财政局"],
    }


def test_i4_false_friend_tabs_in_front_of_numbers() -> None:
    """Where lines are numbered, tabs tell nothing: the numbers do (I4)."""
    tabbed = [LINES[0], LINES[1], "\t" + LINES[2], "\t\t" + LINES[3], "\t" + LINES[4], LINES[5]]
    assert reads_all(read("\n".join(tabbed)))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "温岭市人才新政十条 1.引育人才。每年引进博士20名以上。责任单位：市委组织部、市人社局。2.建设平台。对平台给予资助。责任单位：市科技局、市财政局。3.优化服务。设立服务专窗。责任单位：市人社局。",
            {"1": ["市委组织部", "市人社局"], "2": ["市科技局", "市财政局"], "3": ["市人社局"]},
        ),
        (
            "一、重点任务（一）支持创业。对创业项目给予资助。责任单位：市科技局、市人社局。（二）建设载体。建设众创空间。责任单位：市科技局。二、保障措施（一）加强领导。成立领导小组。责任单位：市政府办。",
            {"一/(一)": ["市科技局", "市人社局"], "一/(二)": ["市科技局"], "二/(一)": ["市政府办"]},
        ),
    ],
)  # fmt: skip
def test_i5_one_long_line(line: str, found: dict[str, list[str]]) -> None:
    """Items that run on in one line are cut at the numbers of their count (I5)."""
    assert duties(read(line)) == found


def test_i5_false_friend_numbers_in_a_long_sentence() -> None:
    """Figures, and lists inside a sentence, cut no line however long it is (I5)."""
    words = "到2026年，投资1.2亿元改造泵站，长度2.5公里；包括：1.更换机组；2.加固堤防；3.清淤疏浚。重点做好（一）期和（二）期工程，逐步完善运行管护机制，确保安全度汛。"
    assert paths(read(f"宜都市方案\n一、任务\n（一）改造泵站。{words}（市水利局负责）")) == [
        "一",
        "一/(一)",
    ]


TABLE = """宜都市重点工作任务分工方案
一、任务分工
| 序号 | 重点任务 | 牵头单位 | 配合单位 | 完成时限 |
| --- | --- | --- | --- | --- |
| 1 | 建设监测网 | 市水利局 | 市气象局、市财政局 | 2025年6月 |
| 2 | 改造泵站 | 市水利局 | 无 | 持续推进 |
| 3 | 培训人员 | 市人社局 |  | 2025年第三季度 |
"""


@pytest.mark.parametrize("mark", ["|", "\t"])
def test_i6_a_table_of_tasks(mark: str) -> None:
    """Each row of a table of tasks is a task; 无 and an empty cell name nobody (I6)."""
    plan = read(
        TABLE.replace(" | ", mark).replace("| ", "").replace(" |", "") if mark == "\t" else TABLE
    )
    assert titles(plan)[1:] == [("一/1", "建设监测网"), ("一/2", "改造泵站"), ("一/3", "培训人员")]
    assert duties(plan) == {"一/1": ["市水利局", "市气象局", "市财政局"], "一/2": ["市水利局"], "一/3": ["市人社局"]}  # fmt: skip
    assert [item.due for item in plan.items[1:]] == ["2025-06", "持续推进", "2025-09"]


def test_i6_false_friend_a_table_of_contacts() -> None:
    """A table of names and telephone numbers holds no tasks (I6)."""
    plan = read(
        "宜都市方案\n一、任务\n（一）建网。建网。（市水利局负责）\n| 姓名 | 电话 | 地址 |\n| --- | --- | --- |\n| 王某 | 0717-1234 | 市水利局 |\n"
    )
    assert (paths(plan), duties(plan)) == (["一", "一/(一)"], {"一/(一)": ["市水利局"]})


def test_i7_a_transposed_table() -> None:
    """Where 责任主体 heads a row, each column is a task (I7)."""
    plan = read(
        "宜都市方案\n一、目标责任\n| 维度 | 产业规模 | 创新平台 |\n| --- | --- | --- |\n| 目标体系 | 产值达到100亿元；企业达到50家 | 平台达到10个 |\n| 责任主体 | 市经信局；市商务局 | 市科技局 |\n"
    )
    assert titles(plan)[1:] == [("一/1", "产业规模"), ("一/2", "创新平台")]
    assert duties(plan) == {"一/1": ["市经信局", "市商务局"], "一/2": ["市科技局"]}


def test_i7_false_friend_a_table_of_figures() -> None:
    """A table with dimensions as columns and no bodies in it holds no tasks (I7)."""
    plan = read(
        "宜都市方案\n一、现状\n（一）基础。基础较好。（市经信局负责）\n| 维度 | 产业规模 | 创新平台 |\n| --- | --- | --- |\n| 2022年 | 80亿元 | 8个 |\n| 2023年 | 90亿元 | 9个 |\n"
    )
    assert paths(plan) == ["一", "一/(一)"]


@pytest.mark.parametrize(
    "words",
    [
        "(一)建设监测网。新建雨量站,完善功能;提升水平。(责任单位:市水利局,市气象局)",
        "（一）建设监测网。新建雨量站，完善功能;提升水平。(责任单位：市水利局,市气象局）",
        '(一)建设监测网。打造"一张网",提升水平。（责任单位:市水利局、市气象局)',
    ],
)
def test_i8_half_and_full_width_in_one_text(words: str) -> None:
    """Half-width marks count as their full-width twins, even mixed in one bracket (I8)."""
    assert duties(read(f"宜都市方案\n一、任务\n{words}")) == {"一/(一)": ["市水利局", "市气象局"]}


def test_i8_false_friend_marks_inside_figures() -> None:
    """A comma inside a figure and a colon inside a time part nothing (I8)."""
    plan = read("宜都市方案\n一、目标\n（一）目标。到2026年,企业达到1,200家,每日9:30前通报。")
    assert [(row.indicator, str(row.value)) for row in plan.targets] == [("企业", "1200")]


def test_i9_straight_quotes() -> None:
    """Straight quotes pair as curved ones do, also with nothing between two pairs (I9)."""
    plan = read(
        '宜都市方案\n一、任务\n（一）发布清单。发布"机会清单""能力清单"。（责任单位：市"双招双引"专班、市科技局）\n'
    )
    assert duties(plan) == {"一/(一)": ['市"双招双引"专班', "市科技局"]}
    assert wrong_spans(plan) == []


def test_i9_false_friend_a_quote_that_is_never_closed() -> None:
    """A single straight quote quotes nothing: what stands behind it is read (I9)."""
    plan = read('宜都市方案\n一、任务\n（一）采购24"屏幕。采购。（责任单位：市科技局）')
    assert duties(plan) == {"一/(一)": ["市科技局"]}


@pytest.mark.parametrize(
    "words", ["到 2026 年，培育 OPC 企业 100 家。", "到2026年，培育OPC企业100家。", "到 2026年，培育 OPC企业 100家。"]
)  # fmt: skip
def test_i10_spaces_around_figures_and_latin_words(words: str) -> None:
    """Spaces around figures and Latin words part neither figure from unit nor word from word (I10)."""
    (row,) = read(f"宜都市方案\n一、目标\n（一）目标。{words}").targets
    assert (row.indicator.replace(" ", ""), int(row.value), row.unit, row.due) == ("OPC企业", 100, "家", "2026")  # fmt: skip


def test_i10_false_friend_spaces_that_part_names() -> None:
    """Spaces between whole names of bodies do part them (I10)."""
    plan = read("宜都市方案\n一、任务\n（一）建网。建网。（责任单位：市水利局 市气象局）")
    assert duties(plan) == {"一/(一)": ["市水利局", "市气象局"]}


TRADITIONAL = "宜都市推進數字經濟發展實施方案\n宜都市人民政府辦公室\n2024年3月5日\n一、重點任務\n（一）建設平臺。到2026年，建成平臺10個。（責任單位：市發展改革局、市財政局）\n"


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030"])
def test_i11_traditional_characters(encoding: str) -> None:
    """A page in traditional characters is read as its simplified twin and quoted as it is (I11)."""
    plan = read_plan(TRADITIONAL.encode(encoding))
    assert (plan.document.title, plan.document.issued) == (
        TRADITIONAL.splitlines()[0],
        "2024-03-05",
    )
    assert duties(plan) == {"一/(一)": ["市發展改革局", "市財政局"]}
    assert [(str(row.value), row.due) for row in plan.targets] == [("10", "2026")]
    assert wrong_spans(plan) == []


def test_i11_false_friend_characters_of_both_scripts() -> None:
    """著 and 乾 stand in simplified texts as well and are left as they are (I11)."""
    plan = read(
        "宜都市著作权保护方案\n一、任务\n（一）登记著作权。登记。（责任单位：市著作权局、乾元镇政府）"
    )
    assert duties(plan) == {"一/(一)": ["市著作权局", "乾元镇政府"]}


HEADLINE = "常德市数据局关于印发《常德市公共数据运营实施方案》的通知"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{HEADLINE}\n{HEADLINE}\n{HEADLINE}\n各区县数据局：\n现印发给你们。", "常德市公共数据运营实施方案"),
        ("常德市公共数据运营实施方案\n常德市公共数据运营实施方案\n为推进工作，制定本方案。", "常德市公共数据运营实施方案"),
        ("常德市公共数据运营\n实施方案\n为推进工作，制定本方案。", "常德市公共数据运营实施方案"),
        ("常德市\n公共数据运营实施方案\n（2024—2026年）", "常德市公共数据运营实施方案（2024—2026年）"),
        ("常德市优化营商环境三年行动\n计划（2024—2026年）", "常德市优化营商环境三年行动计划（2024—2026年）"),
        ("常德市数据局关于印发《常德市公共\n数据运营实施方案》的通知\n各区县：", "常德市公共数据运营实施方案"),
        ("常德市数据局关于印发\n《常德市公共数据运营实施方案》的\n通知\n各区县：", "常德市公共数据运营实施方案"),
        ("常德市数据局关于印发常德市公共数据运\n营实施方案的通知\n各区县：", "常德市公共数据运营实施方案"),
    ],
)  # fmt: skip
def test_i14_headlines_repeated_and_broken(head: str, title: str) -> None:
    """A headline is read once, however often it is repeated and wherever its lines break (I14)."""
    found = document(head)
    assert (found.title, found.jurisdiction_name) == (title, "常德市")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("常德市数据局\n常德市公共数据运营实施方案", "常德市公共数据运营实施方案"),
        ("政务公开\n常德市公共数据运营实施方案", "常德市公共数据运营实施方案"),
        ("2024年6月1日印发\n常德市公共数据运营实施方案", "常德市公共数据运营实施方案"),
    ],
)
def test_i14_false_friend_lines_above_a_title(head: str, title: str) -> None:
    """An issuer, a menu and a date above a title are no first line of it (I14)."""
    assert document(head).title == title


def test_i15_the_frame_of_a_site() -> None:
    """Menus, sizes of type, counters and legal lines around a text give no facts (I15)."""
    top = "首页 > 政务公开 > 政策文件\n字体：大 中 小\n打印 分享 收藏\n来源：市水利局　浏览次数：233\n"
    below = "\n扫一扫在手机打开当前页\n相关文档\n主办单位：宜都市人民政府办公室　承办单位：宜都市数据局\n版权所有\n"
    plan = read(top + "\n".join(LINES) + below)
    assert (plan.document.title, plan.document.issued) == (LINES[0], None)
    assert paths(plan)[:5] == PATHS


def test_i15_the_frame_of_a_web_page() -> None:
    """Of a web page only the text of the paper is read (I15)."""
    body = "".join(f"<p>{line}</p>" for line in LINES)
    page = f"<html><body><div class='nav'>首页 政务公开 一、机构职能</div><div id='zoom'>{body}</div><div class='footer'>主办单位：宜都市数据局</div></body></html>"
    assert reads_all(read_plan(page.encode()))


def test_i15_false_friend_words_of_a_frame_in_a_task() -> None:
    """A task may speak of 扫一扫, 打印 and 分享: that is its text (I15)."""
    text = "宜都市方案\n一、任务\n（一）推行扫一扫办事。打印凭证，分享数据。（责任单位：市数据局）"
    assert titles(read(text))[1:] == [("一/(一)", "推行扫一扫办事")]


def test_i16_false_friend_a_notice_with_the_plan_behind_it() -> None:
    """A notice whose attachment stands in the same text is read with it (I16)."""
    notice = "宜都市人民政府关于印发智慧水利行动方案的通知\n各乡镇：\n现印发给你们。\n附件：宜都市智慧水利行动方案\n宜都市人民政府\n2024年3月1日\n"
    assert reads_all(read(notice + "\n".join(LINES)))


def test_i16_a_notice_alone_is_refused() -> None:
    """A notice that says 附件：… and nothing else has no items and is refused, with the reason (I16)."""
    with pytest.raises(UnreadableFileError, match="No numbered headings"):
        read(
            "宜都市人民政府关于印发智慧水利行动方案的通知\n各乡镇：\n现印发给你们。\n附件：宜都市智慧水利行动方案\n宜都市人民政府\n2024年3月1日"
        )


def test_i17_two_versions_of_one_name() -> None:
    """Where notice and plan print the title with other dashes, the plan's own counts (I17)."""
    found = document(
        "岳阳市人民政府关于印发《岳阳市航运提升行动计划（2026~2028年）》的通知\n各县市区：\n现印发给你们。\n岳阳市航运提升行动计划（2026-2028年）"
    )
    assert found.title == "岳阳市航运提升行动计划（2026-2028年）"
    assert (found.period_start, found.period_end, found.cites) == ("2026", "2028", ())


def test_i17_false_friend_the_plan_of_the_years_before() -> None:
    """The same name with other years is another paper (I17)."""
    found = document(
        "岳阳市航运提升行动计划（2026—2028年）\n在《岳阳市航运提升行动计划（2023—2025年）》基础上，制定本计划。"
    )
    assert [cite.title for cite in found.cites] == ["岳阳市航运提升行动计划（2023—2025年）"]


def test_i18_slips_of_the_source_are_kept() -> None:
    """A body told twice in one statement, and a line that stands twice, are kept as printed (I18)."""
    line = "（一）改造泵站。改造。（牵头单位：市水利局；配合单位：市水利局、市财政局）"
    plan = read(f"宜都市方案\n一、任务\n{line}\n{line}")
    assert paths(plan) == ["一", "一/(一)", "一/(一)"]
    assert [(row.printed, row.duty.removeprefix("role-")) for row in plan.responsibilities][:3] == [
        ("市水利局", "lead"), ("市水利局", "support"), ("市财政局", "support"),
    ]  # fmt: skip


def test_i18_false_friend_two_items_of_one_number() -> None:
    """Two items with the same number and other words are two items (I18)."""
    plan = read(
        "宜都市方案\n一、任务\n（一）改造泵站。改。（市水利局负责）\n（一）建监测网。建。（市气象局负责）"
    )
    assert titles(plan)[1:] == [("一/(一)", "改造泵站"), ("一/(一)", "建监测网")]


@pytest.mark.parametrize(
    ("one", "other"),
    [("县人力社保局", "县人社局"), ("县人力资源和社会保障局", "县人社局"), ("县卫生健康局", "县卫健局"), ("县发展和改革局", "县发改局")],
)  # fmt: skip
def test_i19_two_names_of_one_body(one: str, other: str) -> None:
    """Long and short names of one body in one text lead to one party (I19)."""
    plan = read(
        f"天台县方案\n一、任务\n（一）甲。做甲。（责任单位：{one}）\n（二）乙。做乙。（责任单位：{other}）"
    )
    first, second = plan.responsibilities
    assert (first.printed, second.printed) == (one, other)
    assert first.party == second.party


@pytest.mark.parametrize(("one", "other"), [("县大数据局", "县大数据中心"), ("县人社局", "市人社局"), ("县发改局", "县改革办")])  # fmt: skip
def test_i19_false_friend_two_bodies_of_like_names(one: str, other: str) -> None:
    """A bureau and a centre, and bureaus of two levels, are two parties (I19)."""
    plan = read(f"天台县方案\n一、任务\n（一）甲。做甲。（责任单位：{one}、{other}）")
    first, second = plan.responsibilities
    assert first.party != second.party


def test_i20_a_text_inside_a_string() -> None:
    """JSON, a page inside a string of code, and a text full of entities are read as what they hold (I20)."""
    text = "\n\t".join(LINES)
    page = "".join(f'<p align="left">&nbsp;&nbsp;{line}</p>' for line in LINES)
    code = "var content = " + json.dumps(page, ensure_ascii=False).replace("</", "<\\/") + ";"
    entities = "\n".join(f"&nbsp;&nbsp;{line}" for line in LINES)
    for raw in (json.dumps({"data": {"content": text}}), json.dumps(text), code, entities):
        assert reads_all(read_plan(raw.encode()))


def test_i20_false_friend_a_text_that_names_an_entity() -> None:
    """A text that says &nbsp; once, or puts a word in quotes at its head, is a text (I20)."""
    text = '"宜都市"方案\n一、任务\n（一）清理&nbsp;字符。清理。（责任单位：市数据局）'
    assert read_plan(text.encode()).version.text == text


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u2060", "\u200d", "\u00ad"])
def test_i21_characters_without_width(unseen: str) -> None:
    """Characters that nobody sees inside words part no word (I21)."""
    text = "\n".join(
        line.replace("水", f"水{unseen}").replace("单", f"{unseen}单") for line in LINES
    )
    assert reads_all(read_plan(text.encode()))


def test_i21_false_friend_characters_of_other_planes() -> None:
    """Rare characters outside the common planes are seen, and counted as one (I21)."""
    plan = read_plan(
        "宜都市方案\n一、任务\n（一）保护𠀀𡘙古寨。保护。（责任单位：市文旅局）".encode()
    )
    assert titles(plan)[1:] == [("一/(一)", "保护𠀀𡘙古寨")]
    assert wrong_spans(plan) == []
