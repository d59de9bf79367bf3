# ruff: noqa: E501  a Chinese character counts as two columns
"""Forms of numbering and structure (N1-N19), each with a false friend."""

import pytest

from plangraph.ontology.model import ItemKind, Plan
from tests.ingest.forms.papers import duties, paths, titles
from tests.ingest.reading import read

TITLE = "溧阳市乡村振兴方案\n"


def plan_of(*lines: str) -> Plan:
    """A plan that has some lines below its title."""
    return read(TITLE + "\n".join(lines) + "\n")


def figures(plan: Plan) -> list[tuple[str, str, str | None]]:
    """Indicator, value and deadline of the targets."""
    return [(row.indicator, str(row.value), row.due) for row in plan.targets]


def test_n1_three_levels() -> None:
    """一、 holds （一） holds 1.; titles stand alone above and run in at the lowest level (N1)."""
    plan = plan_of(
        "一、总体要求", "（一）指导思想", "坚持以人为本。", "二、重点任务", "（一）发展特色产业",
        "1.壮大茶产业。新建茶园。（市农业农村局负责）", "2.做优民宿。培育民宿。（市文旅局负责）", "（二）建设和美乡村", "1.改厕。推进改厕。（市住建局负责）",
    )  # fmt: skip
    assert titles(plan) == [
        ("一", "总体要求"), ("一/(一)", "指导思想"), ("二", "重点任务"), ("二/(一)", "发展特色产业"),
        ("二/(一)/1", "壮大茶产业"), ("二/(一)/2", "做优民宿"), ("二/(二)", "建设和美乡村"), ("二/(二)/1", "改厕"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["（一）期工程建成投用", "见表1.2", "三、四线城市", "一、二、三产业融合发展。"]
)
def test_n1_false_friend_numbers_inside_a_line(words: str) -> None:
    """Numbers that are part of a word or a sentence head nothing (N1)."""
    plan = plan_of("一、任务", f"（一）甲。推进{words}。（市农业农村局负责）")
    assert paths(plan) == ["一", "一/(一)"]


@pytest.mark.parametrize(
    "words", ["三、四线城市要先行。", "一、二、三产业要融合。", "一般工业园区加快建设。", "二级以上医院要帮扶。"]
)  # fmt: skip
def test_n1_false_friend_numerals_at_the_head_of_a_line(words: str) -> None:
    """A line that opens with a numeral that is part of a word heads nothing (N1)."""
    plan = plan_of("一、任务", "（一）甲。做甲。", words, "（市农业农村局负责）")
    assert paths(plan) == ["一", "一/(一)"]


def test_n2_two_levels_with_run_in_titles() -> None:
    """（一） below 一、 has its title up to the first full stop (N2)."""
    plan = plan_of("一、任务", "（一）打造OPC生态社区。鼓励园区建设。（市工信局负责）", "（二）优化服务；强化保障。设立专窗。（市人社局负责）")  # fmt: skip
    assert titles(plan)[1:] == [("一/(一)", "打造OPC生态社区"), ("一/(二)", "优化服务；强化保障")]


def test_n2_false_friend_a_full_stop_in_quotes() -> None:
    """A number with points or a name with a dot does not end a title (N2)."""
    plan = plan_of("一、任务", "（一）推广5.5G网络。建网。（市工信局负责）")
    assert titles(plan)[1:] == [("一/(一)", "推广5.5G网络")]


def test_n3_one_level() -> None:
    """一、 alone, each a run-in paragraph, are tasks at the top (N3)."""
    plan = plan_of(
        "一、支持研发。给予补助。（市科技局负责）", "二、支持上市。给予奖励。（市财政局负责）"
    )
    assert duties(plan) == {"一": ["市科技局"], "二": ["市财政局"]}


def test_n3_false_friend_steps_told_by_words() -> None:
    """一是 and 第一， are no 一、 (N3)."""
    plan = plan_of("一、支持研发。给予补助。", "一是补研发。补。", "第一，补设备。补。（市科技局负责）", "二、支持上市。给予奖励。（市财政局负责）")  # fmt: skip
    assert duties(plan) == {"一": ["市科技局"], "二": ["市财政局"]}


@pytest.mark.parametrize(
    "head", ["", "为支持创新，制定以下措施。\n", "溧阳市人民政府办公室\n2024年3月5日\n"]
)
def test_n4_a_flat_list(head: str) -> None:
    """1. to 10. with nothing above them are the tasks; the title above is no heading of theirs (N4)."""
    plan = read(
        f"{TITLE}{head}1.支持研发。补助。（市科技局负责）\n2.支持上市。奖励。（市财政局负责）\n"
    )
    assert (plan.document.title, plan.document.jurisdiction_name) == (TITLE.strip(), "溧阳市")
    assert duties(plan) == {"1": ["市科技局"], "2": ["市财政局"]}


def test_n4_false_friend_a_list_of_attachments() -> None:
    """附件：1.… 2.… at the end of a text lists papers, no tasks (N4)."""
    plan = plan_of("1.支持研发。补助。（市科技局负责）", "2.支持上市。奖励。（市财政局负责）", "附件：1.任务分工表", "2.指标表", "3.联系人名单")  # fmt: skip
    assert paths(plan) == ["1", "2"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("一、甲", "1.子甲。做。", "2.子乙。做。", "二、乙", "3.子丙。做。"), ["一", "一/1", "一/2", "二", "二/3"]),
        (("一、甲", "（一）子甲。做。", "二、乙", "（二）子乙。做。", "（三）子丙。做。"), ["一", "一/(一)", "二", "二/(二)", "二/(三)"]),
        (("一、甲", "1.总述。做。", "二、乙", "（一）中", "2.子乙。做。", "（二）下", "3.子丙。做。"), ["一", "一/1", "二", "二/(一)", "二/(一)/2", "二/(二)", "二/(二)/3"]),
    ],
)  # fmt: skip
def test_n5_numbers_that_run_on(lines: tuple[str, ...], found: list[str]) -> None:
    """The lowest numbers may run on across chapters: their kind tells the depth, not their value (N5)."""
    assert paths(plan_of(*lines)) == found


