# ruff: noqa: E501  a Chinese character counts as two columns
"""Targets form by form (T1-T22), and beside each a figure that is no goal.

A target is told as ``indicator comparator figure deadline``, in the comparators of the facts.
"""

import pytest

from tests.ingest.forms.asked import floors, goals
from tests.ingest.reading import read


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("到2027年，全市森林覆盖率达到71.5%，城镇污水处理率达到98%，地表水优良水体比例达到100%。", ["森林覆盖率 >= 71.5% 2027", "城镇污水处理率 >= 98% 2027", "地表水优良水体比例 >= 100% 2027"]),
        ("每千人口拥有执业（助理）医师达到3.8人，千人口床位数达7.2张。", ["每千人口拥有执业（助理）医师 >= 3.8人", "千人口床位数 >= 7.2张"]),
        ("居民人均预期寿命达到82.5岁以上。", ["居民人均预期寿命 >= 82.5岁"]),
        ("数字经济核心产业增加值占地区生产总值比重达到12%。", ["数字经济核心产业增加值占地区生产总值比重 >= 12%"]),
    ],
)  # fmt: skip
def test_t1_reaches_a_figure(words: str, found: list[str]) -> None:
    """达到 and 占…比重达到 set a goal for the noun before them (T1)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "达到全国领先水平，坚持一张蓝图绘到底。",
        "对亩均税收达到30万元的企业优先供地。",
    ],
)  # fmt: skip
def test_t1_false_friend_reaches_a_level(words: str) -> None:
    """达到 before a level, or a figure that describes an applicant, sets none (T1)."""
    assert goals(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("粮食产量突破120万吨，水产品产量超80万吨。", ["粮食产量 >= 1200000吨", "水产品产量 >= 800000吨"]),
        ("规模以上工业企业超过1500家，高新技术企业总数突破800家。", ["规模以上工业企业 >= 1500家", "高新技术企业 >= 800家"]),
        ("网络零售额突破千亿元，直播电商从业人员超百万人。", ["网络零售额 >= 100000000000元", "直播电商从业人员 >= 1000000人"]),
        ("培育产值超50亿元企业2家、超10亿元企业10家。", ["企业 = 2家", "企业 = 10家"]),
    ],
)  # fmt: skip
def test_t2_exceeds(words: str, found: list[str]) -> None:
    """超, 超过 and 突破 set a floor (T2)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "对年用电量超过500万千瓦时的企业开展节能诊断。",
        "对超过100米的高层建筑开展专项排查。",
        "将超龄超过20年的电梯纳入评估。",
    ],
)  # fmt: skip
def test_t2_false_friend_exceeds_as_a_condition(words: str) -> None:
    """超过 before 的 says which ones are meant (T2)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("新建口袋公园不少于30个，建设绿道80公里以上。", ["口袋公园 >= 30个", "绿道 >= 80公里"]),
        ("每年组织应急演练至少2次，培训不低于1万人次。", ["应急演练 >= 2次", "培训 >= 10000人次"]),
        ("储备物资价值不低于2000万元。", ["储备物资价值 >= 20000000元"]),
        ("每个街道至少建成1处社区嵌入式服务设施。", ["社区嵌入式服务设施 >= 1处"]),
    ],
)  # fmt: skip
def test_t3_at_least(words: str, found: list[str]) -> None:
    """不少于, 不低于, 至少 and 以上 set a floor that somebody has to deliver (T3)."""
    assert floors(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "单体建筑面积不低于5000平方米的场馆优先支持。",
        "经营面积50平方米以上的餐饮单位须安装油烟净化设施。",
        "实施1000千瓦以上用电企业负荷监测全覆盖。",
    ],
)  # fmt: skip
def test_t3_false_friend_at_least_to_qualify(words: str) -> None:
    """以上 in what qualifies or has to be kept by others sets none (T3)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("常住人口城镇化率达到68%左右，服务业增加值占比约55%。", ["常住人口城镇化率 ~ 68%", "服务业增加值占比 ~ 55%"]),
        ("粮食总产量稳定在150万吨左右。", ["粮食总产量 ~ 1500000吨"]),
        ("每年引进青年人才2000名左右。", ["青年人才 ~ 2000名"]),
    ],
)  # fmt: skip
def test_t4_about(words: str, found: list[str]) -> None:
    """左右 and 约 set a figure that may be missed a little (T4)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "步行15分钟左右可达公共服务设施。",
        "摊位面积一般为10平方米左右。",
    ],
)  # fmt: skip
def test_t4_false_friend_about_a_way(words: str) -> None:
    """左右 of a walk or a stall is a measure of comfort (T4)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("城镇登记失业率控制在4%以内。", ["城镇登记失业率 <= 4%"]),
        ("PM2.5年均浓度控制在28微克/立方米以内。", ["PM2.5年均浓度 <= 28微克/立方米"]),
    ],
)  # fmt: skip
def test_t5_a_ceiling_to_keep(words: str, found: list[str]) -> None:
    """控制在…以内 of a rate is a goal with a ceiling (T5)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "单个项目最高补助200万元，累计不超过500万元。",
        "贷款利率不高于4%，贴息期限不超过3年。",
        "按照投资额的10%给予补助，最高不超过300万元。",
        "按每人每月500元标准给予不超过12个月的社保补贴。",
    ],
)  # fmt: skip
def test_t5_false_friend_caps_of_money(words: str) -> None:
    """最高, 不超过 and 不高于 of money and terms cap what is paid (T5)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("力争到2030年，数字经济核心产业增加值占GDP比重达到12%。", ["数字经济核心产业增加值占GDP比重 >= 12% 2030"]),
        ("有条件的县（市、区）力争2026年底前实现垃圾分类覆盖率100%。", ["垃圾分类覆盖率 = 100% 2026-12"]),
        ("争取三年内培育国家级专精特新“小巨人”企业30家。", ["国家级专精特新“小巨人”企业 = 30家"]),
        ("培育特色民宿，力争达到500家。", ["特色民宿 >= 500家"]),
    ],
)  # fmt: skip
def test_t6_strives_for(words: str, found: list[str]) -> None:
    """力争, 争取 and 有条件的…力争 lead goals in (T6)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "力争走在全省前列，争取更多政策支持。",
        "力争进入全国百强。",
    ],
)  # fmt: skip
def test_t6_false_friend_strives_without_a_figure(words: str) -> None:
    """力争 without a figure, or for a rank, sets none (T6)."""
    assert goals(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("培育本土物流龙头企业3—5家，打造特色街区8-10条。", ["本土物流龙头企业 = 3-5家", "特色街区 = 8-10条"]),
        ("每个乡镇建设1至2个养老服务综合体。", ["养老服务综合体 = 1-2个"]),
        ("在全市遴选3到5个村开展试点。", ["村 = 3-5个"]),
    ],
)  # fmt: skip
def test_t7_ranges(words: str, found: list[str]) -> None:
    """A range keeps both its ends (T7)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "摊位面积一般为10—20平方米。",
        "对入驻1—3年的企业减免租金。",
        "开展“1+N”联动。",
    ],
)  # fmt: skip
def test_t7_false_friend_ranges_of_time_and_size(words: str) -> None:
    """Ranges of years, of stalls and of steps are none (T7)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("建成百个未来社区，培育千名乡村工匠，惠及万户家庭。", ["未来社区 = 100个", "乡村工匠 = 1000名", "家庭 = 10000户"]),
        ("打造十个标志性工程，形成三个千亿级产业集群。", ["标志性工程 = 10个", "千亿级产业集群 = 3个"]),
        ("建成百个非遗工坊、千个文化驿站，培训万名以上工匠。", ["非遗工坊 = 100个", "文化驿站 = 1000个", "工匠 >= 10000名"]),
    ],
)  # fmt: skip
def test_t8_counts_in_words(words: str, found: list[str]) -> None:
    """百个, 千家 and 万名 behind a verb that sets out are counts (T8)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "培育一批龙头企业，建设若干个平台，走进千家万户。",
        "实施三大行动，打造一流环境。",
        "形成“百花齐放、千帆竞发”的局面。",
    ],
)  # fmt: skip
def test_t8_false_friend_many_in_words(words: str) -> None:
    """一批, 若干, 千家万户 and 三大 are ways of speaking (T8)."""
    assert goals(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("到2026年，新增公共充电桩2000个以上，改造老旧小区120个，惠及居民3万户。", ["公共充电桩 + 2000个 2026", "老旧小区 = 120个 2026", "惠及居民 = 30000户 2026"]),
        ("到2027年，全市电商企业达到5000家，网络零售额达到800亿元，快递业务量突破6亿件，培育电商人才2万名以上。", ["电商企业 >= 5000家 2027", "网络零售额 >= 80000000000元 2027", "快递业务量 >= 600000000件 2027", "电商人才 >= 20000名 2027"]),
        ("到2025年，建成基地5个；到2030年，建成基地12个、示范园30个。", ["基地 = 5个 2025", "基地 = 12个 2030", "示范园 = 30个 2030"]),
        ("2026年，实施重点项目120个，完成投资380亿元；2027年，实施重点项目150个，完成投资450亿元。", ["实施重点项目 = 120个 2026", "投资 = 38000000000元 2026", "实施重点项目 = 150个 2027", "投资 = 45000000000元 2027"]),
    ],
)  # fmt: skip
def test_t9_several_behind_one_date(words: str, found: list[str]) -> None:
    """The date that leads in holds for all figures of the sentence (T9)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "构建“1+3+N”政策体系，完善“五级书记抓、四套班子推”机制。",
        "实施“十百千”计划。",
    ],
)  # fmt: skip
def test_t9_false_friend_several_numbers_of_a_name(words: str) -> None:
    """Several numbers of a scheme's name are one name (T9)."""
    assert goals(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("到2025年，城镇、农村生活污水处理率分别达到98%、60%。", ["城镇生活污水处理率 >= 98% 2025", "农村生活污水处理率 >= 60% 2025"]),
        ("学前教育毛入园率和高中阶段毛入学率分别达到95%和97%。", ["学前教育毛入园率 >= 95%", "高中阶段毛入学率 >= 97%"]),
        ("污水集中收集率、再生水利用率分别提高到90%和80%。", ["污水集中收集率 >= 90%", "再生水利用率 >= 80%"]),
        ("公共机构人均综合能耗、单位建筑面积能耗较2020年分别下降6%、5%。", ["公共机构人均综合能耗 - 6%", "单位建筑面积能耗 - 5%"]),
        ("高速公路、普通国省道、农村公路里程分别达到300公里、1200公里和8000公里以上。", ["高速公路里程 >= 300公里", "普通国省道里程 >= 1200公里", "农村公路里程 >= 8000公里"]),
        ("果蔬、肉类、水产品冷链流通率分别达到40%、55%、65%以上。", ["果蔬流通率 >= 40%", "肉类流通率 >= 55%", "水产品冷链流通率 >= 65%"]),
    ],
)  # fmt: skip
def test_t10_figures_in_order(words: str, found: list[str]) -> None:
    """Figures in order belong to the nouns of their rank, where the counts agree (T10)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "对获得国家级、省级、市级认定的，分别给予100万元、50万元、20万元奖励。",
        "企业年营业收入首次突破1亿元、5亿元、10亿元的，分别给予20万元、50万元、100万元奖励。",
    ],
)  # fmt: skip
def test_t10_false_friend_grants_in_order(words: str) -> None:
    """Grants in order are conditions and no goals (T10)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("到2027年底：①设施建设：建成智慧灯杆5000根；②应用推广：上线场景50个。", ["智慧灯杆 = 5000根 2027-12", "上线场景 = 50个 2027-12"]),
        ("到2026年：（1）载体方面，新建众创空间12家；（2）人才方面，引进博士100名。", ["众创空间 = 12家 2026", "博士 = 100名 2026"]),
    ],
)  # fmt: skip
def test_t11_a_labelled_list_by_year(words: str, found: list[str]) -> None:
    """The date before a labelled list holds for each of its parts (T11)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "到2027年底：①夯实基础；②完善体系；③提升能级。",
    ],
)  # fmt: skip
def test_t11_false_friend_a_labelled_list_of_steps(words: str) -> None:
    """A labelled list of steps without figures sets none (T11)."""
    assert goals(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("新能源汽车渗透率2025年达到50%，2027年达到60%。", ["新能源汽车渗透率 >= 50% 2025", "新能源汽车渗透率 >= 60% 2027"]),
        ("数字化改造完成率2023年、2024年、2025年分别达到40%、60%、80%。", ["数字化改造完成率 >= 40% 2023", "数字化改造完成率 >= 60% 2024", "数字化改造完成率 >= 80% 2025"]),
        ("到2025年、2027年和2030年，可再生能源占比分别达到20%、25%、30%。", ["可再生能源占比 >= 20% 2025", "可再生能源占比 >= 25% 2027", "可再生能源占比 >= 30% 2030"]),
    ],
)  # fmt: skip
def test_t12_a_row_of_years(words: str, found: list[str]) -> None:
    """Years and figures in turn give each year its own goal (T12)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "落实2024年、2025年工作要点和2022年版标准。",
        "编制2026—2030年专项规划。",
    ],
)  # fmt: skip
def test_t12_false_friend_years_of_laws_and_plans(words: str) -> None:
    """Years of plans and standards give no goals (T12)."""
    assert goals(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("新建建筑中装配式建筑占比不低于30%。", ["建筑中装配式建筑占比 >= 30%"]),
        ("普惠性幼儿园覆盖率保持在90%以上，农村自来水普及率巩固在99%以上。", ["普惠性幼儿园覆盖率 >= 90%", "农村自来水普及率 >= 99%"]),
        ("公交准点率由85%提升到90%。", ["公交准点率 >= 90%"]),
        ("建制村快递服务覆盖率保持100%。", ["建制村快递服务覆盖率 >= 100%"]),
        ("“一刻钟”便民生活圈覆盖80%以上的城市社区。", ["城市社区 >= 80%"]),
        ("2026年底前，80%以上的村卫生室能够提供中医药服务。", ["村卫生室 >= 80% 2026-12"]),
    ],
)  # fmt: skip
def test_t13_shares(words: str, found: list[str]) -> None:
    """占比, 比例, 率 and 普及率 with a floor are goals in tasks too (T13)."""
    assert floors(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "居民同意率达到80%以上的小区方可纳入改造计划。",
        "对研发投入占营业收入比例超过5%的企业给予支持。",
        "入驻率低于60%的园区不予认定。",
        "按不超过设备投资额20%的比例给予补助。",
    ],
)  # fmt: skip
def test_t13_false_friend_shares_as_conditions(words: str) -> None:
    """A share that decides who may take part is a condition (T13)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("地区生产总值年均增长6%左右，社会消费品零售总额年均增长7%以上。", ["地区生产总值 + 6%", "社会消费品零售总额 + 7%"]),
        ("PM2.5平均浓度较2020年下降15%。", ["PM2.5平均浓度 - 15%"]),
        ("亿元GDP生产安全事故死亡率下降20%，火灾起数减少10%以上。", ["亿元GDP生产安全事故死亡率 - 20%", "火灾起数 - 10%"]),
        ("新能源汽车产量占比由2023年的20%提高到2027年的50%以上。", ["新能源汽车产量占比 >= 50% 2027"]),
        ("城市生活垃圾回收利用率提升到38%，投诉处理时限缩短至3个工作日以内。", ["城市生活垃圾回收利用率 >= 38%", "投诉处理时限 <= 3个工作日"]),
    ],
)  # fmt: skip
def test_t14_growth_and_decline(words: str, found: list[str]) -> None:
    """增长, 下降 and 提高…百分点 are changes by a figure (T14)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "2023年，全市地区生产总值增长6.5%，为下一步发展奠定了坚实基础。",
        "截至2024年底，全市累计建成充电桩1.2万个。",
        "目前，全市已有养老机构86家，床位1.3万张。",
        "近年来，全市累计培育高新技术企业300家。",
    ],
)  # fmt: skip
def test_t14_false_friend_what_was_reached_before(words: str) -> None:
    """What was reached before the plan began is told as its ground (T14)."""
    assert goals(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("每年举办创业大赛不少于4场，每年遴选示范户50户。", ["创业大赛 >= 4场", "示范户 = 50户"]),
        ("市财政每年安排不少于5000万元专项资金。", ["专项资金 >= 50000000元"]),
        ("每年培训家政服务人员3000人次以上，增殖放流鱼苗不少于1000万尾。", ["培训家政服务人员 >= 3000人次", "增殖放流鱼苗 >= 10000000尾"]),
        ("2025—2027年，每年选派科技特派员500名，服务企业1000家次以上。", ["科技特派员 = 500名 2027", "服务企业 >= 1000家次 2027"]),
    ],
)  # fmt: skip
def test_t15_each_year(words: str, found: list[str]) -> None:
    """每年 with a floor or a count is a goal of every year (T15)."""
    assert floors(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "每年3月、9月开展两次检查。",
        "每年12月底前报送总结。",
    ],
)  # fmt: skip
def test_t15_false_friend_each_year_at_set_times(words: str) -> None:
    """每年 with months or with reports sets none (T15)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("用三年时间，建设乡村振兴示范带10条。", ["乡村振兴示范带 = 10条"]),
        ("三年内新增托位5000个。", ["托位 + 5000个"]),
        ("5年内培育专精特新企业100家。", ["专精特新企业 = 100家"]),
        ("三年累计培训各类养老服务人员1.2万人次，持证上岗率达100%。", ["培训各类养老服务人员 = 12000人次", "持证上岗率 >= 100%"]),
    ],
)  # fmt: skip
def test_t16_a_window_of_years(words: str, found: list[str]) -> None:
    """三年内 and 用三年时间 are no part of what is counted (T16)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "入驻3年内免收租金。",
        "毕业5年内的高校毕业生可申请公寓。",
        "连续3年给予每年10万元资助。",
    ],
)  # fmt: skip
def test_t16_false_friend_a_window_of_a_grant(words: str) -> None:
    """A window in which a grant is paid sets none (T16)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("群众满意度持续提升，办件准时率达到98%。", ["办件准时率 >= 98%"]),
        ("产业规模不断扩大，总产值达到500亿元。", ["总产值 >= 50000000000元"]),
    ],
)  # fmt: skip
def test_t17_directions_beside_figures(words: str, found: list[str]) -> None:
    """A noun that only rises has no figure; the figure beside it is a goal (T17)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "主要经济指标增速高于全省平均水平，综合实力进入全国前列。",
        "公共服务基本实现全域覆盖，居民收入与经济增长基本同步。",
        "生态环境质量稳居全省前三。",
        "经济总量翻一番。",
    ],
)  # fmt: skip
def test_t17_false_friend_goals_without_a_figure(words: str) -> None:
    """What has no figure is never given one (T17)."""
    assert goals(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("算力规模达到3000PFlops，5G基站达到1.2万座。", ["算力规模 >= 3000PFlops", "5G基站 >= 12000座"]),
        ("煤电机组供电煤耗降至298克标准煤/千瓦时以下。", ["煤电机组供电煤耗 <= 298克标准煤/千瓦时"]),
        ("化肥使用强度控制在220千克/公顷以内，吨钢综合能耗控制在545千克标准煤以下。", ["化肥使用强度 <= 220千克/公顷", "吨钢综合能耗 <= 545千克标准煤"]),
        ("绿氢产能达到5万吨/年，光伏装机容量达到800万千瓦。", ["绿氢产能 >= 50000吨/年", "光伏装机容量 >= 8000000千瓦"]),
        ("污泥处理能力达到500吨/日，人均公园绿地面积达到15平方米/人。", ["污泥处理能力 >= 500吨/日", "人均公园绿地面积 >= 15平方米/人"]),
        ("进口额达到20亿美元，耕地保有量不低于312万亩。", ["进口额 >= 2000000000美元", "耕地保有量 >= 3120000亩"]),
        ("每万名就业人员中研发人员达到85人年。", ["每万名就业人员中研发人员 >= 85人年"]),
    ],
)  # fmt: skip
def test_t18_technical_units(words: str, found: list[str]) -> None:
    """Units of computing, energy and flow, also those of two, are kept as printed (T18)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "建设110千伏输变电工程，改造35千伏线路。",
        "推进15万吨级航道、2万吨级泊位建设。",
        "完善15分钟健身圈，打造10分钟社区体育生活圈。",
    ],
)  # fmt: skip
def test_t18_false_friend_units_in_names(words: str) -> None:
    """Voltages, classes of ships and walks of minutes are names (T18)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("深化“百千万工程”，创建典型镇20个。", ["典型镇 = 20个"]),
        ("用好12345热线，新增知识库条目5000条。", ["知识库条目 + 5000条"]),
        ("推进5G应用，建成5G工厂30家。", ["5G工厂 = 30家"]),
    ],
)  # fmt: skip
def test_t19_figures_beside_names(words: str, found: list[str]) -> None:
    """A figure beside a name with a number is a goal, the name is none (T19)."""
    assert floors(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "推进“百千万工程”，实施“3+X”模式，用好12345热线。",
        "推广“一码通”服务，实施“十百千”行动，建设4A级景区。",
        "办好第5届博览会，发展5G产业，实施121人才工程。",
        "依托3个国家级平台、5个省级平台，构建“3+5+N”创新体系。",
    ],
)  # fmt: skip
def test_t19_false_friend_numbers_in_names(words: str) -> None:
    """“210”, “3+N”, 12345, 5G, 首批 and 第5届 are names (T19)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("为60周岁以上老年人免费体检，建立健康档案5万份。", ["健康档案 = 50000份"]),
        ("组织毕业生见习，开发见习岗位3000个。", ["开发见习岗位 = 3000个"]),
    ],
)  # fmt: skip
def test_t20_what_is_delivered_to_the_eligible(words: str, found: list[str]) -> None:
    """What is delivered to those who qualify is a goal (T20)."""
    assert floors(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "年龄在45岁以下、从业5年以上的申报人员优先。",
        "年产值2000万元以上的企业可申报。",
        "年薪不低于50万元的高层次人才按规定享受补贴。",
        "注册资本不低于1000万元。",
    ],
)  # fmt: skip
def test_t20_false_friend_who_qualifies(words: str) -> None:
    """Ages, years of service and turnover say who may apply (T20)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("到2027年，建成充电站60座。全面完善网络，到2027年，建成充电站60座。", ["充电站 = 60座 2027", "充电站 = 60座 2027"]),
    ],
)  # fmt: skip
def test_t21_the_same_goal_twice(words: str, found: list[str]) -> None:
    """A goal told twice is two targets with their own words (T21)."""
    assert goals(words) == found


