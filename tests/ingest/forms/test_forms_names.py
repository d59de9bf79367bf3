# ruff: noqa: E501  a Chinese character counts as two columns
"""Names of bodies in lists form by form (A1-A21), and beside each what only looks like one."""

import pytest

from tests.ingest.forms.asked import duties, named


def told_of(words: str) -> str:
    """The names that a list in brackets has before 按职责分工负责."""
    return duties(f"（{words}按职责分工负责）").replace("responsible ", "")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市住建局、市城管局，市水务集团；各区政府", "市住建局 市城管局 市水务集团 各区政府"),
        ("市住建局,市城管局,市水务集团,各区政府", "市住建局 市城管局 市水务集团 各区政府"),
        ("市发展改革委 市财政局 市税务局", "市发展改革委 市财政局 市税务局"),
        ("省农业农村厅、省财政厅；有关市州人民政府", "省农业农村厅 省财政厅 有关市州人民政府"),
    ],
)  # fmt: skip
def test_a1_separators(words: str, names: str) -> None:
    """、 parts equals, ， and ； and half-width marks part classes of bodies; all end a name (A1)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("各县（市、区）人民政府", "各县（市、区）人民政府"),
        ("各区、县（市）政府，市水务局", "各区、县（市）政府 市水务局"),
        ("市文化广电旅游局（市文物局、市体育局）", "市文化广电旅游局（市文物局、市体育局）"),
    ],
)  # fmt: skip
def test_a1_false_friend_a_comma_inside_a_name(words: str, names: str) -> None:
    """A mark inside the brackets of a name, or inside a group of places, ends nothing (A1)."""
    assert named(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("省水利厅、自然资源厅、气象局", "省水利厅 省自然资源厅 省气象局"),
        ("市教育局、体育局、总工会、残联", "市教育局 市体育局 市总工会 市残联"),
        ("自治区水利厅、住房城乡建设厅", "自治区水利厅 自治区住房城乡建设厅"),
        ("州农业农村局、林草局、供销社", "州农业农村局 州林草局 州供销社"),
        ("县委组织部、教育局、民政局", "县委组织部 县教育局 县民政局"),
    ],
)  # fmt: skip
def test_a2_a_prefix_for_a_whole_list(words: str, names: str) -> None:
    """省, 市, 县 or 州 before the first name holds for the list (A2)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市水务局，高新区、经开区", "市水务局 高新区 经开区"),
        ("市水务局、国网衢州供电公司、衢州海关", "市水务局 国网衢州供电公司 衢州海关"),
        ("省水利厅，水利部太湖流域管理局", "省水利厅 水利部太湖流域管理局"),
        ("市教育局、衢州学院、市体育局", "市教育局 衢州学院 市体育局"),
    ],
)  # fmt: skip
def test_a2_false_friend_names_that_take_no_prefix(words: str, names: str) -> None:
    """A ministry, a zone, a firm or a body of a named place takes no prefix (A2)."""
    assert named(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("省委宣传部、网信办，省教育厅、体育局，省通信管理局", "省委宣传部 省委网信办 省教育厅 省体育局 省通信管理局"),
        ("县委组织部、宣传部，县教育局、民政局", "县委组织部 县委宣传部 县教育局 县民政局"),
        ("市委政法委、市公安局、司法局", "市委政法委 市公安局 市司法局"),
    ],
)  # fmt: skip
def test_a3_a_prefix_told_again(words: str, names: str) -> None:
    """A name without prefix belongs to the prefix told last (A3)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("省教育厅、体育局，市教育局、体育局", "省教育厅 省体育局 市教育局 市体育局"),
        ("市财政局、县财政局", "市财政局 县财政局"),
    ],
)  # fmt: skip
def test_a3_false_friend_prefixes_of_two_levels(words: str, names: str) -> None:
    """A prefix of another level starts a class of its own (A3)."""
    assert named(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("临港区、综保区管委会", "临港区管委会 综保区管委会"),
        ("长丰、肥东县政府", "长丰县政府 肥东县政府"),
        ("市住房城乡建设、交通运输、水务部门", "市住房城乡建设部门 市交通运输部门 市水务部门"),
        ("鼓楼区、台江区、仓山区人民政府，高新区管委会", "鼓楼区人民政府 台江区人民政府 仓山区人民政府 高新区管委会"),
        ("杭州、宁波、温州市政府", "杭州市政府 宁波市政府 温州市政府"),
    ],
)  # fmt: skip
def test_a4_a_head_noun_for_a_whole_list(words: str, names: str) -> None:
    """The head noun behind the last name holds for the list (A4)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市科技局、高新区管委会", "市科技局 高新区管委会"),
        ("市公安局、越城区人民政府", "市公安局 越城区人民政府"),
        ("市财政局、市级有关部门", "市财政局 市级有关部门"),
    ],
)  # fmt: skip
def test_a4_false_friend_a_head_noun_of_the_last_name_alone(words: str, names: str) -> None:
    """A name that has its own head noun keeps it (A4)."""
    assert named(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市民政局、市残联、市红十字会等有关单位", "市民政局 市残联 市红十字会"),
        ("市民政局、市残联等部门", "市民政局 市残联"),
        ("市民政局、市残联等市级部门，各区县政府", "市民政局 市残联 各区县政府"),
        ("市民政局、市残联等3个部门", "市民政局 市残联"),
    ],
)  # fmt: skip
def test_a5_the_words_that_close_a_list(words: str, names: str) -> None:
    """等有关单位 closes a list and names nobody (A5)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市民政局、市直有关单位", "市民政局 市直有关单位"),
        ("市民政局及有关单位", "市民政局 有关单位"),
    ],
)  # fmt: skip
def test_a5_false_friend_a_group_that_is_named(words: str, names: str) -> None:
    """有关单位 without 等 is a group of its own (A5)."""
    assert named(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市文化和旅游局（市文物局）、市委编办（市事业单位登记局）", "市文化和旅游局（市文物局） 市委编办（市事业单位登记局）"),
        ("市新闻出版（版权）局、市园林（林业）局", "市新闻出版（版权）局 市园林（林业）局"),
        ("市住房和城乡建设局〔市人防办〕、市公安局（交警支队）", "市住房和城乡建设局〔市人防办〕 市公安局（交警支队）"),
        ("省市场监管局（知识产权局）、省发展改革委（能源局）", "省市场监管局（知识产权局） 省发展改革委（能源局）"),
    ],
)  # fmt: skip
def test_a6_brackets_of_a_second_name(words: str, names: str) -> None:
    """Brackets that hold a second name, or part of it, stay (A6)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("各区人民政府（含功能区管委会，下同）、市水务局", "各区人民政府 市水务局"),
        ("市水务局（牵头）、市住建局", "市水务局 市住建局"),
    ],
)  # fmt: skip
def test_a6_false_friend_brackets_of_a_note(words: str, names: str) -> None:
    """Brackets that widen a name or give a duty are no part of it (A6)."""
    assert named(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("区委宣传部（文明办）、区政府办（政务公开科）", "区委宣传部（文明办） 区政府办（政务公开科）"),
        ("县委组织部（人才办）、县委政法委（综治中心）", "县委组织部（人才办） 县委政法委（综治中心）"),
        ("市公安局（治安支队）、市检察院（公益诉讼部）", "市公安局（治安支队） 市检察院（公益诉讼部）"),
    ],
)  # fmt: skip
def test_a7_brackets_of_an_inner_organ(words: str, names: str) -> None:
    """Brackets that hold an organ of the body stay (A7)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市推进城市更新工作领导小组办公室（市住建局）", "市推进城市更新工作领导小组办公室"),
        ("市双拥工作联席会议办公室（市退役军人局）、市财政局", "市双拥工作联席会议办公室 市财政局"),
    ],
)  # fmt: skip
def test_a7_false_friend_brackets_of_a_host(words: str, names: str) -> None:
    """The brackets behind an office of several bodies hold its host (A7)."""
    assert named(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市工业和信息化局、市工信局、市经信局、市经济和信息化委", "市工业和信息化局 市工信局 市经信局 市经济和信息化委"),
        ("市卫健委、市卫生健康委员会、市卫健局", "市卫健委 市卫生健康委员会 市卫健局"),
        ("市发展改革委、市发改局、市发展和改革局", "市发展改革委 市发改局 市发展和改革局"),
        ("市人力资源社会保障局、市人社局、市人力社保局", "市人力资源社会保障局 市人社局 市人力社保局"),
        ("工信部门、住建部门、文旅部门", "工信部门 住建部门 文旅部门"),
        ("市住建、城管、水务部门", "市住建部门 市城管部门 市水务部门"),
    ],
)  # fmt: skip
def test_a8_short_and_full_names(words: str, names: str) -> None:
    """Full and short names of one body are each a name (A8)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "工信、住建、文旅",
        "发展改革工作、财政工作",
    ],
)  # fmt: skip
def test_a8_false_friend_fields_without_a_body(words: str) -> None:
    """Fields of work without a body's word are no names (A8)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市政务服务和数据管理局、市投资促进局、市委社会工作部、市疾控局、市金融办", "市政务服务和数据管理局 市投资促进局 市委社会工作部 市疾控局 市金融办"),
        ("市经贸委、市科技和信息化局、市卫生局、市法制办", "市经贸委 市科技和信息化局 市卫生局 市法制办"),
        ("市委金融办、市数据局、市国动办、省中医药管理局", "市委金融办 市数据局 市国动办 省中医药管理局"),
        ("市大数据发展管理局、市营商环境建设局、市行政审批服务局", "市大数据发展管理局 市营商环境建设局 市行政审批服务局"),
    ],
)  # fmt: skip
def test_a9_renamed_bodies(words: str, names: str) -> None:
    """Names that reforms gave or took away are names (A9)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "机构改革、职能划转",
        "新的体制、旧的机制",
    ],
)  # fmt: skip
def test_a9_false_friend_what_is_renamed(words: str) -> None:
    """原 before a name, and a system that is reformed, are no bodies of a list (A9)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市委统战部、市委政研室、市委党校、市纪委监委、市委老干部局", "市委统战部 市委政研室 市委党校 市纪委监委 市委老干部局"),
        ("市委组织部、宣传部、网信办、编办", "市委组织部 市委宣传部 市委网信办 市委编办"),
        ("县委社会工作部、县直机关工委、县委政法委", "县委社会工作部 县直机关工委 县委政法委"),
        ("市人大常委会办公室、市政协办公室", "市人大常委会办公室 市政协办公室"),
    ],
)  # fmt: skip
def test_a10_party_bodies(words: str, names: str) -> None:
    """Organs of the party stand in lists like bureaus (A10)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "党建引领、宣传发动",
        "党的建设、干部教育",
    ],
)  # fmt: skip
def test_a10_false_friend_party_work(words: str) -> None:
    """Work of the party is no organ (A10)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市中级法院、市检察院、团市委、市妇联、市红十字会、市文联、市贸促会", "市中级法院 市检察院 团市委 市妇联 市红十字会 市文联 市贸促会"),
        ("市法院、检察院、总工会", "市法院 市检察院 市总工会"),
        ("团省委、省科协、省侨联、省残联、省工商联", "团省委 省科协 省侨联 省残联 省工商联"),
        ("县总工会、团县委、县妇联、县关工委", "县总工会 团县委 县妇联 县关工委"),
    ],
)  # fmt: skip
def test_a11_courts_and_mass_bodies(words: str, names: str) -> None:
    """Courts, procuratorates and mass bodies stand in lists (A11)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "审判执行、法律援助",
        "青年志愿、妇女儿童",
    ],
)  # fmt: skip
def test_a11_false_friend_what_courts_do(words: str) -> None:
    """Court work and youth work are no bodies (A11)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("南昌海关、国家税务总局南昌市税务局、江西省通信管理局、赣江海事局、国家统计局南昌调查队", "南昌海关 国家税务总局南昌市税务局 江西省通信管理局 赣江海事局 国家统计局南昌调查队"),
        ("市税务局、市邮政管理局、市气象局、市烟草专卖局、市消防救援支队、市通信发展办公室", "市税务局 市邮政管理局 市气象局 市烟草专卖局 市消防救援支队 市通信发展办公室"),
        ("人民银行江西省分行、江西金融监管局、江西证监局、民航江西监管局", "人民银行江西省分行 江西金融监管局 江西证监局 民航江西监管局"),
        ("武警南昌支队、南昌警备区、市军分区、市人武部", "武警南昌支队 南昌警备区 市军分区 市人武部"),
        ("国家金融监督管理总局南昌监管分局、中国人民银行南昌中心支行", "国家金融监督管理总局南昌监管分局 中国人民银行南昌中心支行"),
    ],
)  # fmt: skip
def test_a12_central_bodies_on_the_spot(words: str, names: str) -> None:
    """Bodies of the centre in a province carry its place, or none (A12)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "通关便利、减税降费",
        "消防安全、气象服务",
    ],
)  # fmt: skip
def test_a12_false_friend_duties_of_customs(words: str) -> None:
    """Customs clearance and tax cuts are no bodies (A12)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市城投集团、市水务集团有限公司、国网南昌供电公司、中国电信南昌分公司、中国铁塔南昌分公司", "市城投集团 市水务集团有限公司 国网南昌供电公司 中国电信南昌分公司 中国铁塔南昌分公司"),
        ("湖州师范学院、湖州市中心医院、浙能集团、湖州燃气集团", "湖州师范学院 湖州市中心医院 浙能集团 湖州燃气集团"),
        ("市第一人民医院、市职业技术学院、市农科院、市图书馆、市体育中心", "市第一人民医院 市职业技术学院 市农科院 市图书馆 市体育中心"),
        ("杭州资本、市金融投资集团、之江实验室", "杭州资本 市金融投资集团 之江实验室"),
        ("市公积金中心、市大数据中心、市疾控中心、市供销合作社", "市公积金中心 市大数据中心 市疾控中心 市供销合作社"),
    ],
)  # fmt: skip
def test_a13_firms_schools_and_hospitals(words: str, names: str) -> None:
    """State firms, schools, hospitals and laboratories may own a task (A13)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize("words", ["链主企业", "龙头企业、骨干企业", "科研院所、高校"])