def test_n5_false_friend_a_number_that_continues_by_chance() -> None:
    """A figure that would be the next number is no item (N5)."""
    plan = plan_of(
        "一、甲",
        "1.子甲。做。",
        "2.子乙。做。",
        "3.5万户居民受益，改造3个片区。",
        "二、乙",
        "3.子丙。做。",
    )
    assert paths(plan) == ["一", "一/1", "一/2", "二", "二/3"]


def test_n6_numbers_that_start_again() -> None:
    """The lowest numbers may start again below each heading (N6)."""
    plan = plan_of(
        "一、任务", "（一）甲", "1.子甲。做。", "2.子乙。做。", "（二）乙", "1.子丙。做。"
    )
    assert paths(plan)[2:] == ["一/(一)/1", "一/(一)/2", "一/(二)", "一/(二)/1"]


def test_n6_false_friend_a_list_below_the_lowest_level() -> None:
    """（1） below 1. is a level of its own, not the numbers starting again (N6)."""
    plan = plan_of(
        "一、任务", "（一）甲", "1.子甲。做。", "（1）细一。做。", "（2）细二。做。", "2.子乙。做。"
    )
    assert paths(plan)[2:] == ["一/(一)/1", "一/(一)/1/(1)", "一/(一)/1/(2)", "一/(一)/2"]


def test_n7_a_heading_with_a_full_stop() -> None:
    """A heading that ends in 。 and stands alone holds the items below it (N7)."""
    plan = plan_of("一、任务", "（一）加强基础能力保障。", "1.建机房。建。（市数据局负责）", "（二）强化安全。", "2.建制度。建。（市公安局负责）")  # fmt: skip
    assert titles(plan)[1:] == [
        ("一/(一)", "加强基础能力保障"), ("一/(一)/1", "建机房"), ("一/(二)", "强化安全"), ("一/(二)/2", "建制度"),
    ]  # fmt: skip