def test_t21_false_friend_the_same_noun_at_two_times() -> None:
    """Two figures of one noun at two times are two goals, none of them told twice (T21)."""
    words = "到2025年，建成充电站60座；到2027年，建成充电站90座。"
    assert goals(words) == ["充电站 = 60座 2025", "充电站 = 90座 2027"]


TABLE = "序号\t指标\t单位\t2025年\t2027年\t属性\n1\t供水普及率\t%\t98.5\t99\t预期性\n2\t改造管网\t公里\t120\t≥300\t约束性"


def test_t22_a_table_of_indicators() -> None:
    """Each cell of a year in a table of indicators is a target of its row (T22)."""
    assert goals(f"主要指标如下。\n{TABLE}") == [
        "供水普及率 = 98.5% 2025",
        "供水普及率 = 99% 2027",
        "改造管网 = 120公里 2025",
        "改造管网 >= 300公里 2027",
    ]


BASED = (
    "指标（单位）\t2023年现状\t2024年\t2026年目标值\t年均增长\t属性\n"
    "床位数（万张）\t1.2\t1.3\t1.5左右\t—\t预期性\n"
    "婴儿死亡率（‰）\t3.1\t3\t稳定在3以下\t—\t约束性\n"
    "营业收入（亿元）\t120\t150\t≥200\t10%\t预期性"
)


