# ruff: noqa: E501  a Chinese character counts as two columns
"""Forms that rule a whole plan: how it is divided, who leads, what tables leave empty.

One such form that is not known costs every fact of the plan; beside each stands a text that only
looks like it. Source: formats N13, N18, L9, L12, L20, R13, A4, A20, G4, G8.
"""

import pytest

from plangraph.ingest.facts import facts_json
from tests.ingest.reading import read


def owners(text: str) -> list[tuple[str, str, str]]:
    """Path, body and role of each assignment of a text."""
    rows = facts_json(read(text))["assignments"]
    return [(row["path"], row["agency"], row["role"]) for row in rows]


def regions(text: str) -> list[str]:
    """The places that a text names."""
    return [row["name"] for row in facts_json(read(text))["regions"]]


RUN_IN = """岳西县提质行动方案
岳西县人民政府
2023年6月9日
工作目标
到2025年，办学水平明显提升。
重点任务
优化学校布局。编制布局规划，新建学校2所。
责任单位：县教育局、县住建局
实施“厕所革命”。改造学校厕所30座。
牵头单位：县教育局
责任单位：县财政局
实施步骤
启动阶段（2023年6月—8月）。召开动员会议，制定任务清单。
验收阶段（2023年9月—12月）。完善材料，做好验收准备工作。
"""


def test_n13_headings_that_run_in_before_paragraphs() -> None:
    """In an outline without numbers the words before a paragraph's first full stop head a unit (N13)."""
    assert owners(RUN_IN) == [
        ("重点任务/优化学校布局", "县教育局", "responsible"),
        ("重点任务/优化学校布局", "县住建局", "responsible"),
        ("重点任务/实施“厕所革命”", "县教育局", "lead"),
        ("重点任务/实施“厕所革命”", "县财政局", "responsible"),
    ]
    phases = facts_json(read(RUN_IN))["phases"]
    assert [row["path"] for row in phases] == ["实施步骤/启动阶段", "实施步骤/验收阶段"]


def test_n13_false_friend_one_short_sentence() -> None:
    """A short first sentence of a single paragraph heads nothing (N13)."""
    text = RUN_IN.replace(
        "实施“厕所革命”。改造学校厕所30座。", "在全县学校，改造厕所30座，建成公园2处。"
    )
    assert {path for path, *_ in owners(text)} == {"重点任务"}


ARTICLES = """江东新区若干措施
第一章 总则
第一条 【制定依据】根据《江苏省促进条例》，制定本措施。
第二章 支持创新
第二条 【支持研制】对新产品给予最高500万元支持。（牵头单位：新区科技创新局；配合单位：新区财政局、市场监管局、建设与交通局）
第三条 【守牢底线】由新区应急管理局牵头，新区水务局、市场监管局配合。
"""


def test_n18_titles_in_brackets_behind_articles() -> None:
    """【…】 behind 第二条 is the title of the article, without its marks (N18)."""
    facts = facts_json(read(ARTICLES))
    assert [row["title"] for row in facts["tasks"]] == ["支持研制", "守牢底线"]
    assert [cite["title"] for cite in facts["document"]["cites"]] == ["江苏省促进条例"]


def test_a3_the_prefix_of_a_zone() -> None:
    """Bureaus behind 新区财政局 that print no prefix are the zone's as well (A3)."""
    assert [name for path, name, _ in owners(ARTICLES) if path.endswith("第二条")] == [
        "新区科技创新局",
        "新区财政局",
        "新区市场监管局",
        "新区建设与交通局",
    ]


def test_l9_the_rule_of_the_first_stands_anywhere() -> None:
    """That the first body leads may be told behind the tasks, and holds for all of them (L9)."""
    text = "衢州市方案\n一、重点任务\n1.修路。改造道路。（市交通局、市财政局负责）\n二、保障措施\n各条括号内列第一位的为牵头单位。\n"
    assert owners(text) == [("一/1", "市交通局", "lead"), ("一/1", "市财政局", "responsible")]