def test_n7_false_friend_a_sentence_that_is_the_whole_task() -> None:
    """A single sentence that names a body is a task, and its duty is read (N7)."""
    plan = plan_of("一、任务", "（一）由市数据局牵头建设机房。", "（二）由市公安局牵头建立制度。")
    assert duties(plan) == {"一/(一)": ["市数据局"], "一/(二)": ["市公安局"]}


def test_n8_sub_items_with_a_colon() -> None:
    """Lines with a head, a colon and a statement of their own are units below their item (N8)."""
    plan = plan_of(
        "一、任务", "（一）打造载体", "1.建设平台。打造多层次平台。",
        "算力平台：建设智算中心，提供普惠算力。（牵头单位：市数据局，责任单位：市工信局）", "“双园”：建设两个园区，完善配套。（牵头单位：市发改委，责任单位：高新区管委会）", "2.引才。实施计划。（牵头单位：市人社局）",
    )  # fmt: skip
    assert duties(plan) == {
        "一/(一)/1/算力平台": ["市数据局", "市工信局"],
        "一/(一)/1/“双园”": ["市发改委", "高新区管委会"],
        "一/(一)/2": ["市人社局"],
    }


@pytest.mark.parametrize(
    "line",
    [
        "联系电话：0519-8888（工作日）。",
        "注意事项：企业应如实申报（以公告为准）。",
        "责任单位：市数据局（牵头）",
    ],
)
def test_n8_false_friend_lines_with_a_colon(line: str) -> None:
    """A line with a colon and no statement, or that is one, is no unit (N8)."""
    plan = plan_of(
        "一、任务", "（一）打造载体", "1.建设平台。建设。", line, "2.引才。引才。（市人社局负责）"
    )
    assert paths(plan) == ["一", "一/(一)", "一/(一)/1", "一/(一)/2"]


def test_n9_statements_at_the_sub_items_only() -> None:
    """An item whose sub-items have the statements has none of its own, and the reverse (N9)."""
    plan = plan_of(
        "一、任务", "（一）甲。总述。", "1.子甲。做。（市科技局负责）", "2.子乙。做。（市财政局负责）",
        "（二）乙。总述。（市教育局负责）", "1.子丙。做。", "2.子丁。做。",
    )  # fmt: skip
    assert duties(plan) == {"一/(一)/1": ["市科技局"], "一/(一)/2": ["市财政局"], "一/(二)": ["市教育局"]}  # fmt: skip


def test_n9_false_friend_an_item_without_any_statement() -> None:
    """An item with neither a statement nor sub-items inherits none from its neighbours (N9)."""
    plan = plan_of(
        "一、任务",
        "（一）甲。做甲。（市科技局负责）",
        "（二）乙。做乙。",
        "（三）丙。做丙。（市财政局负责）",
    )
    assert duties(plan) == {"一/(一)": ["市科技局"], "一/(三)": ["市财政局"]}


@pytest.mark.parametrize(
    "words",
    ["重点做好：①建机房；②建网络；③建队伍。", "包括（1）建机房；（2）建网络；（3）建队伍。", "一是建机房。二是建网络。三是建队伍。", "做到：1.建机房；2.建网络；3.建队伍。"],
)  # fmt: skip
def test_n10_lists_inside_a_sentence(words: str) -> None:
    """Numbers that list inside a sentence make no units (N10)."""
    plan = plan_of("一、任务", f"（一）建平台。{words}（市数据局负责）")
    assert (paths(plan), duties(plan)) == (["一", "一/(一)"], {"一/(一)": ["市数据局"]})


def test_n10_false_friend_the_same_numbers_on_lines_of_their_own() -> None:
    """（1） and ① at the head of a line do make units (N10)."""
    plan = plan_of(
        "一、任务",
        "（一）建平台。",
        "（1）建机房。建。（市数据局负责）",
        "（2）建网络。",
        "①骨干网。建。（市工信局负责）",
    )
    assert paths(plan) == ["一", "一/(一)", "一/(一)/(1)", "一/(一)/(2)", "一/(一)/(2)/①"]