def test_t22_units_in_brackets_baselines_and_growth() -> None:
    """Units stand behind the indicator too; figures of 现状 or of a year before the plan are none (T22)."""
    text = f"海宁市卫生方案\n海宁市人民政府\n2025年3月1日\n一、主要指标\n如下表。\n{BASED}"
    rows = [(t.indicator, t.source_value, t.unit, t.due) for t in read(text).targets]
    assert rows == [
        ("床位数", "1.5左右", "张", "2026"),
        ("婴儿死亡率", "稳定在3以下", "‰", "2026"),
        ("营业收入", "≥200", "元", "2026"),
        ("营业收入", "10%", "%", "2026"),
    ]


def test_t22_goals_under_no_year() -> None:
    """A column headed 目标值 takes the deadline told before the table; 现状值 is none (T22)."""
    table = "指标名称\t单位\t现状值\t目标值\n绿地率\t%\t38\t≥40\n公园\t个\t12\t[20]"
    assert goals(f"到2027年，主要指标如下。\n{table}") == ["绿地率 >= 40% 2027", "公园 = 20个 2027"]


@pytest.mark.parametrize(
    "table",
    [
        "指标\t单位\t2024年现状\t完成情况\n绿地率\t%\t38\t40",
        "序号\t指标\t单位\t说明\n1\t供水普及率\t%\t逐年提高",
        "序号\t科目\t学时\n1\t法规\t16",
        "标准\t年份\nGB 5749\t2022年",
    ],
)
def test_t22_false_friend_other_tables(table: str) -> None:
    """Tables of words, of courses and of standards hold no targets (T22)."""
    assert goals(f"明细如下。\n{table}") == []


