# ruff: noqa: E501  a Chinese character counts as two columns
"""Goals in figures and in directions (T1-T22), and figures that are no goals."""

import pytest

from plangraph.ontology.model import Accrual, Operator, Plan
from tests.ingest.reading import figures_in, plan_of, read

FORMS = [
    ("T1", "每万人口高价值发明专利拥有量达到12件", ("每万人口高价值发明专利拥有量", "ge", "12", "件")),
    ("T1", "专利密集型产业增加值占GDP比重达到15%", ("专利密集型产业增加值占GDP比重", "ge", "15", "%")),
    ("T2", "企业总数超50家", ("企业", "gt", "50", "家")),
    ("T2", "数字经济企业突破3000家", ("数字经济企业", "gt", "3000", "家")),
    ("T2", "营业收入超1000万元", ("营业收入", "gt", "10000000", "元")),
    ("T3", "建成示范点100个以上", ("示范点", "ge", "100", "个")),
    ("T3", "举办活动不少于50场", ("活动", "ge", "50", "场")),
    ("T3", "固定资产投资不低于50亿元", ("固定资产投资", "ge", "5000000000", "元")),
    ("T3", "建成示范点至少20个", ("示范点", "ge", "20", "个")),
    ("T4", "引育企业100家左右", ("企业", "approx", "100", "家")),
    ("T7", "培育链主企业1—2家", ("链主企业", "eq", "1-2", "家")),
    ("T8", "建成百个示范社区", ("示范社区", "eq", "100", "个")),
    ("T8", "培育千家企业", ("企业", "eq", "1000", "家")),
    ("T13", "数字经济占比超20%", ("数字经济占比", "gt", "20", "%")),
    ("T13", "5G普及率超过70%", ("5G普及率", "gt", "70", "%")),
    ("T13", "清洁能源占比至75%", ("清洁能源占比", "ge", "75", "%")),
    ("T14", "研发投入年均增长8%左右", ("研发投入", "increase-by", "8", "%")),
    ("T14", "单位地区生产总值能耗累计下降13%", ("单位地区生产总值能耗", "decrease-by", "13", "%")),
    ("T14", "满意度提高1个百分点", ("满意度", "increase-by", "1", "百分点")),
    ("T13", "12岁儿童龋患率控制在30%以内", ("12岁儿童龋患率", "le", "30", "%")),
    ("T13", "65岁以上老年人健康管理服务率2025年达到65%", ("65岁以上老年人健康管理服务率", "ge", "65", "%")),
    ("T13", "职业本科招生规模不低于高职招生规模的10%", ("职业本科招生规模", "ge", "10", "%")),
    ("T14", "累计降低企业物流成本20亿元", ("企业物流成本", "decrease-by", "2000000000", "元")),
    ("T14", "对2013年以来改造的户厕开展回访，问题厕所整改率达到100%", ("问题厕所整改率", "ge", "100", "%")),
    ("T15", "举办培训班12期", ("培训班", "eq", "12", "期")),
    ("T15", "推出旅游年卡，到2025年发行10万张", ("旅游年卡", "eq", "100000", "张")),
    ("T15", "年底前就业率达到90%以上", ("就业率", "ge", "90", "%")),
    ("T15", "每年新增示范企业不少于20家", ("新增示范企业", "ge", "20", "家")),
    ("T18", "算力规模达到10EFlops", ("算力规模", "ge", "10", "EFlops")),
    ("T18", "网络时延低于5ms", ("网络时延", "lt", "5", "ms")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "figure"), [pytest.param(*row, id=f"{form} {row[0][:12]}") for form, *row in FORMS]
)
def test_forms_of_targets(words: str, figure: tuple[str, str, str, str]) -> None:
    """A figure in a section of goals is a target of the noun before it, else of the one behind it."""
    assert figures_in(words) == [figure]