def test_n11_numbers_stuck_to_figures() -> None:
    """11.121人才… is item 11 behind item 10; figures in names are no numbers (N11)."""
    plan = plan_of(
        "一、任务", "10.提升服务。做好12345热线服务。", "11.121人才梯队项目。选拔人才。", "12.“210”一站式服务。办。", "13.24365招聘服务。推行。", "14.培育营收超1000万元企业100家以上。培育。",
    )  # fmt: skip
    assert titles(plan)[1:] == [
        ("一/10", "提升服务"), ("一/11", "121人才梯队项目"), ("一/12", "“210”一站式服务"), ("一/13", "24365招聘服务"), ("一/14", "培育营收超1000万元企业100家以上"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["12345热线全天开通。", "11.5万人参训。", "5G基站加快建设。", "2026.3前完成。"]
)
def test_n11_false_friend_figures_at_the_head_of_a_line(line: str) -> None:
    """A line that opens with a hotline, a decimal, 5G or a date is no item (N11)."""
    plan = plan_of("一、任务", "1.提升服务。做好服务。", line, "2.强化保障。保障。")
    assert paths(plan) == ["一", "一/1", "一/2"]


def test_n11_an_item_may_begin_with_a_year() -> None:
    """1.2024年底前完成… is the first item of a list; 1.5亿元 is a figure (N11)."""
    first = plan_of("一、任务", "1.2024年底前完成整改。做好服务。", "2.强化保障。保障。")
    assert paths(first) == ["一", "一/1", "一/2"]
    sums = plan_of("一、任务", "1.5亿元资金到位。做好服务。", "2.强化保障。保障。")
    assert paths(sums) == ["一", "一/2"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("1. 甲。做。", "2. 乙。做。"), ["1", "2"]),
        (("1．甲。做。", "2．乙。做。"), ["1", "2"]),
        (("1、甲。做。", "2、乙。做。"), ["1", "2"]),
        (("１．甲。做。", "２．乙。做。"), ["1", "2"]),
        (("一.甲", "(一)乙。做。", "（二） 丙。做。"), ["一", "一/(一)", "一/(二)"]),
        (("一、 甲", "（ 一）乙。做。"), ["一"]),
        (("一、甲", "1)乙。做。", "2)丙。做。"), ["一", "一/1)", "一/2)"]),
    ],
)  # fmt: skip
def test_n12_forms_of_numbers(lines: tuple[str, ...], found: list[str]) -> None:
    """Point, comma and bracket may be of any width, with a space behind or not (N12)."""
    assert paths(plan_of(*lines)) == found


@pytest.mark.parametrize(
    "line", ["1 个中心、2个基地。", "1-2个园区。", "1：500地形图。", "1/3以上。"]
)
def test_n12_false_friend_figures_with_other_marks(line: str) -> None:
    """A figure before a unit, a dash, a colon or a stroke is no number of an item (N12)."""
    assert paths(plan_of("一、任务", "（一）甲。做。", line)) == ["一", "一/(一)"]


def test_n13_headings_without_numbers() -> None:
    """Above numbered tasks headings may have no numbers, and numbers may be missing (N13)."""
    plan = plan_of(
        "夯实数字基础设施", "1.建网络。建。（市工信局负责）", "2.建算力。建。（市数据局负责）", "壮大数字产业", "4.引企业。引。（市商务局负责）", "7.育人才。育。（市人社局负责）",
    )  # fmt: skip
    assert plan.document.title == TITLE.strip()
    assert paths(plan) == [
        "夯实数字基础设施", "夯实数字基础设施/1", "夯实数字基础设施/2", "壮大数字产业", "壮大数字产业/4", "壮大数字产业/7",
    ]  # fmt: skip