@pytest.mark.parametrize(
    "before",
    [
        "“十三五”期间，全市建成公园56个，绿地率提高3个百分点。",
        "2023年，全市新增绿地120公顷。",
        "到2024年底，累计建成绿道300公里。",
    ],
)
def test_t14_false_friend_a_year_before_the_plan(before: str) -> None:
    """A figure of a year before the plan was issued is a result (T14)."""
    text = f"衢州市绿化方案\n衢州市人民政府\n2025年3月1日\n一、发展目标\n（一）要点。{before}到2027年，新建公园30个。"
    assert [row.indicator for row in read(text).targets] == ["公园"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("制定本方案。力争到2026年底，全市每千人口拥有托位数达到5.2个。", [("", "每千人口拥有托位数", "2026-12")]),
        ("2025年，全市进出口总额增长6%左右，新增外贸主体300家。现制定如下要点。", [("", "进出口总额", "2025"), ("", "外贸主体", "2025")]),
    ],
)  # fmt: skip
def test_t6_goals_before_the_first_number(text: str, found: list[tuple[str, str, str]]) -> None:
    """A goal in the preamble is a target of no numbered item (T6)."""
    plan = read(
        f"衢州市推进方案\n{text}\n一、重点任务\n（一）推进。做好工作。\n衢州市人民政府\n2025年1月8日"
    )
    paths = {item.position: item.path for item in plan.items}
    assert [(paths[row.item], row.indicator, row.due) for row in plan.targets] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("全区58个社区中完整社区占比达到50%以上。", ["社区中完整社区占比 >= 50%"]),
        ("年内完成古宜镇、斗江镇、林溪乡3个乡镇的划定试点，新建公园5个。", ["公园 = 5个"]),
        ("继续推进鞍山、芜湖等17个试点城市的改革，新建医院3所。", ["医院 = 3所"]),
        ("实现24小时通关，整体通关时间压缩至20小时以内。", ["整体通关时间 <= 20小时"]),
        ("实施14项攻坚任务。", []),
        ("1000人以上供水工程水质达标率不低于95%。", ["供水工程水质达标率 >= 95%"]),
        ("建设一批万人以上供水工程。", []),
    ],
)
def test_t20_false_friend_counts_of_what_there_is(words: str, found: list[str]) -> None:
    """How many there are of a kind, and how large one of them must be, is no goal (T20)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("进出口总额突破900亿元，占全市比重保持在30%左右，年均增长6%。",
         ["进出口总额 >= 90000000000元", "占全市比重 ~ 30%", "进出口总额 + 6%"]),
        ("2023年解决饮水不安全人口2.3万人，2024年再解决1.8万人。",
         ["解决饮水不安全人口 = 23000人 2023", "解决饮水不安全人口 = 18000人 2024"]),
        ("2023年改造老旧小区36个，2024—2025年每年改造不少于40个。",
         ["老旧小区 = 36个 2023", "老旧小区 >= 40个 2025"]),
        ("退税商店数量较2024年翻一番、达到90家。", ["退税商店数量 >= 90家"]),
        ("每个县至少建有1所以照护为主的县级供养机构。", ["县级供养机构 = 1所"]),
    ],
)  # fmt: skip
def test_t3_the_noun_of_a_figure_without_its_own(words: str, found: list[str]) -> None:
    """A figure whose clause names only what is done to it belongs to the noun told before (T3)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("高血压、糖尿病患者管理人数分别达到650万人、180万人以上。",
         ["高血压患者管理人数 >= 6500000人", "糖尿病患者管理人数 >= 1800000人"]),
        ("化肥、农药使用量比2012年分别减少5%和8%以上。", ["化肥使用量 - 5%", "农药使用量 - 8%"]),
        ("2025年、2026年分别新增5G-A基站800个、600个。", ["5G-A基站 + 800个 2025", "5G-A基站 + 600个 2026"]),
    ],
)  # fmt: skip
def test_t10_nouns_that_share_their_end(words: str, found: list[str]) -> None:
    """Nouns told in order share their last words, and the change that the first figure tells (T10)."""
    assert goals(words) == found