@pytest.mark.parametrize(
    "words",
    [
        "自治区商务厅、兵团商务局、乌鲁木齐海关、国家外汇管理局新疆维吾尔自治区分局",
        "自治区数字化发展局、乌鲁木齐海关、国家税务总局新疆维吾尔自治区税务局",
        "自治区发展改革委、中国铁路乌鲁木齐局集团有限公司、伊犁州、塔城地区",
    ],
)
def test_l12_names_alone_of_many_kinds(words: str) -> None:
    """A bracket of names alone ends a task: bureaus, branches of central bodies, regions (L12)."""
    text = f"新疆维吾尔自治区方案\n一、重点任务\n1.做强枢纽。建设集结中心。（{words}）\n"
    assert [name for _, name, _ in owners(text)] == words.split("、")


@pytest.mark.parametrize(
    "words", ["含乌鲁木齐、喀什等地", "试点城市、试点园区", "在市直部门和国有企业试行"]
)
def test_l12_false_friend_brackets_that_explain(words: str) -> None:
    """A bracket at the end of a task that names places or classes is no statement (L12)."""
    assert (
        owners(f"新疆维吾尔自治区方案\n一、重点任务\n1.做强枢纽。建设集结中心（{words}）。\n") == []
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("运行管理司牵头，建设管理与质量安全中心配合", [("运行管理司", "lead"), ("建设管理与质量安全中心", "support")]),
        ("政策法规司会同运行管理司负责", [("政策法规司", "responsible"), ("运行管理司", "responsible")]),
        ("责任单位：市商务局、市人社局，各平台企业配合", [("市商务局", "responsible"), ("市人社局", "responsible"), ("各平台企业", "support")]),
        ("市税务局和威海金融监管分局负责", [("市税务局", "responsible"), ("威海金融监管分局", "responsible")]),
        ("松山新区和滨海新区管委会负责", [("松山新区管委会", "responsible"), ("滨海新区管委会", "responsible")]),
    ],
)  # fmt: skip
def test_a20_bodies_that_a_word_joins(words: str, found: list[tuple[str, str]]) -> None:
    """和 and 会同 part two bodies; 配合 behind a comma is the duty of those before it alone (A20)."""
    text = f"威海市方案\n一、重点任务\n1.做好工作。建立台账。（{words}）\n"
    assert [(name, role) for _, name, role in owners(text)] == found


DUTIES = """盐城市整治方案
一、整治重点
整治违规停放。
二、工作分工
市安委会办公室：负责统筹协调、督促检查和信息汇总。
市公安局：负责依法查处违法行为；建立台账。
市邮政管理局：牵头制定管理规范，督促寄递企业落实要求。
"""


def test_l20_what_a_body_does_behind_its_name() -> None:
    """A paragraph that a body heads tells its duties; 牵头 makes it the lead (L20)."""
    assert owners(DUTIES) == [
        ("二/市安委会办公室", "市安委会办公室", "responsible"),
        ("二/市公安局", "市公安局", "responsible"),
        ("二/市邮政管理局", "市邮政管理局", "lead"),
    ]


def test_l20_false_friend_labels_that_are_no_bodies() -> None:
    """Labels of other things in front of a colon assign nothing (L20)."""
    text = DUTIES.replace("市安委会办公室", "路面管控").replace("市公安局", "源头治理")
    assert owners(text.replace("市邮政管理局", "宣传教育")) == []


TABLE = """中山市转型方案
一、重点任务
| 序号 | 工作任务 | 具体举措 | 牵头领导 | 牵头单位 | 配合单位 |
|---|---|---|---|---|---|
| 1 | 强化政策供给 | 修订若干措施。 | 分管副市长 | 市工业和信息化局 | 市财政局 |
| 2 | | 组建基金20亿元，建成园区5个。 | | 市财政局 | 市国资委 |
| 3 | 夯实底座 | 建设平台3个。 | | | |
| 4 | | 推广产品100款。 | | 市数据局 | — |
注：镇街包括各功能区。
"""


def test_r13_cells_merged_downwards() -> None:
    """In a table of merged cells an empty one means what stands above; — means nobody (R13)."""
    facts = facts_json(read(TABLE))
    assert [row["title"] for row in facts["tasks"]] == [
        "强化政策供给",
        "强化政策供给",
        "夯实底座",
        "夯实底座",
    ]
    assert [row for row in owners(TABLE) if row[0] in {"一/2", "一/3", "一/4"}] == [
        ("一/2", "市财政局", "lead"),
        ("一/2", "市国资委", "support"),
        ("一/3", "市财政局", "lead"),
        ("一/3", "市国资委", "support"),
        ("一/4", "市数据局", "lead"),
    ]
    assert [(row["path"], row["indicator"]) for row in facts["targets"]] == [
        ("一/2", "园区"),
        ("一/3", "平台"),
        ("一/4", "产品"),
    ]


