# ruff: noqa: E501  a Chinese character counts as two columns
"""Outlines without any number, whose levels the layout tells: what stands below, what beside.

Source: formats N13, L14, L15.
"""

from plangraph.ingest.facts import facts_json
from tests.ingest.reading import read
from tests.ingest.test_whole_forms import owners

NOTICE = """关于加快推进江河船舶有关工作的通知
交水发〔2024〕63号

各省交通运输厅：

现就有关工作通知如下。

总体目标

到2025年，新能源船舶达到1000艘以上。

完善标准体系

加快标准制修订，由工业和信息化部牵头，会同交通运输部、国家标准委制定指南，2024年底前印发实施。

推动船舶改造

交通运输部负责制定实施细则，财政部、国家发展改革委负责资金保障。

加强设施建设

长江航务管理局、珠江航务管理局分别牵头制定布局方案。示范工作由交通运输部统筹，生态环境部配合。

工作安排

各地区要及时报告。
"""


def test_n13_headings_beside_a_section_of_goals() -> None:
    """Behind goals with a paragraph of their own, headings of duties stand beside them (N13)."""
    assert owners(NOTICE)[:-1] == [
        ("完善标准体系", "工业和信息化部", "lead"),
        ("完善标准体系", "交通运输部", "support"),
        ("完善标准体系", "国家标准委", "support"),
        ("推动船舶改造", "交通运输部", "responsible"),
        ("推动船舶改造", "财政部", "responsible"),
        ("推动船舶改造", "国家发展改革委", "responsible"),
        ("加强设施建设", "长江航务管理局", "lead"),
        ("加强设施建设", "珠江航务管理局", "lead"),
        ("加强设施建设", "交通运输部", "responsible"),
        ("加强设施建设", "生态环境部", "support"),
    ]


def test_n13_false_friend_goals_in_parts() -> None:
    """Headings without duties behind a section of goals are parts of it (N13)."""
    text = "岳西县行动方案\n主要目标\n到2025年，实力增强。\n产业规模\n产值达到20亿元。\n创新能力\n研发机构达到5家。\n重点任务\n培育企业\n培育企业3家。\n责任单位：县科技局\n保障措施\n由县科技局牵头推进。\n"
    paths = [row["path"] for row in facts_json(read(text))["items"]]
    assert paths[:5] == [
        "主要目标",
        "主要目标/产业规模",
        "主要目标/创新能力",
        "重点任务",
        "重点任务/培育企业",
    ]


GROUPED = """岳西县2025年工作要点

总体目标
到2025年底，全县专利达到1000件。

提升创造质量

培育高价值专利
支持企业组建培育中心，培育组合15个。
责任单位：县市场监管局、县科技局

实施品牌战略
支持企业注册商标。
责任单位：县市场监管局牵头，县司法局配合

促进转化运用

开展专项行动
促成转让不少于200次。
责任单位：县市场监管局

工作保障
县财政局做好经费保障。
"""


def test_n13_groups_of_headings_beside_a_section_of_goals() -> None:
    """A heading in front of another heading holds it and its like, and stands at the top (N13)."""
    assert owners(GROUPED) == [
        ("提升创造质量/培育高价值专利", "县市场监管局", "responsible"),
        ("提升创造质量/培育高价值专利", "县科技局", "responsible"),
        ("提升创造质量/实施品牌战略", "县市场监管局", "lead"),
        ("提升创造质量/实施品牌战略", "县司法局", "support"),
        ("促进转化运用/开展专项行动", "县市场监管局", "responsible"),
    ]


def test_n13_false_friend_a_section_of_tasks() -> None:
    """A section of tasks with a lead-in of its own keeps what stands behind it (N13)."""
    text = GROUPED.replace("总体目标\n", "重点任务\n")
    assert {path for path, *_ in owners(text)} == {
        "重点任务/提升创造质量/培育高价值专利",
        "重点任务/提升创造质量/实施品牌战略",
        "重点任务/促进转化运用/开展专项行动",
    }