def test_t5_lending_that_a_plan_promises() -> None:
    """New loans and lower rates are goals of a plan; a loan to an applicant is none (T5)."""
    assert floors("全年新增普惠小微贷款400亿元，平均利率降低0.2个百分点。") == [
        "普惠小微贷款 + 40000000000元",
        "平均利率 - 0.2百分点",
    ]
    assert floors("给予企业最高500万元贷款。") == []


BY_PLACE = """| 序号 | 县市区 | 粮食播种面积（万亩） | 粮食总产量（亿斤） | 耕地保有量（万亩） | 备注 |
| --- | --- | --- | --- | --- | --- |
| 1 | 柯城区 | 78.5 | 7.1 | ≥85.2 | 3 |
| 2 | 江山市 | 22 | — | ≥26.4 | |
| 合计 | 全市 | 100.5 | 7.1 | ≥111.6 | |
"""
BY_PLACE_TURNED = """| 指标 | 单位 | 柯城区 | 江山市 | 全市 |
| --- | --- | --- | --- | --- |
| 粮食播种面积 | 万亩 | 78.5 | 22 | 100.5 |
| 高标准农田（亩） | | 300 | — | 300 |
"""
BY_PLACE_CAPTION = """单位：公里
| 镇（街道） | 2025年新建绿道 | 2026年新建绿道 | 其中：滨水绿道 |
| --- | --- | --- | --- |
| 航埠镇 | 5 | 6 | 2 |
| 石梁镇 | 3 | 详见附件 | |
"""