def test_r13_false_friend_a_table_without_merged_cells() -> None:
    """Where each row has its task, an empty cell of bodies names nobody (R13)."""
    text = TABLE.replace("| 2 | |", "| 2 | 组建基金 |").replace("| 4 | |", "| 4 | 登记产品 |")
    assert [row for row in owners(text) if row[0] == "一/3"] == []


def test_r13_a_table_whose_tasks_have_a_head_of_their_own() -> None:
    """The first column that no word explains holds the tasks, where others name bodies (R13)."""
    text = "金井镇方案\n一、任务\n| 序号 | 路段 | 责任单位 | 协助单位 |\n|---|---|---|---|\n| 1 | 金井大道 | 综合行政执法大队 | 双江社区 |\n"
    assert owners(text) == [
        ("一/1", "综合行政执法大队", "responsible"),
        ("一/1", "双江社区", "support"),
    ]


def test_n17_who_carries_a_plan_out_told_in_its_notice() -> None:
    """Duties for the whole plan, told where it is handed on, stand at no unit (N17)."""
    text = "吉林省人民政府关于印发吉林省规划的通知\n各市（州）人民政府：\n现将《吉林省规划》印发给你们。规划实施由省农业农村厅牵头，省财政厅、省水利厅按职责分工负责。\n吉林省规划\n一、目标\n保护好黑土地。\n"
    assert owners(text) == [
        ("", "省农业农村厅", "lead"),
        ("", "省财政厅", "responsible"),
        ("", "省水利厅", "responsible"),
    ]


@pytest.mark.parametrize(
    ("head", "words", "found"),
    [
        ("锡林郭勒盟", "推进乌拉盖管理区草场改良。（乌拉盖管委会负责）", ["乌拉盖管理区"]),
        ("株洲市", "实施醴陵市陶瓷、攸县建材整治。", ["醴陵市", "攸县"]),
        ("岳西县", "与菖蒲、响肠、温泉等乡镇组建共同体，落实乡镇补贴。", ["菖蒲", "响肠", "温泉"]),
        ("上海市普陀区", "加强与静安、长宁联动。", ["静安", "长宁"]),
        ("甘肃省", "提升陇西、亳州两地联动水平。", ["陇西", "亳州"]),
        ("长沙县", "选取惠农村、观佳村作为示范片。", ["惠农村", "观佳村"]),
        ("贵州省", "支持大龙经济开发区、福泉经济开发区开展试点。", ["大龙经济开发区", "福泉经济开发区"]),
        ("岳西县", "新增城区学位2700个。", []),
        ("贵州省", "支持省级经济开发区、重点工业园区发展，打造示范村、中心村。", []),
        ("南京市", "江北新区人民法院、江北新区知识产权保护中心协同建立机制。", []),
    ],
)  # fmt: skip
def test_g8_places_that_no_table_holds(head: str, words: str, found: list[str]) -> None:
    """Zones with a committee in the text, short names in lists, villages; and what only looks so (G4, G8)."""
    place = head.removeprefix("上海市")
    text = f"{head}人民政府关于印发{place}方案的通知\n{head}方案\n{head}人民政府\n2025年3月1日\n一、重点任务\n1.做好工作。{words}\n"
    assert regions(text) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("落实《土壤污染防治法》《农药包装废弃物管理办法》（农业农村部、生态环境部令2020年第6号）。", ["农业农村部、生态环境部令2020年第6号"]),
        ("严格执行《聚乙烯地面覆盖薄膜》（GB 13735—2017）。", [None]),
        ("落实《市场主体行动方案3.0版》（内政发〔2022〕30号）。", ["内政发〔2022〕30号"]),
        ("编制《环境卫生专项规划》，推广《改造百例》。", [None, None]),
        ("本台账根据《国企改革方案》制定。", [None]),
    ],
)  # fmt: skip
def test_h20_papers_of_all_kinds(words: str, found: list[str | None]) -> None:
    """Standards, versions, plans that are drawn up and what a paper rests on are cites (H20)."""
    text = f"襄阳市方案\n一、重点任务\n1.完善制度。{words}\n"
    cites = facts_json(read(text))["document"]["cites"]
    assert [cite["number"] for cite in cites][-len(found) :] == found