def test_n13_sections_by_their_names() -> None:
    """Without any number the usual names of sections and short lines before paragraphs are headings (N13)."""
    plan = plan_of(
        "工作目标", "到2026年，建成示范村50个。", "重点任务", "夯实产业基础", "新建高标准农田，完善水利设施。", "责任单位：市农业农村局", "建设和美乡村", "推进改厕，治理污水。", "责任单位：市住建局", "保障措施", "市农业农村局负责统筹协调。",
    )  # fmt: skip
    assert duties(plan)["重点任务/夯实产业基础"] == ["市农业农村局"]
    assert duties(plan)["重点任务/建设和美乡村"] == ["市住建局"]
    assert figures(plan) == [("示范村", "50", "2026")]


@pytest.mark.parametrize(
    "line", ["溧阳市人民政府办公室", "2024年3月5日", "溧政办发〔2024〕3号", "（此件公开发布）"]
)
def test_n13_false_friend_lines_of_the_head(line: str) -> None:
    """Title, issuer, date and number in front of the first number are no headings (N13)."""
    plan = plan_of(line, "1.建网络。建。（市工信局负责）", "2.建算力。建。（市数据局负责）")
    assert paths(plan) == ["1", "2"]


def test_n14_depth_by_indent() -> None:
    """Tabs tell depth where no line has a number; the title is no heading (N14)."""
    plan = read(
        "溧阳市招商方案\n\t总体目标\n\t\t到2026年，引进企业50家。\n\t重点任务\n\t\t编制图谱\n\t\t\t编制产业图谱。\n\t\t\t市商务局、市发改委按职责分工负责\n"
    )
    assert paths(plan) == ["总体目标", "重点任务", "重点任务/编制图谱"]
    assert duties(plan) == {"重点任务/编制图谱": ["市商务局", "市发改委"]}


def test_n14_false_friend_a_text_indented_as_a_whole() -> None:
    """Paragraphs that all start with the same indent have no outline by that (N14)."""
    plan = read("溧阳市招商方案\n\t一、任务\n\t（一）甲。做甲。（市商务局负责）\n\t做好服务。\n")
    assert paths(plan) == ["一", "一/(一)"]


@pytest.mark.parametrize("bullet", ["——", "■", "◆", "●", "▪ ", "- "])
def test_n15_bullets(bullet: str) -> None:
    """Bullets make no units: what they head is the text of their item, and is read (N15)."""
    plan = plan_of("一、发展目标", f"{bullet}产业规模更大。到2026年，产值达到100亿元。", f"{bullet}主体更强。企业达到50家。")  # fmt: skip
    assert paths(plan) == ["一"]
    assert figures(plan) == [("产值", "10000000000", "2026"), ("企业", "50", "2026")]


def test_n15_false_friend_a_dash_of_a_name() -> None:
    """A dash inside a line, or in front of who is quoted, is no bullet (N15)."""
    plan = plan_of("一、任务", "（一）建设中国—东盟合作园。——立足本市。（市商务局负责）")
    assert titles(plan)[1:] == [("一/(一)", "建设中国—东盟合作园")]


def test_n16_closing_paragraphs() -> None:
    """Paragraphs behind the last numbered item have no number, and hold duties and targets (N16)."""
    plan = plan_of(
        "一、支持研发。补助。（市科技局负责）", "二、支持上市。奖励。（市财政局负责）", "市发改委负责统筹推进。到2026年，企业达到100家。", "本措施自发布之日起施行。",
    )  # fmt: skip
    assert duties(plan) == {"一": ["市科技局"], "二": ["市财政局"], "": ["市发改委"]}
    assert figures(plan) == [("企业", "100", "2026")]


def test_n16_false_friend_the_statement_of_the_last_item() -> None:
    """A line of responsibility behind the last item is that item's own (N16)."""
    plan = plan_of(
        "一、支持研发。补助。（市科技局负责）", "二、支持上市。奖励。", "责任单位：市财政局"
    )
    assert duties(plan) == {"一": ["市科技局"], "二": ["市财政局"]}