def test_t22_a_table_split_by_places() -> None:
    """Rows of places under heads with units give a goal a cell, named with its place; a total bears the noun alone (T22)."""
    assert goals(f"2025年目标任务分解如下。\n{BY_PLACE}") == [
        "柯城区粮食播种面积 = 785000亩 2025",
        "柯城区粮食总产量 = 710000000斤 2025",
        "柯城区耕地保有量 >= 852000亩 2025",
        "江山市粮食播种面积 = 220000亩 2025",
        "江山市耕地保有量 >= 264000亩 2025",
        "粮食播种面积 = 1005000亩 2025",
        "粮食总产量 = 710000000斤 2025",
        "耕地保有量 >= 1116000亩 2025",
    ]


def test_t22_a_table_of_places_turned() -> None:
    """Where places head the columns, each row is an indicator with its unit (T22)."""
    assert goals(f"2025年目标任务分解如下。\n{BY_PLACE_TURNED}") == [
        "柯城区粮食播种面积 = 785000亩 2025",
        "江山市粮食播种面积 = 220000亩 2025",
        "粮食播种面积 = 1005000亩 2025",
        "柯城区高标准农田 = 300亩 2025",
        "高标准农田 = 300亩 2025",
    ]


def test_t22_a_table_of_places_with_years_and_one_unit() -> None:
    """A unit above the table holds for all of it, a year in a head for its column; words in a cell are no goal (T22)."""
    assert goals(f"目标任务分解如下。\n{BY_PLACE_CAPTION}") == [
        "航埠镇新建绿道 = 5公里 2025",
        "航埠镇新建绿道 = 6公里 2026",
        "航埠镇滨水绿道 = 2公里",
        "石梁镇新建绿道 = 3公里 2025",
    ]