@pytest.mark.parametrize("words", ["研发《云上襄阳》（3.0版）。", "完成《管理办法》制定工作。"])
def test_h20_false_friends(words: str) -> None:
    """A product in 《》 and a paper whose making is the task are no cites (H20)."""
    text = f"襄阳市方案\n一、重点任务\n1.完善制度。{words}\n"
    assert facts_json(read(text))["document"]["cites"] == []


def test_h20_the_paper_that_a_title_divides() -> None:
    """What the title of a division of tasks names in 《》 is a paper of its own (H20)."""
    text = "湖南省人民政府办公厅关于印发2024年《政府工作报告》重点任务分工的通知\n一、重点任务\n1.稳增长。增长6%。\n"
    assert [cite["title"] for cite in facts_json(read(text))["document"]["cites"]] == [
        "政府工作报告"
    ]


def test_h20_what_was_issued_is_cited() -> None:
    """A paper that others have issued is a cite; one that is still to be made is none (H20)."""
    text = "襄阳市方案\n为贯彻国务院办公厅印发的《提振消费行动方案》，制定本方案。\n一、重点任务\n1.完善制度。出台《商业管理办法》。\n"
    assert [cite["title"] for cite in facts_json(read(text))["document"]["cites"]] == [
        "提振消费行动方案"
    ]


GROUPS = """曲靖市行动计划
一、总体要求
做好工作。
二、重点任务
（一）完善设施。统筹布局。
1.建设陆港。新建堆场。
2.建设园区。新建冷库。
牵头单位：市交通运输局；责任单位：市商务局
（二）培育主体。做强企业。
1.引进企业。开展招商。（市投资促进局负责）
2.做强平台。建设平台。
牵头单位：市商务局
"""


def test_s6_a_line_behind_the_last_item_of_a_group() -> None:
    """A labelled line behind the last item rules the group, where the items before tell nobody (S6)."""
    assert owners(GROUPS) == [
        ("二/(一)", "市交通运输局", "lead"),
        ("二/(一)", "市商务局", "responsible"),
        ("二/(二)/1", "市投资促进局", "responsible"),
        ("二/(二)/2", "市商务局", "lead"),
    ]


@pytest.mark.parametrize(
    ("title", "issuer", "found"),
    [
        ("天津市津南区会展经济行动方案", "天津市津南区人民政府办公室", "天津市津南区"),
        ("津南区会展经济行动方案", "天津市津南区人民政府办公室", "津南区"),
        ("长沙县金井镇人居环境整治方案", "金井镇人民政府", "长沙县金井镇"),
        ("长沙县推进金井镇建设方案", "长沙县人民政府", "长沙县"),
        ("铁西区2025年工作要点", "区政府办公室", "铁西区"),
    ],
)
def test_h3_the_place_as_the_title_begins_with_it(title: str, issuer: str, found: str) -> None:
    """A plan is of the place that its title begins with, as printed there (H3)."""
    text = f"{title}\n{issuer}\n2025年3月1日\n一、重点任务\n1.做好工作。\n"
    assert facts_json(read(text))["document"]["jurisdiction"] == found


LEDGER = """包头市任务台账（2023—2025年）
一、优化布局
1. 推进重组
【目标】企业户数压减至8户。
【责任单位】市国资委、市财政局，固阳县、石拐区人民政府
【完成时限】2024年12月底
2. 清理退出
【牵头单位】市国资委
【配合单位】市税务局
"""


def test_r3_labels_in_brackets_of_their_own() -> None:
    """【责任单位】 at the head of a line is a label like 责任单位： (R3)."""
    assert owners(LEDGER) == [
        ("一/1", "市国资委", "responsible"),
        ("一/1", "市财政局", "responsible"),
        ("一/1", "固阳县人民政府", "responsible"),
        ("一/1", "石拐区人民政府", "responsible"),
        ("一/2", "市国资委", "lead"),
        ("一/2", "市税务局", "support"),
    ]
    assert [row["due"] for row in facts_json(read(LEDGER))["tasks"]] == ["2024-12", None]