def test_several_in_one_sentence_share_a_deadline() -> None:
    """The date that leads a sentence in governs every figure behind it (T9)."""
    words = "到2028年，建成示范社区100个以上，认定示范园区10个以上，集聚人才1万名。"
    found = plan_of(words).targets
    assert [(each.indicator, each.due, each.due_inherited) for each in found] == [
        ("示范社区", "2028", False),
        ("示范园区", "2028", False),
        ("人才", "2028", False),
    ]


def test_a_labelled_list_shares_a_deadline() -> None:
    """The date before the colon of a list governs its parts, and labels are no indicators (T11)."""
    words = "到2026年底：①载体建设：建成社区10个；②引育主体：引育企业100家"
    assert [(each.indicator, each.due) for each in plan_of(words).targets] == [
        ("社区", "2026-12"),
        ("企业", "2026-12"),
    ]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("力争到2028年，企业达到100家", "2028"),
        ("争取到2028年底，企业达到100家", "2028-12"),
        ("2024年底前，企业达到100家", "2024-12"),
        ("2023年6月30日前，企业达到100家", "2023-06-30"),
    ],
)
def test_deadlines_lead_in(words: str, due: str) -> None:
    """力争, 争取, 到 and 前 lead a deadline in; its precision is what is printed (T6, D1)."""
    assert [each.due for each in plan_of(words).targets] == [due]


@pytest.mark.parametrize(
    ("words", "accrual"),
    [
        ("企业达到100家", Accrual.BY_DATE),
        ("每年新增企业不少于20家", Accrual.EACH_YEAR),
        ("研发投入年均增长8%", Accrual.YEARLY_GROWTH),
        ("能耗累计下降13%", Accrual.CUMULATIVE),
    ],
)
def test_accrual(words: str, accrual: Accrual) -> None:
    """A figure is reached by a date, each year, on the average of years, or all in all (T14, T15)."""
    assert [each.accrual for each in plan_of(words).targets] == [accrual]


@pytest.mark.parametrize(
    "words",
    [
        "单项最高奖励500万元",
        "给予不超过50万元补助",
        "分别给予100万元、50万元、20万元奖励",
        "毕业5年以内的高校毕业生",
        "年薪连续2年达到50万元且有3年及以上工作经验",
        "打造“210”一站式服务",
        "打造“3+N”体系，构建“1+10”格局",
        "开通12345热线，建设24365平台，推进5G应用",
        "完善“一个枢纽、两个园区、两大工程、三个平台”的网络",
        "培育一批企业，打造若干个平台",
        "按实际投资的30%给予补贴",
        "有序退出4.3米及以下焦炉",
        "汇编工作简报12期",
        "2013年以来改造户厕9000座",
    ],
)
def test_figures_that_are_no_goals(words: str) -> None:
    """Caps of money, conditions for support and figures in names are no goals (T5, T10, T19, T20)."""
    assert figures_in(words) == []


@pytest.mark.parametrize("words", ["与经济增长基本同步", "满意度全国前三", "水平不低于全市平均"])
def test_goals_without_a_figure_are_no_targets(words: str) -> None:
    """What has no figure is never given one (T17)."""
    assert figures_in(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("每年举办活动不少于50场。", 1),
        ("到2025年，建成平台3个。", 1),
        ("建成平台3个。", 1),
        ("补助金额不超过3万元。", 0),
        ("研发投入增长8%。", 1),
        ("破产案件审理期限原则上不超过6个月。", 1),
        ("社会保险补贴期限不超过6个月。", 0),
        ("对建成平台3个的企业给予奖励。", 0),
    ],
)
def test_figures_of_tasks(words: str, found: int) -> None:
    """A figure in a task is a target where somebody must deliver it; caps and conditions are none."""
    assert len(figures_in(words, goal=False)) == found


def test_a_figure_without_a_noun_is_reported() -> None:
    """A figure that measures nothing nameable is told as unread, not as a target."""
    plan = plan_of("到2025年，达到30件。")
    assert "figure-without-noun" in [row.reason for row in plan.unread]
    assert plan.targets == ()