@pytest.mark.parametrize(
    ("before", "table"),
    [
        ("2024年完成情况如下", "地区|粮食产量（万吨）|面积（万亩）\n柯城区|3|5\n江山市|4|6"),
        ("资金分配计划如下", "地区|补助资金（万元）|备注\n柯城区|30|5\n江山市|40|6"),
        ("考核任务计分如下", "单位|分值|权重（%）\n柯城区|30|5\n江山市|40|6"),
        ("工作任务如下", "任务|数量（个）|时限\n培训|30|5月\n演练|4|6月"),
        ("目标任务分解如下", "县市区|现状值（万亩）|上年实际（万亩）\n柯城区|3|5\n江山市|4|6"),
    ],
)  # fmt: skip
def test_t22_false_friend_tables_of_places_without_goals(before: str, table: str) -> None:
    """Results, grants and marks by place, and tables of other things, hold no goals of places (T22)."""
    assert floors(f"{before}。\n{table}") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("柯城区、江山市分别建成室内避难场所60处、35处。", ["柯城区室内避难场所 = 60处", "江山市室内避难场所 = 35处"]),
        ("到2026年，货运量达到700万吨，出入境人员达到280万人次；到2027年，分别达到900万吨、350万人次。", ["货运量 >= 7000000吨 2026", "出入境人员 >= 2800000人次 2026", "货运量 >= 9000000吨 2027", "出入境人员 = 3500000人次 2027"]),
        ("通过公开招聘等方式补充专职教师，2025年、2026年分别补充120名、150名。", ["专职教师 = 120名 2025", "专职教师 = 150名 2026"]),
    ],
)  # fmt: skip
def test_t10_nouns_behind_or_told_before(words: str, found: list[str]) -> None:
    """分别 with its noun behind it, with those of the figures before, or with that of the clause before (T10)."""
    assert goals(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("柯城区、江山市分别给予20万元、10万元奖励。", []),
        ("到2026年，货运量达到700万吨；到2027年，分别达到900万吨、350万人次。", ["货运量 >= 7000000吨 2026"]),
    ],
)  # fmt: skip
def test_t10_false_friend_no_noun_for_each(words: str, found: list[str]) -> None:
    """Grants of places, and figures whose units are not those before, are none (T10)."""
    assert goals(words) == found


def test_t13_parts_of_places() -> None:
    """Parts behind 其中 are goals of their places for what the whole measures (T13)."""
    assert goals("到2026年，节水灌溉面积达到210万亩以上，其中柯城区68万亩、开化县96万亩；用水总量控制在10亿立方米以内。") == [
        "节水灌溉面积 >= 2100000亩 2026",
        "柯城区节水灌溉面积 = 680000亩 2026",
        "开化县节水灌溉面积 = 960000亩 2026",
        "用水总量 <= 1000000000立方米 2026",
    ]  # fmt: skip