def test_h1_a_title_that_begins_with_its_year() -> None:
    """A title without a place is the plan's, not a heading above its flat list (H1)."""
    text = "湖南省人民政府办公厅关于印发2024年《政府工作报告》重点任务分工的通知\n湖南省人民政府办公厅\n2024年2月19日\n2024年《政府工作报告》重点任务分工\n1.生产总值增长6%。（省发展改革委牵头，省统计局负责）\n2.就业70万人。（省财政厅和岳阳市、常德市人民政府负责）\n"
    assert facts_json(read(text))["document"]["title"] == "2024年《政府工作报告》重点任务分工"
    assert owners(text) == [
        ("1", "省发展改革委", "lead"),
        ("1", "省统计局", "responsible"),
        ("2", "省财政厅", "responsible"),
        ("2", "岳阳市人民政府", "responsible"),
        ("2", "常德市人民政府", "responsible"),
    ]


def test_l20_members_with_a_second_name_and_of_the_army() -> None:
    """A body with a second name in brackets, a garrison, a troop of police head what they do (L20)."""
    text = "佳木斯市预案\n一、成员单位职责\n市发展改革委（市粮食和物资储备局）：负责物资储备和调运。\n佳木斯军分区、武警佳木斯支队：负责组织民兵参加抢险。\n市财政局：负责安排救灾资金。\n抢险物资（编织袋、铁锹）：负责人要每天清点登记。\n"
    assert [name for _, name, _ in owners(text)] == [
        "市发展改革委（市粮食和物资储备局）",
        "佳木斯军分区",
        "武警佳木斯支队",
        "市财政局",
    ]


def test_l20_numbered_duties_of_members() -> None:
    """Numbered lines of a chapter on duties are headed by the bodies that have them (L20)."""
    text = "惠州市防汛方案\n一、指挥体系\n（一）成员单位职责\n（1）市教育局：负责落实停课措施。\n（2）惠州供电局、惠州水务集团：负责供电供水。\n（3）街道应急管理办公室：牵头制定清单。\n"
    assert owners(text) == [
        ("一/(一)/(1)", "市教育局", "responsible"),
        ("一/(一)/(2)", "惠州供电局", "responsible"),
        ("一/(一)/(2)", "惠州水务集团", "responsible"),
        ("一/(一)/(3)", "街道应急管理办公室", "lead"),
    ]


TWO_ROWS = """柳州市养老方案
一、工作目标
到2025年，网络健全。
附件
柳州市任务分工表
| 序号 | 任务类别 | 工作任务 | 具体内容 | 责任分工 |  | 完成时限 |
| --- | --- | --- | --- | --- | --- | --- |
|  |  |  |  | 牵头单位 | 配合单位 |  |
| 1 | 完善网络 | 建设服务中心 | 建成服务中心12个。 | 市民政局 | 市发展改革委、市财政局 | 2025年12月底前 |
| 2 |  | 整治安全隐患 | 整改率达到100%。 | 市应急局、市民政局按职责分工负责 |  | 持续推进 |
"""


def test_r13_a_head_of_two_rows_with_empty_cells() -> None:
    """责任分工 over 牵头单位 and 配合单位: the lower row names the columns where it has words (R13)."""
    assert owners(TWO_ROWS) == [
        ("附件/1", "市民政局", "lead"),
        ("附件/1", "市发展改革委", "support"),
        ("附件/1", "市财政局", "support"),
        ("附件/2", "市应急局", "responsible"),
        ("附件/2", "市民政局", "responsible"),
    ]
    tasks = facts_json(read(TWO_ROWS))["tasks"]
    assert [row["title"] for row in tasks] == ["建设服务中心", "整治安全隐患"]
    assert [row["due"] for row in tasks] == ["2025-12", "持续推进"]


def test_r13_false_friend_a_row_of_few_words() -> None:
    """A first row with empty cells is no second head where its words name no columns (R13)."""
    text = TWO_ROWS.replace("| 牵头单位 | 配合单位 |", "| 市教育局 | 市司法局 |")
    text = text.replace("| 责任分工 |  |", "| 责任单位 | 配合单位 |")
    assert ("附件/1", "市教育局", "responsible") in owners(text)