def test_the_words_of_a_target() -> None:
    """The evidence of a target runs from its noun to its unit; the value keeps its printed form."""
    words = "有序推进，有效注册商标拥有量达到32万件，全面完成。"
    (found,) = plan_of(words).targets
    assert found.evidence.span.quote == "有效注册商标拥有量达到32万件"
    assert found.source_value == "32万件"


def goals(*paragraphs: str) -> Plan:
    """A plan with a section of goals."""
    return read("昆明市方案\n一、工作目标\n" + "\n".join(paragraphs))


def test_deadlines_are_inherited_from_above() -> None:
    """A goal without a date of its own inherits the one that the section's head tells."""
    plan = goals("到2025年，建成强市。", "（一）创造。专利达到12件。", "（二）保护。案件达到3件。")
    assert [(row.due, row.due_inherited) for row in plan.targets] == [("2025", True)] * 2


def test_a_deadline_governs_until_the_next() -> None:
    """A later date takes over for what follows it (D5)."""
    plan = goals("（一）目标。2026年，企业达到10家。人才达到50名。到2028年，企业达到100家。")
    assert [(row.indicator, row.due) for row in plan.targets] == [
        ("企业", "2026"),
        ("人才", "2026"),
        ("企业", "2028"),
    ]


def test_targets_are_numbered_in_their_item() -> None:
    """The position of a target is that of its item and a running number there."""
    plan = goals("（一）甲。专利达到12件，商标达到30件。", "（二）乙。人才达到5名。")
    assert [row.position for row in plan.targets] == ["1.1.1", "1.1.2", "1.2.1"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("社会满意度持续提升。", [("社会满意度", Operator.INCREASE, "持续提升")]),
        ("对经济增长的贡献率不断提高,", [("对经济增长的贡献率", Operator.INCREASE, "不断提高")]),
        ("能耗水平显著下降。", [("能耗水平", Operator.DECREASE, "显著下降")]),
        ("保护体系进一步完善，", [("保护体系", Operator.IMPROVE, "进一步完善")]),
    ],
)
def test_directions(words: str, found: list[tuple[str, Operator, str]]) -> None:
    """A noun that rises, falls or gets better is a goal without a figure (T17)."""
    rows = plan_of(words).directions
    assert [(row.indicator, row.operator, row.words) for row in rows] == found


def test_a_counted_noun_belongs_to_each_name_of_a_list() -> None:
    """著作权、植物新品种数量持续增加 are two directions with one evidence."""
    found = plan_of("著作权、植物新品种数量持续增加。").directions
    assert [row.indicator for row in found] == ["著作权数量", "植物新品种数量"]
    assert len({row.evidence for row in found}) == 1


@pytest.mark.parametrize("words", ["提升服务能力。", "持续推进工作。", "不断扩大规模。"])
def test_what_is_to_be_done_is_no_direction(words: str) -> None:
    """A verb with its object behind it is something to do, not a goal that is reached."""
    assert plan_of(words).directions == ()


@pytest.mark.parametrize("words", ["投资达到100 万元", "投资达到 100 万元", "产值达到2.5 亿元"])
def test_spaces_between_figure_and_magnitude(words: str) -> None:
    """A space between a figure and its magnitude changes nothing (I10)."""
    assert [(value, unit) for _, _, value, unit in figures_in(words)] in (
        [("1000000", "元")],
        [("250000000", "元")],
    )


@pytest.mark.parametrize(
    ("words", "indicator"),
    [("5年内培育企业100家", "企业"), ("用1年左右的时间建成平台10个", "平台")],
)
def test_a_window_of_years_is_no_indicator(words: str, indicator: str) -> None:
    """5年内 is a span of time and no part of the noun (T16)."""
    assert [row[0] for row in figures_in(words)] == [indicator]


def test_figures_inside_names() -> None:
    """121人才梯队 is the name of a programme, not 121 people (T19)."""
    assert figures_in("建设121人才梯队，推进24365服务，实施633人才工程") == []