def test_t13_false_friend_parts_of_another_unit() -> None:
    """A place behind 其中 with a count of something else is no part of the goal before (T13)."""
    assert goals("到2026年，灌溉面积达到210万亩，其中柯城区泵站8座。")[1:] == [
        "柯城区泵站 = 8座 2026"
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("加装电梯签约100部。", ["加装电梯签约 = 100部"]),
        ("新建站点约100个。", ["站点 ~ 100个"]),
    ],
)  # fmt: skip
def test_t4_false_friend_the_end_of_a_word(words: str, found: list[str]) -> None:
    """约 is no 'about' where it ends a word such as 签约 (T4)."""
    assert floors(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("建设区域性分拣中心，每个区域不少于3个。", ["区域性分拣中心 >= 3个"]),
        ("将心理课纳入课程，每两周不少于1课时。", ["心理课纳入课程 >= 1课时"]),
        ("完善会晤机制，每季度至少会晤1次。", ["会晤 = 1次"]),
        ("每个街道至少建成1处食堂。", ["食堂 >= 1处"]),
    ],
)  # fmt: skip
def test_t15_each_place_and_each_time(words: str, found: list[str]) -> None:
    """每个区域 and 每两周 are no nouns: the clause before names what is counted (T15)."""
    assert floors(words) == found


def test_t15_false_friend_each_case() -> None:
    """每发生 and 每低 say for what marks are taken (T15)."""
    assert floors("每发生1起问题扣5分，每低1个百分点扣2分。") == []


def test_t6_a_label_tells_goals() -> None:
    """Behind a label such as 整改目标 a figure needs no verb to be a goal (T6)."""
    assert floors("整改目标：问题全部销号，退耕还湿420公顷。") == ["退耕还湿 = 420公顷"]


def test_t6_false_friend_no_label() -> None:
    """Without label and verb it tells what there is (T6)."""
    assert floors("退耕还湿420公顷。") == []


@pytest.mark.parametrize(
    "words",
    [
        "全市317处废弃矿坑仅完成治理96处。",
        "全市煤矸石堆存量超过1.2亿吨，综合利用率仅为38%。",
        "沿线12个直排口未完成整治，每日约0.8万吨污水直排。",
        "督察反馈的问题共梳理为9项整改任务。",
    ],
)  # fmt: skip
def test_t14_false_friend_what_falls_short(words: str) -> None:
    """What only 38% was reached of, or is not done yet, is the problem and no goal (T14)."""
    assert floors(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "按照满足不少于3000名群众12小时基本生活需要储备物资。",
        "达到国家卫生城市标准3项要求。",
        "为65岁以上老年人免费乘车。",
    ],
)  # fmt: skip
def test_t20_false_friend_needs_and_standards(words: str) -> None:
    """Whose needs must be met, and what a standard asks, are no figures to deliver (T20)."""
    assert floors(words) == []


def test_t18_units_of_events_and_of_what_is_free() -> None:
    """项次 and 个班次 are units; free services in figures are delivered, no money (T18)."""
    assert floors("举办赛事100项次，开办夜校100个班次以上。开展义诊不少于2次、免费白内障手术300例。") == [
        "赛事 = 100项次",
        "开办夜校 >= 100班次",
        "义诊 >= 2次",
        "免费白内障手术 = 300例",
    ]  # fmt: skip


def test_t18_a_share_of_a_thousand_people() -> None:
    """千人以上 behind a stroke belongs to the unit (T18)."""
    assert goals("食品检验量达到5批次/千人以上。") == ["食品检验量 >= 5批次/千人"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("破产案件平均审理周期缩短30天。", ["破产案件平均审理周期 - 30天"]),
        ("办理时间缩短5个工作日。", ["办理时间 - 5个工作日"]),
        ("鸠江区盘活数量不少于总量的60%。", ["鸠江区盘活数量 >= 60%"]),
    ],
)  # fmt: skip
def test_t3_shorter_by_a_time_and_a_part_of_all(words: str, found: list[str]) -> None:
    """A time saved, and a floor told as a part of 总量, are goals of a task (T3)."""
    assert floors(words) == found


@pytest.mark.parametrize(
    "words", ["压缩30天的审批环节。", "申报周期为30天。", "服务期不少于30天的给予奖励。"]
)
def test_t3_false_friend_a_time_that_is_only_told(words: str) -> None:
    """How long something takes, or must last for a grant, is no time saved (T3)."""
    assert floors(words) == []


def test_t22_rows_that_are_changes() -> None:
    """A row called …累计下降 or …年均增长 tells the change of what it names; …增速 is a figure (T22)."""
    table = "指标\t单位\t2027年\n能耗累计下降\t%\t9\n进出口总额年均增长\t%\t5\n投资增速\t%\t12"
    assert goals(f"主要指标如下。\n{table}") == [
        "能耗 - 9% 2027", "进出口总额 + 5% 2027", "投资增速 = 12% 2027",
    ]  # fmt: skip


def test_t14_a_ratio_that_narrows() -> None:
    """缩小到 caps a ratio, which has no unit (T14)."""
    words = "到2025年，城乡居民收入比缩小到2.1以内，医护比达到1.2。"
    assert goals(words) == ["城乡居民收入比 <= 2.1 2025", "医护比 >= 1.2 2025"]
    assert goals("到2025年，城乡居民收入比缩小到2.1。") == ["城乡居民收入比 <= 2.1 2025"]


@pytest.mark.parametrize(
    "words", ["对比达到2.1版。", "相比缩小到2.1处。", "城乡收入差距逐步缩小。"]
)
def test_t14_false_friend_a_comparison(words: str) -> None:
    """对比 and 相比 are no ratios (T14)."""
    assert not any("比 " in goal and goal.endswith("2.1") for goal in goals(words))