def test_n17_a_target_in_the_preamble() -> None:
    """A preamble may hold a target before any number (N17)."""
    plan = plan_of(
        "为引育人才，制定本方案。力争到2026年，全市引育人才1000名。",
        "一、引才。引进。（市人社局负责）",
    )
    assert figures(plan) == [("人才", "1000", "2026")]
    assert plan.items[0].kind is ItemKind.GOAL


@pytest.mark.parametrize("preamble", ["2023年，全市已引育人才800名。", "为落实《人才规划（2021—2025年）》，制定本方案。", "全市共有人才8000名，制定本方案。"])  # fmt: skip
def test_n17_false_friend_what_is_there_already(preamble: str) -> None:
    """What a preamble says of the years before sets no target (N17)."""
    assert figures(plan_of(preamble, "一、引才。引进。（市人社局负责）")) == []


def test_n18_chapters_articles_and_attachments() -> None:
    """第一章 holds 第一条; 附件1 on a line of its own is a part beside the chapters (N18)."""
    plan = read(
        "溧阳市数据管理办法\n第一章　总则\n第一条【目的】为加强管理，制定本办法。\n第二条　由市数据局负责统筹协调数据工作。\n第二章　建设\n第三条　建设平台。由市工信局牵头建设。\n附件1\n任务分工表\n| 序号 | 任务 | 责任单位 |\n| --- | --- | --- |\n| 1 | 建机房 | 市数据局 |\n"
    )
    assert paths(plan) == [
        "第一章",
        "第一章/第一条",
        "第一章/第二条",
        "第二章",
        "第二章/第三条",
        "附件1",
        "附件1/1",
    ]
    assert duties(plan) == {"第一章/第二条": ["市数据局"], "第二章/第三条": ["市工信局"], "附件1/1": ["市数据局"]}  # fmt: skip


def test_n18_a_box() -> None:
    """A box (专栏) is text of the item that it stands in (N18)."""
    plan = plan_of("一、任务", "（一）建平台。建。（市数据局负责）", "专栏1 重点工程", "智慧园区工程。完善园区配套。", "（二）引企业。引。（市商务局负责）")  # fmt: skip
    assert paths(plan) == ["一", "一/(一)", "一/(二)"]


@pytest.mark.parametrize(
    "line",
    ["第一条生产线建成投产。", "第三章的要求要落实。", "附件1所列项目优先支持。", "附件：1.任务表"],
)
def test_n18_false_friend_ordinals_that_begin_a_word(line: str) -> None:
    """The first production line, and a sentence about an attachment, head nothing (N18)."""
    plan = plan_of(
        "一、任务", "（一）建平台。建。（市数据局负责）", line, "（二）引企业。引。（市商务局负责）"
    )
    assert paths(plan) == ["一", "一/(一)", "一/(二)"]


@pytest.mark.parametrize(
    "title", ["组织保障", "保障机制", "工作要求", "附则", "实施保障", "保障措施", "组织实施"]
)
def test_n19_sections_of_safeguards(title: str) -> None:
    """A section on safeguards holds requirements, with duties told in prose (N19)."""
    plan = plan_of("一、任务", "（一）甲。做甲。（市科技局负责）", f"二、{title}", "（一）统筹协调。由市发改委牵头建立工作机制，市财政局要保障经费。")  # fmt: skip
    assert plan.items[-1].kind is ItemKind.REQUIREMENT
    assert duties(plan)["二/(一)"][0] == "市发改委"


@pytest.mark.parametrize(
    "words", ["本方案由市科技局负责解释。", "各项目负责人对进度负责。", "龙头企业牵头组建联合体。", "要加强领导，压实责任。"]
)  # fmt: skip
def test_n19_false_friend_words_of_duty_that_give_none(words: str) -> None:
    """Who explains the text, persons and companies that lead have no duty of the plan's (N19)."""
    plan = plan_of("一、任务", "（一）甲。做甲。（市科技局负责）", "二、附则", words)
    assert duties(plan) == {"一/(一)": ["市科技局"]}