@pytest.mark.parametrize("words", ["每年选拔资助不少于100名人才。", "每年资助人才不少于100名。"])
def test_a_yearly_floor_of_people_funded(words: str) -> None:
    """每年选拔资助不少于100名 is a floor that somebody must deliver, not a cap of money (T15)."""
    assert [(row[1], row[2], row[3]) for row in figures_in(words, goal=False)] == [
        ("ge", "100", "名")
    ]


PLACED = [
    ("完成临江盟、沿河盟市600个行政村污水治理。", [("行政村污水治理", "eq", "600", "个")]),
    ("每个乡镇（街道）至少1个阅读空间。", [("阅读空间", "ge", "1", "个")]),
    ("对柳溪乡、石桥乡5座矿山开展会诊。", []),
    ("建设产业园区1个。", [("产业园区", "eq", "1", "个")]),
    ("开展送戏下乡200场次。", [("送戏下乡", "eq", "200", "场次")]),
    ("国家监管的33条水体整治率达到100%。", [("水体整治率", "ge", "100", "%")]),
]


@pytest.mark.parametrize(("words", "found"), PLACED)
def test_a_place_before_a_count_is_not_what_it_counts(
    words: str, found: list[tuple[str, str, str, str]]
) -> None:
    """Behind a place a count is of what lies there, and a goal only where something comes about."""
    assert figures_in(words, goal=False) == found


RATIOS = [
    ("生产安全事故死亡率控制在0.008以内", [("生产安全事故死亡率", "le", "0.008", "")]),
    ("数据中心PUE值降至1.25以下", [("数据中心PUE值", "lt", "1.25", "")]),
    ("发病率控制在50/10万以内", [("发病率", "le", "50", "/10万")]),
    ("完成率排名保持前3", []),
    ("0—36个月儿童健康管理率达到85%", [("0—36个月儿童健康管理率", "ge", "85", "%")]),
    ("举办5000人以上演唱会、音乐节20场", [("音乐节", "eq", "20", "场")]),
    ("通过评估的县（市、区）达到15个", [("通过评估的县（市、区）", "ge", "15", "个")]),
]


@pytest.mark.parametrize(("words", "found"), RATIOS)
def test_rates_and_counts_with_figures_beside_them(
    words: str, found: list[tuple[str, str, str, str]]
) -> None:
    """A rate may have no unit or count by the 100,000; ages and sizes beside it are no goals."""
    assert figures_in(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("城乡居民收入分别增长5%、7%左右", [("城镇居民收入", "5"), ("农村居民收入", "7")]),
        ("氮氧化物和颗粒物排放总量比2024年分别下降8%", [("氮氧化物排放总量", "8"), ("颗粒物排放总量", "8")]),
        ("排放总量分别下降8%", [("排放总量", "8")]),
    ],
)  # fmt: skip
def test_what_a_figure_is_told_of_in_order(words: str, found: list[tuple[str, str]]) -> None:
    """城乡 are two, and one figure behind 分别 is that of each noun before it (T10)."""
    assert [(name, value) for name, _, value, _ in figures_in(words)] == found


def test_goals_that_lay_a_foundation() -> None:
    """What shall be reached by a year is a goal, though it lays the ground for a later one (T14)."""
    text = "到2025年，装机容量突破3000万千瓦，为2030年前碳达峰奠定坚实基础。"
    assert [row.due for row in plan_of(text).targets] == ["2025"]
    assert plan_of("装机容量突破3000万千瓦，为碳达峰奠定坚实基础。").targets == ()


@pytest.mark.parametrize(
    ("words", "operators"),
    [
        ("新增幼儿园学位3000个、普惠托位800个", ["increase-by", "increase-by"]),
        ("新增公园3个、改造老旧小区5个", ["increase-by", "eq"]),
    ],
)
def test_what_a_list_adds(words: str, operators: list[str]) -> None:
    """新增 holds for the whole list behind it, up to a piece with a verb of its own (T15)."""
    assert [operator for _, operator, *_ in figures_in(words)] == operators