def test_a13_false_friend_firms_of_a_kind(words: str) -> None:
    """Firms of a kind alone in brackets are no owners of a task (A13)."""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市水务局，各县（市、区）人民政府", "市水务局 各县（市、区）人民政府"),
        ("各区县（自治县）政府、两江新区管委会", "各区县（自治县）政府 两江新区管委会"),
        ("市水务局，各乡镇（街道）、村（社区）", "市水务局 各乡镇（街道） 村（社区）"),
        ("区水务局，各街镇、各村居", "区水务局 各街镇 各村居"),
        ("县水务局，各乡镇人民政府、各街道办事处、各经济开发区管委会", "县水务局 各乡镇人民政府 各街道办事处 各经济开发区管委会"),
        ("各州（市）人民政府、各旗县区人民政府", "各州（市）人民政府 各旗县区人民政府"),
        ("各盟行政公署、各设区的市人民政府", "各盟行政公署 各设区的市人民政府"),
        ("各有关区、县级市，各镇（街道）", "各有关区、县级市 各镇（街道）"),
    ],
)  # fmt: skip
def test_a14_groups_of_governments(words: str, names: str) -> None:
    """Groups of governments stay whole, with the brackets and marks that they print (A14)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "各项措施、各类要素",
        "各个环节、各个领域",
    ],
)  # fmt: skip
def test_a14_false_friend_groups_of_other_things(words: str) -> None:
    """各 before what is no body makes no group of governments (A14)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("滨海新区管委会、空港经济区管委会、自由贸易试验区管委会、综合保税区管委会", "滨海新区管委会 空港经济区管委会 自由贸易试验区管委会 综合保税区管委会"),
        ("市水务局，高新区、经开区、文旅度假区", "市水务局 高新区 经开区 文旅度假区"),
        ("市各功能区管委会、各开发（度假）区管委会", "市各功能区管委会 各开发（度假）区管委会"),
        ("自贸试验区青岛片区管委会、上合示范区管委会", "自贸试验区青岛片区管委会 上合示范区管委会"),
        ("县经济开发区、县工业园区管委会", "县经济开发区管委会 县工业园区管委会"),
    ],
)  # fmt: skip
def test_a15_committees_of_zones(words: str, names: str) -> None:
    """Committees of zones are named in full, by their zone, or by the zone alone (A15)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "建设高标准园区、打造示范区",
        "推进开发区整合、优化园区布局",
    ],
)  # fmt: skip
def test_a15_false_friend_zones_that_are_built(words: str) -> None:
    """What is to be built in brackets is no committee (A15)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("各成员单位、市级有关单位、驻市有关单位、省属驻市单位", "各成员单位 市级有关单位 驻市有关单位 省属驻市单位"),
        ("市水务局、市直有关部门和单位", "市水务局 市直有关部门和单位"),
        ("市水务局，各有关部门、单位", "市水务局 各有关部门、单位"),
        ("省有关部门、中央驻省有关单位", "省有关部门 中央驻省有关单位"),
        ("相关职能部门、各责任部门", "相关职能部门 各责任部门"),
    ],
)  # fmt: skip
def test_a16_vague_groups(words: str, names: str) -> None:
    """Groups that name nobody in particular stay by their words (A16)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "有关规定、相关要求",
        "有关情况、各有关方面的意见",
    ],
)  # fmt: skip
def test_a16_false_friend_vague_things(words: str) -> None:
    """有关 before what is no body makes none (A16)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("国家发展改革委、工业和信息化部、国家数据局、中央网信办、国家能源局、中国气象局", "国家发展改革委 工业和信息化部 国家数据局 中央网信办 国家能源局 中国气象局"),
        ("人力资源社会保障部、国务院国资委、税务总局、金融监管总局、中国证监会、全国工商联、中国残联", "人力资源社会保障部 国务院国资委 税务总局 金融监管总局 中国证监会 全国工商联 中国残联"),
        ("教育部、国家语委、共青团中央、全国妇联、最高人民法院", "教育部 国家语委 共青团中央 全国妇联 最高人民法院"),
        ("发展改革委、工信部、知识产权局", "发展改革委 工信部 知识产权局"),
    ],
)  # fmt: skip
def test_a17_ministries(words: str, names: str) -> None:
    """Ministries stand with or without 国家, in full and in short (A17)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "国家标准、国家战略",
        "国家要求、中央精神",
    ],
)  # fmt: skip
def test_a17_false_friend_national_things(words: str) -> None:
    """国家 before what is no body makes no ministry (A17)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("余杭区、临平区、市科技局", "余杭区 临平区 市科技局"),
        ("市科技局，余杭区政府、临平区政府", "市科技局 余杭区政府 临平区政府"),
        ("杭州市、绍兴市、省交通集团", "杭州市 绍兴市 省交通集团"),
    ],
)  # fmt: skip
def test_a18_places_as_owners(words: str, names: str) -> None:
    """A place in a list stands for its government (A18)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "山区要素、沿海优势",
        "老城更新、新区拓展",
    ],
)  # fmt: skip
def test_a18_false_friend_areas_that_are_no_places(words: str) -> None:
    """城区 and 山区 are areas, no owners (A18)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市专班办公室、市“双碳”工作领导小组、市食品安全委员会办公室、市防汛抗旱指挥部", "市专班办公室 市“双碳”工作领导小组 市食品安全委员会办公室 市防汛抗旱指挥部"),
        ("县乡村振兴工作专班、县河长办、县安委办", "县乡村振兴工作专班 县河长办 县安委办"),
        ("市优化营商环境联席会议、市双招双引工作指挥部办公室", "市优化营商环境联席会议 市双招双引工作指挥部办公室"),
    ],
)  # fmt: skip
def test_a19_temporary_bodies(words: str, names: str) -> None:
    """Groups, headquarters and task forces are bodies while they last (A19)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "专项行动、工作方案",
        "应急预案、工作台账",
    ],
)  # fmt: skip
def test_a19_false_friend_temporary_measures(words: str) -> None:
    """专项行动 and 工作方案 are no bodies (A19)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市工业和信息化局、市文化和旅游局、市退役军人事务局和市医疗保障局", "市工业和信息化局 市文化和旅游局 市退役军人事务局 市医疗保障局"),
        ("市人力资源和社会保障局和市财政局", "市人力资源和社会保障局 市财政局"),
        ("市水务局、各县（市、区）人民政府及市直有关单位", "市水务局 各县（市、区）人民政府 市直有关单位"),
        ("市规划和自然资源局、市机关事务管理局", "市规划和自然资源局 市机关事务管理局"),
        ("省文化和旅游厅、省广播电视局以及各市（州）人民政府", "省文化和旅游厅 省广播电视局 各市（州）人民政府"),
    ],
)  # fmt: skip
def test_a20_and_inside_and_between_names(words: str, names: str) -> None:
    """和 inside a name belongs to it, between names it parts them (A20)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "规划和自然资源、文化和旅游",
        "城市和乡村、生产和生活",
    ],
)  # fmt: skip
def test_a20_false_friend_and_between_nouns(words: str) -> None:
    """和 between nouns that are no bodies parts nothing (A20)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市发展改革委、市教育局、市科技局、市工业和信息化局、市公安局、市民政局、市司法局、市财政局、市人力资源社会保障局、市自然资源和规划局、市生态环境局、市住房城乡建设局、市城市管理局、市交通运输局、市水利局、市农业农村局、市商务局、市文化广电旅游局、市卫生健康委、市应急管理局、市市场监管局、市体育局、市医保局，市税务局、人行合肥中心支行，合肥供电公司，各县（市、区）人民政府", "市发展改革委 市教育局 市科技局 市工业和信息化局 市公安局 市民政局 市司法局 市财政局 市人力资源社会保障局 市自然资源和规划局 市生态环境局 市住房城乡建设局 市城市管理局 市交通运输局 市水利局 市农业农村局 市商务局 市文化广电旅游局 市卫生健康委 市应急管理局 市市场监管局 市体育局 市医保局 市税务局 人行合肥中心支行 合肥供电公司 各县（市、区）人民政府"),
        ("县委办、县委宣传部、县发改局、教育局、科技局、民政局、财政局、人社局、住建局、水利局、农业农村局、文旅局、卫健局、应急局、市监局、林业局、医保局、供销社，县税务局、县气象局，县城投公司，各乡镇人民政府、街道办事处", "县委办 县委宣传部 县发改局 县教育局 县科技局 县民政局 县财政局 县人社局 县住建局 县水利局 县农业农村局 县文旅局 县卫健局 县应急局 县市监局 县林业局 县医保局 县供销社 县税务局 县气象局 县城投公司 各乡镇人民政府 各街道办事处"),
    ],
)  # fmt: skip
def test_a21_very_long_lists(words: str, names: str) -> None:
    """A list of two dozen bodies with breaks of class reads like a short one (A21)."""
    assert named(words) == told_of(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "规划、建设、管理、运营、维护、检测、评估、考核、奖惩、监督、公开、反馈",
        "水、电、气、热、路、网、管、站、厂、库、园、区",
    ],
)  # fmt: skip
def test_a21_false_friend_long_lists_of_things(words: str) -> None:
    """A long list of measures is no list of bodies (A21)."""
    assert duties(f"做好工作（{words}）。") == ""
    assert told_of(words) == ""


def test_a2_false_friend_offices_of_their_own() -> None:
    """The office of a reserve, a bureau of the 兵团 and that of a mountain take no prefix (A2)."""
    assert named(
        "市林草局，古田山国家级自然保护区管理局，第五师双河市水利局，庐山管理局，水利局"
    ) == ("市林草局 古田山国家级自然保护区管理局 第五师双河市水利局 庐山管理局 市水利局")


def test_a14_false_friend_a_second_kind_in_brackets() -> None:
    """（行署） behind a group of governments is no body beside it (A14)."""
    assert (
        named("省体育局、交通运输厅，各市（地）人民政府（行署）")
        == "省体育局 省交通运输厅 各市（地）人民政府（行署）"
    )
