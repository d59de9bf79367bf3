# ruff: noqa: E501  a Chinese character counts as two columns
"""Statements of responsibility form by form: where they stand (R1-R14) and their words (L1-L20).

Beside each form stands a false friend: words that look like it and give nobody a duty.
"""

import pytest

from tests.ingest.forms.asked import duties, told


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("加快补齐管网短板。（责任单位：市住建局、市水利局）", "responsible 市住建局 市水利局"),
        ("推动老旧管网更新改造(责任单位:市住建局、衢州水业集团)。", "responsible 市住建局 衢州水业集团"),
        ("建立台账，逐项销号。（责任单位：县自然资源和规划局、县林业局，各乡镇人民政府）", "responsible 县自然资源和规划局 县林业局 各乡镇人民政府"),
        ("推进入河排污口整治。（市生态环境局、市水利局，各县〔市、区〕政府，智造新城管委会）", "responsible 市生态环境局 市水利局 各县〔市、区〕政府 智造新城管委会"),
        ("支持中医药传承创新。（责任单位：省中医药局、卫生健康委、医保局）", "responsible 省中医药局 省卫生健康委 省医保局"),
        ("发展林下经济，延伸产业链条。（州林草局、农业农村局，有关县〔市〕人民政府按职责分工负责）", "responsible 州林草局 州农业农村局 有关县〔市〕人民政府"),
    ],
)  # fmt: skip
def test_r1_in_brackets_at_the_end(words: str, found: str) -> None:
    """A statement in round brackets at the end of an item rules the whole item (R1)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "对评为省级示范的给予奖励（具体标准由各地自行确定）。",
        "加强重点单位（学校、医院、养老机构）的消防安全管理。",
        "推广应用节水器具（含用水单位自建设施）。",
        "组建责任单位联络员队伍（名单见附件）。",
        "推进重点用能单位（年耗能1万吨标准煤以上）节能改造。",
        "推行首席数据官制度（在市直部门和国有企业试行）。",
    ],
)  # fmt: skip
def test_r1_false_friend_brackets_that_explain(words: str) -> None:
    """Brackets that explain a word, add a condition or point elsewhere are no statement (R1)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("完善三级物流体系。[责任单位：市商务局（市口岸办）、市邮政管理局，各区、县（市）政府]", "responsible 市商务局（市口岸办） 市邮政管理局 各区、县（市）政府"),
        ("[市教育局、市卫生健康委，有关县（市、区）人民政府按职责分工负责。]", "responsible 市教育局 市卫生健康委 有关县（市、区）人民政府"),
        ("健全农产品冷链。【牵头单位：市农业农村局；配合单位：市供销社，各区（县）政府】", "lead 市农业农村局; support 市供销社 各区（县）政府"),
        ("推进全民健身。［市体育局牵头，市教育局、市总工会配合］", "lead 市体育局; support 市教育局 市总工会"),
    ],
)  # fmt: skip
def test_r2_in_square_brackets(words: str, found: str) -> None:
    """Square brackets of either width hold a statement whose names have round ones (R2)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "落实《办法》（衢政发[2023]5号）要求。",
        "实行“三单”制度[任务单、时间单、责任单]。",
        "按照[省委、省政府]部署推进。",
    ],
)  # fmt: skip
def test_r2_false_friend_square_brackets_that_cite(words: str) -> None:
    """Square brackets around a year or a list of documents are no statement (R2)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("发展普惠养老。〔责任单位：市民政局、市财政局，各县（市、区）人民政府〕", "responsible 市民政局 市财政局 各县（市、区）人民政府"),
        ("健全帮扶机制。〔市人力社保局牵头，市总工会、团市委、市妇联参与〕", "lead 市人力社保局; support 市总工会 团市委 市妇联"),
        ("加强水源地保护。〔责任单位：市生态环境局、各区、县（市）政府。〕", "responsible 市生态环境局 各区、县（市）政府"),
    ],
)  # fmt: skip
def test_r3_in_tortoise_shell_brackets(words: str, found: str) -> None:
    """Tortoise-shell brackets hold a statement like any others (R3)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "落实《关于加强节水的意见》〔衢政发〔2023〕5号〕要求。",
        "执行国办发〔2024〕11号文件。",
    ],
)  # fmt: skip
def test_r3_false_friend_tortoise_shell_brackets_of_a_number(words: str) -> None:
    """The brackets of a document number hold no body (R3)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("推进管网普查。（责任单位：市发改委，各区〔县、市〕政府）", "responsible 市发改委 各区〔县、市〕政府"),
        ("压实安全责任。（市应急管理局〔市安委办〕、市消防救援支队，各乡〈镇〉人民政府负责）", "responsible 市应急管理局〔市安委办〕 市消防救援支队 各乡〈镇〉人民政府"),
        ("优化公交线网。（责任单位：市交通运输局，各区人民政府〈含开发区管委会，下同〉）", "responsible 市交通运输局 各区人民政府"),
    ],
)  # fmt: skip
def test_r4_round_brackets_with_others_inside(words: str, found: str) -> None:
    """Brackets of another kind inside a statement belong to the names (R4)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "推广数字人民币（e-CNY〔零售型〕）应用。",
        "保护历史建筑（含附属构筑物〔牌坊、水井〕）。",
    ],
)  # fmt: skip
def test_r4_false_friend_brackets_inside_an_explanation(words: str) -> None:
    """Brackets inside an explanation make no statement of it (R4)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("深化文明创建。（牵头单位：市委宣传部（市文明办），责任单位：市教育局（市委教育工委）、市文广旅游局（市文物局））", "lead 市委宣传部（市文明办）; responsible 市教育局（市委教育工委） 市文广旅游局（市文物局）"),
        ("加强档案工作。（责任单位：县委办公室（县档案局）、县市场监管局（县知识产权局））", "responsible 县委办公室（县档案局） 县市场监管局（县知识产权局）"),
        ("推进国防动员。（市发展改革委（市国动办）牵头，各县（市、区）人民政府配合）", "lead 市发展改革委（市国动办）; support 各县（市、区）人民政府"),
    ],
)  # fmt: skip
def test_r5_brackets_nested_in_brackets(words: str, found: str) -> None:
    """A statement ends at its own bracket, however many its names hold (R5)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "采用装配式技术（预制率（按体积计）达标）。",
        "开展体检（含两癌（乳腺癌、宫颈癌）筛查）。",
    ],
)  # fmt: skip
def test_r5_false_friend_nested_brackets_without_bodies(words: str) -> None:
    """Nested brackets that name no body give no statement (R5)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("健全预警机制。（市水利局、市气象局按职责分工负责。）", "responsible 市水利局 市气象局"),
        ("健全预警机制（市气象局、市应急管理局按职责分工负责）。", "responsible 市气象局 市应急管理局"),
        ("健全预警机制（市气象局牵头，市应急管理局配合。）。", "lead 市气象局; support 市应急管理局"),
        ("健全预警机制（市气象局、市应急管理局按职责分工负责）；", "responsible 市气象局 市应急管理局"),
        ("健全预警机制（市气象局、市应急管理局按职责分工负责）", "responsible 市气象局 市应急管理局"),
    ],
)  # fmt: skip
def test_r6_a_full_stop_in_or_behind_the_brackets(words: str, found: str) -> None:
    """A full stop stands inside the brackets, behind them, or nowhere (R6)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "实行容缺受理（材料不齐的一次告知。）。",
        "发布服务清单（每年更新。）。",
    ],
)  # fmt: skip
def test_r6_false_friend_a_full_stop_inside_an_explanation(words: str) -> None:
    """A full stop inside brackets does not make a statement of them (R6)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("推进国土绿化。\n责任单位：市林业局、市园林绿化中心、各区县", "responsible 市林业局 市园林绿化中心 各区县"),
        ("推进国土绿化。\n　　责任单位：市林业局、市财政局。", "responsible 市林业局 市财政局"),
        ("推进国土绿化。\n——责任单位：市林业局、市财政局", "responsible 市林业局 市财政局"),
        ("推进国土绿化。\n责任科室：规划科、林长制办公室", "responsible 规划科 林长制办公室"),
        ("推进国土绿化。\n责任单位为市林业局、市自然资源局。", "responsible 市林业局 市自然资源局"),
    ],
)  # fmt: skip
def test_r7_a_labelled_line(words: str, found: str) -> None:
    """A line that starts with a label is a statement without any brackets (R7)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "推进国土绿化。\n责任单位要按月报送进展。",
        "推进国土绿化。\n责任单位：见附件。",
        "推进国土绿化。\n责任单位名单另行印发。",
    ],
)  # fmt: skip
def test_r7_false_friend_a_line_about_those_responsible(words: str) -> None:
    """A line that speaks of those responsible, or points elsewhere, names nobody (R7)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("推进智慧养老。\n牵头单位：区民政局\n责任单位：区卫健局、区医保分局、各镇（街道）", "lead 区民政局; responsible 区卫健局 区医保分局 各镇（街道）"),
        ("推进智慧养老。\n牵头单位：市民政局\n配合单位：市财政局、市住建局\n完成时限：2026年12月底", "lead 市民政局; support 市财政局 市住建局"),
        ("推进智慧养老。\n主要责任单位：市民政局\n协同责任单位：市财政局、市住建局", "responsible 市民政局; support 市财政局 市住建局"),
        ("推进智慧养老。\n（牵头单位：市民政局）\n（责任单位：市卫生健康委）", "lead 市民政局; responsible 市卫生健康委"),
        ("推进智慧养老。\n牵头单位:市民政局;\n配合单位:市卫生健康委,各区人民政府.", "lead 市民政局; support 市卫生健康委 各区人民政府"),
    ],
)  # fmt: skip
def test_r8_labelled_lines_one_below_another(words: str, found: str) -> None:
    """Labelled lines below one another make the duties of one item (R8)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "推进智慧养老。\n实施地点：衢江区\n建设内容：社区食堂",
        "推进智慧养老。\n建设单位：某建筑工程队\n监理单位：另行招标",
    ],
)  # fmt: skip
def test_r8_false_friend_labelled_lines_of_something_else(words: str) -> None:
    """Lines with other labels give no duties (R8)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("推进国际消费中心城市建设。\n商务部、文化和旅游部、市场监管总局等按职责分工负责", "responsible 商务部 文化和旅游部 市场监管总局"),
        ("推进国际消费中心城市建设。\n商务部牵头，财政部、税务总局、海关总署按职责分工负责", "lead 商务部; responsible 财政部 税务总局 海关总署"),
        ("推进街区改造。\n市商务局牵头，市公安局、市城管局配合。", "lead 市商务局; support 市公安局 市城管局"),
        ("推进街区改造。\n市商务局、市城管局负责，2026年10月底前完成。", "responsible 市商务局 市城管局"),
    ],
)  # fmt: skip
def test_r9_a_line_with_neither_label_nor_brackets(words: str, found: str) -> None:
    """A line of bodies that ends in a verb of duty is a statement (R9)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "推进街区改造。\n商务、文旅、市场监管等领域协同发力",
        "推进街区改造。\n教育局（体育局）推进场馆工作。",
        "推进街区改造。\n各类主体按市场规律参与",
    ],
)  # fmt: skip
def test_r9_false_friend_a_line_of_fields(words: str) -> None:
    """A line of fields, or with a verb that has an object, is prose (R9)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("给予一次性奖补。责任单位：市科技局、市财政局。支持企业开展技术攻关。", "responsible 市科技局 市财政局"),
        ("对优秀团队给予资助。牵头单位：市委人才办。责任单位：市科技局、市人力社保局。做好跟踪服务。", "lead 市委人才办; responsible 市科技局 市人力社保局"),
        ("发放消费券。责任部门：市商务局，各区、县（市）政府。", "responsible 市商务局 各区、县（市）政府"),
    ],
)  # fmt: skip
def test_r10_in_the_running_line(words: str, found: str) -> None:
    """A label in the middle of a line starts a statement that the full stop ends (R10)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "明确责任单位、责任人。",
        "由责任单位：逐项填报进度。",
        "推动责任单位协同发力。",
    ],
)  # fmt: skip
def test_r10_false_friend_those_responsible_in_the_running_line(words: str) -> None:
    """责任单位 as a word of a sentence starts no statement (R10)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("新建球场20片（责任单位：市体育局）。改造公园10处（责任单位：市园林局、各区政府）。举办赛事（牵头单位：市体育局；配合单位：市教育局）。", "responsible 市体育局 市园林局 各区政府; lead 市体育局; support 市教育局"),
        ("建设驿站（市总工会负责）。完善标识（市交通运输局、市公安局负责）。", "responsible 市总工会 市交通运输局 市公安局"),
        ("开展普查。（市统计局牵头）发布公报。（市统计局、市委宣传部负责）", "lead 市统计局; responsible 市统计局 市委宣传部"),
    ],
)  # fmt: skip
def test_r11_several_in_one_item(words: str, found: str) -> None:
    """Each of several statements in an item is read, in the order of the text (R11)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "改造公园（含口袋公园）和绿道（不含滨河绿道）。",
        "新建球场（笼式足球场）、步道（环湖步道）。",
    ],
)  # fmt: skip
def test_r11_false_friend_several_brackets_of_which_one_is_a_statement(words: str) -> None:
    """Of several brackets in an item only those that give duties are statements (R11)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("建设托育点。（责任单位：市卫生健康委、市财政局。以下均涉及各县（市、区），不再重复列出）", "responsible 市卫生健康委 市财政局"),
        ("建设托育点。（责任单位：市卫生健康委、各县（市、区）政府。以下均需各县（市、区）政府落实，不再列出）", "responsible 市卫生健康委 各县（市、区）政府"),
        ("建设托育点。（市卫生健康委、市民政局负责，列第一位的为牵头单位，下同）", "lead 市卫生健康委; responsible 市民政局"),
    ],
)  # fmt: skip
def test_r12_with_a_clause_about_later_units(words: str, found: str) -> None:
    """A clause for later units behind the bodies leaves them as they are (R12)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "重点抓好以下工作，均须落实到位。",
        "以下情形不再受理。",
    ],
)  # fmt: skip
def test_r12_false_friend_following_units_in_prose(words: str) -> None:
    """以下 in prose adds nobody to anything (R12)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("开展普查。（牵头单位：市水利局；责任单位：市财政局，各县市区政府，2026年6月底前完成）", "lead 市水利局; responsible 市财政局 各县市区政府"),
        ("开展普查。（责任单位：市水利局、市财政局；完成时限：2026年6月）", "responsible 市水利局 市财政局"),
        ("开展普查。（市水利局、市财政局负责，2026年12月底前完成）", "responsible 市水利局 市财政局"),
        ("开展普查。（市水利局负责，长期坚持）", "responsible 市水利局"),
        ("开展普查。（完成时限：2026年6月；责任单位：市水利局）", "responsible 市水利局"),
        ("开展普查。（责任单位：市水利局，时限：2026年3季度）", "responsible 市水利局"),
    ],
)  # fmt: skip
def test_r14_with_the_time_limit(words: str, found: str) -> None:
    """A time limit inside the brackets is no body, wherever it stands (R14)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "开展普查（2026年6月底前完成）。",
        "开展普查。（完成时限：2026年12月）",
    ],
)  # fmt: skip
def test_r14_false_friend_a_time_limit_alone(words: str) -> None:
    """A bracket with a time limit and nothing else gives no duty (R14)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（市教育局、市体育局按职责分工负责）", "responsible 市教育局 市体育局"),
        ("（市教育局、市体育局等部门按照职责分工负责）", "responsible 市教育局 市体育局"),
        ("（市教育局、市体育局等有关部门按职责分工抓好落实）", "responsible 市教育局 市体育局"),
        ("（教育局、体育局等部门和单位按职责分别负责）", "responsible 教育局 体育局"),
        ("（省教育厅、省体育局等省有关单位按职责分工负责，各设区市人民政府）", "responsible 省教育厅 省体育局 各设区市人民政府"),
        ("（各有关部门、单位按职责分工负责）", "responsible 各有关部门、单位"),
        ("（市级各相关部门、各县（市、区）按职能职责抓好落实）", "responsible 市级各相关部门 各县（市、区）"),
        ("（教育部、体育总局等按部门职责分工负责）", "responsible 教育部 体育总局"),
    ],
)  # fmt: skip
def test_l1_by_division_of_duties(words: str, found: str) -> None:
    """按职责分工负责 makes all of its list responsible; 等 and what follows name nobody (L1)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "（按职责分工负责）",
        "按照“谁主管、谁负责”的原则压实责任（条块结合、以块为主）。",
        "明确职责分工，形成工作合力。",
    ],
)  # fmt: skip
def test_l1_false_friend_a_division_of_duties_without_bodies(words: str) -> None:
    """The words of a division of duties with nobody before them give none (L1)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（牵头单位：市商务局，配合单位：市公安局、市城管局、市消防救援支队）", "lead 市商务局; support 市公安局 市城管局 市消防救援支队"),
        ("（牵头单位：市商务局；配合单位：市直有关部门，各县区）", "lead 市商务局; support 市直有关部门 各县区"),
        ("（牵头单位：市商务局 配合单位：市公安局、市城管局）", "lead 市商务局; support 市公安局 市城管局"),
        ("（牵头：市商务局；配合：市公安局、市城管局）", "lead 市商务局; support 市公安局 市城管局"),
        ("（牵头单位：区城管局；配合单位：区住建局、各街镇、各村（社区））", "lead 区城管局; support 区住建局 各街镇 各村（社区）"),
    ],
)  # fmt: skip
def test_l2_lead_and_support_by_labels(words: str, found: str) -> None:
    """牵头单位 and 配合单位 label the lead and those who support it (L2)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "形成牵头单位主动、配合单位支持的格局。",
        "牵头单位与配合单位要加强沟通。",
    ],
)  # fmt: skip
def test_l2_false_friend_labels_as_words_of_a_sentence(words: str) -> None:
    """牵头单位 and 配合单位 in a sentence without a colon label nobody (L2)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（牵头单位：市商务局、市文广旅局，责任单位：市公安局、各区人民政府）", "lead 市商务局 市文广旅局; responsible 市公安局 各区人民政府"),
        ("（牵头责任单位：市商务局；责任单位：市公安局、各区人民政府）", "lead 市商务局; responsible 市公安局 各区人民政府"),
        ("（牵头单位：市水务局；责任单位：市住建局、市城管局等，各区政府）", "lead 市水务局; responsible 市住建局 市城管局 各区政府"),
    ],
)  # fmt: skip
def test_l3_lead_and_responsible_by_labels(words: str, found: str) -> None:
    """牵头单位 and 责任单位 are two duties of one statement (L3)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "（牵头单位：通过公开竞争确定，责任单位：待定）",
        "（牵头单位：  ，责任单位：  ）",
    ],
)  # fmt: skip
def test_l3_false_friend_a_label_with_nobody_behind_it(words: str) -> None:
    """A label with no body behind it gives no duty (L3)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（市林业局牵头负责，市自然资源局、市公安局配合）", "lead 市林业局; support 市自然资源局 市公安局"),
        ("（市林业局牵头，市自然资源局、市公安局等配合）", "lead 市林业局; support 市自然资源局 市公安局"),
        ("（由市林业局牵头，市自然资源局、市公安局参加）", "lead 市林业局; support 市自然资源局 市公安局"),
        ("（市林业局负责，市自然资源局、市公安局协助）", "responsible 市林业局; support 市自然资源局 市公安局"),
        ("（市林业局为牵头单位，市自然资源局、市公安局为配合单位）", "lead 市林业局; support 市自然资源局 市公安局"),
        ("（市林业局负责牵头，市公安局做好配合）", "lead 市林业局; support 市公安局"),
        ("（市林业局牵头实施，市公安局参与实施）", "lead 市林业局; support 市公安局"),
        ("（市林业局牵头；市公安局按职责分工配合）", "lead 市林业局; support 市公安局"),
    ],
)  # fmt: skip
def test_l4_one_leads_others_support(words: str, found: str) -> None:
    """A牵头负责，B、C配合: the first leads, the others support (L4)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "推动医教配合、医养结合（校医协助）。",
        "加强部门配合，强化上下联动。",
    ],
)  # fmt: skip
def test_l4_false_friend_those_who_support_something(words: str) -> None:
    """配合 and 协助 as words of the work give no duty (L4)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（市工信局牵头，市科技局、市数据局按职责分工负责）", "lead 市工信局; responsible 市科技局 市数据局"),
        ("（市工信局牵头，市科技局、市数据局、各镇街按职责分工负责）", "lead 市工信局; responsible 市科技局 市数据局 各镇街"),
        ("（市工信局、市科技局牵头，各县（区）人民政府、市直有关部门按职责分工负责）", "lead 市工信局 市科技局; responsible 各县（区）人民政府 市直有关部门"),
        ("（市工信局牵头，市科技局、市数据局和各县区人民政府按照职责分工组织落实）", "lead 市工信局; responsible 市科技局 市数据局 各县区人民政府"),
        ("（市工信局、市科技局分别牵头，各区政府按职责分工负责）", "lead 市工信局 市科技局; responsible 各区政府"),
    ],
)  # fmt: skip
def test_l5_one_leads_others_by_division(words: str, found: str) -> None:
    """A牵头，B按职责分工负责 keeps the two duties apart (L5)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "支持高校牵头（联合体成员共同实施）。",
        "组建创新联合体（链主企业牵头，上下游企业参与）。",
    ],
)  # fmt: skip
def test_l5_false_friend_a_lead_among_firms(words: str) -> None:
    """A lead among firms and colleges is none of the government's (L5)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（市妇联牵头）", "lead 市妇联"),
        ("（市妇联、团市委牵头负责）", "lead 市妇联 团市委"),
        ("（市残联牵头推进）", "lead 市残联"),
        ("（市科协抓总）", "lead 市科协"),
    ],
)  # fmt: skip
def test_l6_a_lead_alone(words: str, found: str) -> None:
    """A牵头 with nobody else makes a lead and nothing more (L6)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "（链主企业牵头）",
        "（龙头企业、骨干企业牵头）",
        "（依托高校牵头）",
    ],
)  # fmt: skip
def test_l6_false_friend_a_class_of_bodies_leads(words: str) -> None:
    """A class of firms that leads is no agency (L6)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（省交通运输厅、公安厅按职责分工负责，各市（州）人民政府结合实际落实）", "responsible 省交通运输厅 省公安厅 各市（州）人民政府"),
        ("（省交通运输厅牵头，省公安厅配合，各设区市人民政府负责落实）", "lead 省交通运输厅; support 省公安厅; responsible 各设区市人民政府"),
        ("（省交通运输厅负责指导，各市县人民政府负责实施）", "responsible 省交通运输厅 各市县人民政府"),
        ("（市城管局统筹，各区政府具体落实）", "responsible 市城管局 各区政府"),
        ("（各区政府负责落实，市城市管理局加强指导）", "responsible 各区政府 市城市管理局"),
    ],
)  # fmt: skip
def test_l7_a_third_duty_for_the_localities(words: str, found: str) -> None:
    """The localities that carry out stand beside those by whose duties a task is divided (L7)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "鼓励各地结合实际先行先试（不搞“一刀切”）。",
        "支持各地因地制宜探索（成熟一个推广一个）。",
    ],
)  # fmt: skip
def test_l7_false_friend_localities_in_prose(words: str) -> None:
    """各地 in prose, with what they may do, gives no duty (L7)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（责任单位：*市教育局、市财政局、市人力社保局）", "lead 市教育局; responsible 市财政局 市人力社保局"),
        ("（责任单位：市教育局*、市财政局）", "lead 市教育局; responsible 市财政局"),
        ("（责任单位：★市教育局、市财政局）", "lead 市教育局; responsible 市财政局"),
        ("（责任单位：市教育局（牵头）、市财政局、市人力社保局）", "lead 市教育局; responsible 市财政局 市人力社保局"),
        ("（市教育局〔牵头〕、市财政局按职责分工负责）", "lead 市教育局; responsible 市财政局"),
    ],
)  # fmt: skip
def test_l8_a_mark_of_its_own(words: str, found: str) -> None:
    """A star or （牵头） beside a name makes it the lead, before or behind it (L8)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "打造5*级服务（评定标准另行制定）。",
        "推进五星★支部创建。",
    ],
)  # fmt: skip
def test_l8_false_friend_a_star_of_something_else(words: str) -> None:
    """A star in a name of quality or a footnote marks no lead (L8)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（市教育局、市财政局负责，列第一位的为牵头单位，下同）\n（二）推动改革。做好工作。（市卫健委、市医保局负责）", "lead 市教育局; responsible 市财政局; lead 市卫健委; responsible 市医保局"),
        ("（责任单位：市教育局、市财政局。排在第一位的为牵头单位，下同）\n（二）推动改革。做好工作。（责任单位：市卫健委、市医保局）", "lead 市教育局; responsible 市财政局; lead 市卫健委; responsible 市医保局"),
        ("（责任单位：市教育局、市财政局，列第一位者为牵头单位）\n（二）推动改革。做好工作。（责任单位：市卫健委、市医保局）", "lead 市教育局; responsible 市财政局; lead 市卫健委; responsible 市医保局"),
    ],
)  # fmt: skip
def test_l9_the_first_leads(words: str, found: str) -> None:
    """列第一位的为牵头单位，下同 makes the first body of this and each later statement the lead (L9)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（责任部门：市水务局、市城管局）", "responsible 市水务局 市城管局"),
        ("（牵头部门：市水务局；配合部门：市城管局）", "lead 市水务局; support 市城管局"),
        ("（主办单位：市水务局；协办单位：市城管局）", "lead 市水务局; support 市城管局"),
        ("（责任主体：各县区人民政府；督导单位：市水务局）", "responsible 各县区人民政府 市水务局"),
        ("（第一责任单位：市水务局；参与单位：市城管局）", "lead 市水务局; support 市城管局"),
        ("（责任分工：市水务局牵头，市城管局配合）", "lead 市水务局; support 市城管局"),
        ("（落实单位：市水务局、市城管局）", "responsible 市水务局 市城管局"),
        ("（责任：市水务局、市城管局）", "responsible 市水务局 市城管局"),
        ("（市级责任单位：市水务局；县级责任单位：各县区政府）", "responsible 市水务局 各县区政府"),
    ],
)  # fmt: skip
def test_l10_other_labels(words: str, found: str) -> None:
    """责任部门, 主办单位, 责任主体, 第一责任单位 and their like are labels too (L10)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "（施工单位：某建设集团）",
        "（主讲单位：市委党校教研室）",
        "（适用主体：在本市登记的企业）",
    ],
)  # fmt: skip
def test_l10_false_friend_labels_of_contractors(words: str) -> None:
    """施工单位 and 建设地点 label nobody that has to do with duties (L10)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（市场监管总局、国家卫生健康委、中医药局负责）", "responsible 市场监管总局 国家卫生健康委 中医药局"),
        ("（市公安局负责）", "responsible 市公安局"),
        ("（各乡镇人民政府负责）", "responsible 各乡镇人民政府"),
        ("（市公安局、市司法局共同负责）", "responsible 市公安局 市司法局"),
    ],
)  # fmt: skip
def test_l11_responsible_in_short(words: str, found: str) -> None:
    """A list and 负责 in brackets is a statement (L11)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "加强培训（企业负责人）。",
        "落实包保制（社区负责人、网格员）。",
    ],
)  # fmt: skip
def test_l11_false_friend_responsible_persons(words: str) -> None:
    """负责人 in brackets is a person (L11)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("完善制度。（国家卫生健康委、国家医保局）", "responsible 国家卫生健康委 国家医保局"),
        ("完善制度。（市卫生健康委、市医保局，各县区人民政府）", "responsible 市卫生健康委 市医保局 各县区人民政府"),
        ("完善制度。（省发展改革委、财政厅、教育厅，各市、州人民政府）", "responsible 省发展改革委 省财政厅 省教育厅 各市、州人民政府"),
        ("延伸链条。（市工业和信息化局、市财政局，南阳投资集团有限公司）", "responsible 市工业和信息化局 市财政局 南阳投资集团有限公司"),
    ],
)  # fmt: skip
def test_l12_names_alone(words: str, found: str) -> None:
    """A bracket of known names at the end of an item is a statement without any verb (L12)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "完善投诉渠道（市长热线、部门信箱）。",
        "推动原市卫生局（市爱卫办）档案移交。",
        "支持市妇幼保健院（市儿童医院）建设。",
    ],
)  # fmt: skip
def test_l12_false_friend_names_of_something_else(words: str) -> None:
    """A bracket of channels, or of names inside a sentence, is none (L12)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("（市农业农村局牵头，县乡政府负责落实）", "lead 市农业农村局; responsible 县乡政府"),
        ("（市农业农村局会同市财政局牵头，各县区抓好落实）", "lead 市农业农村局 市财政局; responsible 各县区"),
        ("（市农业农村局牵头，市级有关部门及各县市区政府按职责分工负责）", "lead 市农业农村局; responsible 市级有关部门 各县市区政府"),
        ("（市农业农村局牵头，会同市财政局、各区政府推进）", "lead 市农业农村局; responsible 市财政局 各区政府"),
        ("（市农业农村局会同市财政局负责）", "responsible 市农业农村局 市财政局"),
    ],
)  # fmt: skip
def test_l13_jointly_with(words: str, found: str) -> None:
    """会同 and 及 join bodies to a lead or a list (L13)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "推广会同县经验。",
        "做好污水及管网普查（含雨水及中水）。",
    ],
)  # fmt: skip
def test_l13_false_friend_jointly_with_what_is_no_body(words: str) -> None:
    """会同 as the name of a county, and 及 inside a noun, join nobody (L13)."""
    assert duties(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("市教育局负责校园食品安全管理；市市场监管局负责食堂许可和抽检；市卫健委负责疾病监测。", "responsible 市教育局 市市场监管局 市卫健委"),
        ("市住建局负责规划编制，市财政局负责资金统筹，市审计局配合。", "responsible 市住建局 市财政局; support 市审计局"),
        ("市发改委负责综合协调，市能源局负责项目推进，市财政局、市税务局配合做好政策兑现。", "responsible 市发改委 市能源局; support 市财政局 市税务局"),
        ("县文旅局牵头制定年度计划，县财政局统筹安排资金，各乡镇负责组织实施。", "lead 县文旅局; responsible 县财政局 各乡镇"),
        ("市级财政部门负责资金拨付，审计部门负责监督。", "responsible 市级财政部门 审计部门"),
        ("衢州海关负责通关监管，市税务局负责出口退税。", "responsible 衢州海关 市税务局"),
    ],
)  # fmt: skip
def test_l14_subjects_in_prose(words: str, found: str) -> None:
    """Each subject of a sentence has the duty of its own clause (L14)."""
    assert told(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "项目单位负责日常运维，施工企业负责质量保修。",
        "压实企业负责人安全责任，提升班组负责能力。",
        "专班组长由分管副市长担任，负责全面工作。",
        "由第三方机构负责绩效评价。",
    ],
)  # fmt: skip
def test_l14_false_friend_others_in_prose(words: str) -> None:
    """Firms, stewards and persons that are responsible for something are no parties (L14)."""
    assert told(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("由市体育局牵头制定考核办法，由各县区人民政府负责场地建设。", "lead 市体育局; responsible 各县区人民政府"),
        ("奖补资金由市、县（市、区）财政按比例承担，由市财政局负责审核拨付。", "responsible 市财政局"),
        ("考核工作由市考核办组织实施。", "responsible 市考核办"),
        ("由市文化广电旅游局牵头，会同市教育局、市卫生健康委推进。", "lead 市文化广电旅游局; responsible 市教育局 市卫生健康委"),
        ("本方案由市林长制办公室负责统筹协调，各成员单位按职责分工落实。", "responsible 市林长制办公室 各成员单位"),
        ("由市质量强市战略实施工作联席会议牵头推进。", "lead 市质量强市战略实施工作联席会议"),
    ],
)  # fmt: skip
def test_l15_by_whom(words: str, found: str) -> None:
    """由X牵头, 由X负责 and 由X组织实施 name who does it (L15)."""
    assert told(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "由依托单位负责经费管理，由首席专家负责技术路线。",
        "由企业自行负责设备采购。",
        "实行由易到难、由点及面推进。",
    ],
)  # fmt: skip
def test_l15_false_friend_by_others(words: str) -> None:
    """由 with a firm, an expert or nobody names no party (L15)."""
    assert told(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("市水利局加强统筹协调，各县（市、区）要组建工作专班。", "responsible 市水利局 各县（市、区）"),
        ("市大数据局要会同市公安局完善数据共享机制。", "responsible 市大数据局"),
        ("各镇（街道）要落实属地责任，抓好问题整改。", "responsible 各镇（街道）"),
        ("市水利局应加强业务指导，各县区应落实主体责任。", "responsible 市水利局 各县区"),
        ("强化市农业农村局牵头抓总作用。", "lead 市农业农村局"),
        ("各县人民政府对本行政区域治理工作负总责，乡镇人民政府是责任主体。", "responsible 各县人民政府 乡镇人民政府"),
        ("市审计局加强资金监督，市教育局会同市体育局制定方案。", "responsible 市审计局 市教育局 市体育局"),
    ],
)  # fmt: skip
def test_l16_without_the_word_responsible(words: str, found: str) -> None:
    """A body that has to co-ordinate, guide or see to something has a duty without 负责 (L16)."""
    assert told(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "企业要加强自律，学校要开齐课程。",
        "重要河湖岸线要加强管控，主要指标应控尽控。",
        "市场要发挥决定性作用。",
    ],
)  # fmt: skip
def test_l16_false_friend_must_do_of_others(words: str) -> None:
    """What firms, schools and things have to do is no party's duty (L16)."""
    assert told(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("领导小组办公室设在市住建局，负责日常工作。", "responsible 领导小组办公室"),
        ("领导小组下设办公室，办公室设在市住建局，承担日常协调工作。", "responsible 办公室"),
        ("市河长制办公室（市水利局）牵头负责日常调度。", "lead 市河长制办公室"),
        ("成立市城市更新工作领导小组，统筹推进改造工作；领导小组办公室设在市住建局，负责日常调度。", "responsible 市城市更新工作领导小组 领导小组办公室"),
        ("由市城市更新工作领导小组办公室（设在市住建局）统筹推进。", "responsible 市城市更新工作领导小组办公室"),
    ],
)  # fmt: skip
def test_l17_an_office_seated_in_a_body(words: str, found: str) -> None:
    """An office has its duty, and the body that it sits in hosts it (L17)."""
    assert told(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "企业总部设在高新区的，给予支持。",
        "将分会场设在市体育馆，负责人现场指挥。",
    ],
)  # fmt: skip
def test_l17_false_friend_what_is_set_up_elsewhere(words: str) -> None:
    """A room that receives people or a seat of a firm is no office of the plan (L17)."""
    assert told(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("由市民政局负责政策宣传和业务指导。", "responsible 市民政局"),
    ],
)  # fmt: skip
def test_l18_who_guides_the_public(words: str, found: str) -> None:
    """A duty to explain a policy to the public is a task (L18)."""
    assert told(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "本方案自印发之日起施行，由市民政局负责解释。",
        "本措施由市科技局会同市财政局负责解释。",
        "具体解释工作由市医保局承担。",
        "（由市科技局负责解释）",
    ],
)  # fmt: skip
def test_l18_false_friend_who_explains_the_text(words: str) -> None:
    """由X负责解释 is about the text and gives no duty (L18)."""
    assert told(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("市商务局负责龙头企业名录管理。", "responsible 市商务局"),
        ("市经信局牵头组织企业负责人培训。", "lead 市经信局"),
    ],
)  # fmt: skip
def test_l19_bodies_beside_false_friends(words: str, found: str) -> None:
    """A body beside 负责人 and 龙头企业 keeps its own duty (L19)."""
    assert told(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "各单位主要负责人要亲自抓。",
        "市政府主要领导任组长，分管领导任副组长。",
        "支持链主企业牵头组建创新联合体。",
        "鼓励医院牵头制定行业标准。",
        "项目负责人要定期报告。",
        "各项目牵头单位对项目质量负总责。",
    ],
)  # fmt: skip
def test_l19_false_friend_persons_and_firms(words: str) -> None:
    """负责人, 主要领导任组长 and 企业牵头 name no party (L19)."""
    assert told(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("配合单位：各任务牵头单位，各县、区", "support 各任务牵头单位 各县、区"),
        ("（责任单位：各项目责任单位）", "responsible 各项目责任单位"),
        ("（各责任单位按职责分工负责）", "responsible 各责任单位"),
    ],
)  # fmt: skip
def test_l20_holders_of_other_duties(words: str, found: str) -> None:
    """Those who hold other statements stand as a group, by their words (L20)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "（任务牵头单位的考核结果通报全市）",
        "对责任单位（牵头单位）开展评价。",
    ],
)  # fmt: skip
def test_l20_false_friend_holders_in_a_sentence(words: str) -> None:
    """What is said of such holders in a sentence is no statement (L20)."""
    assert duties(words) == ""


def test_l9_false_friend_the_first_without_the_words() -> None:
    """Without those words the body that is named first does not lead (L9)."""
    assert (
        duties("争创全省第一方阵。（责任单位：市教育局、市财政局）")
        == "responsible 市教育局 市财政局"
    )
    assert "lead" not in duties(
        "（市教育局、市财政局负责）\n（二）位列第一。做好工作。（市卫健委负责）"
    )


TABLES = [
    ("序号|重点任务|牵头单位|配合单位|完成时限\n1|改造老旧管网|市住建局|市水务局、市财政局|2026年12月\n2|建设智慧水厂|市水务局|无|长期", "lead 市住建局; support 市水务局 市财政局; lead 市水务局"),
    ("序号|工作内容|责任单位\n1|编制规划|市自然资源和规划局、各县（市、区）政府", "responsible 市自然资源和规划局 各县（市、区）政府"),
    ("工作任务|责任主体|责任领导\n新建托育点|区卫生健康局|张三", "responsible 区卫生健康局"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "found"), TABLES)
def test_r13_columns_of_a_table(table: str, found: str) -> None:
    """The columns 牵头单位, 配合单位 and 责任单位 of a table of tasks give the duties of each row (R13)."""
    assert duties(f"任务如下。\n{_columns(table)}") == found


@pytest.mark.parametrize(
    "table",
    [
        "序号|指标名称|单位|2027年\n1|供水普及率|%|99",
        "序号|建设地点|建设内容\n1|衢江区|社区食堂",
        "产品|配合比例|责任期限\n涂料|1:3|2年",
    ],
)
def test_r13_false_friend_other_columns(table: str) -> None:
    """Columns of indicators, places and mixtures name nobody (R13)."""
    assert duties(f"明细如下。\n{_columns(table)}") == ""


def _columns(table: str) -> str:
    """A table as a text keeps it: cells between tabs."""
    return table.replace("|", "\t")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("推动家政进社区。（市人社局、市妇联、市总工会）建成网点。（市商务局、市发改委）", "responsible 市人社局 市妇联 市总工会 市商务局 市发改委"),
        ("开行旅游专列。（市文广旅局、市交通运输局；衢州火车站，江山机场公司；相关县〔市、区〕人民政府）", "responsible 市文广旅局 市交通运输局 衢州火车站 江山机场公司 相关县〔市、区〕人民政府"),
    ],
)  # fmt: skip
def test_l12_names_alone_behind_a_full_stop(words: str, found: str) -> None:
    """Names alone behind a full stop rule what stands before, also with stations and firms of a place (L12)."""
    assert duties(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "完善投诉渠道。（市长热线、部门信箱）及时答复。",
        "推进综合执法（市公安局、市应急局）改革。",
    ],
)  # fmt: skip
def test_l12_false_friend_brackets_between_sentences(words: str) -> None:
    """Channels behind a full stop, and names inside a sentence, are none (L12)."""
    assert duties(words) == ""


def test_l4_those_before_the_ones_that_help() -> None:
    """Names before a last one with 参与 are responsible; behind a lead they help as well (L4)."""
    assert (
        duties("（市商务局、市经信局，市家电协会参与）")
        == "responsible 市商务局 市经信局; support 市家电协会"
    )
    assert (
        duties("（市商务局牵头，市经信局，市家电协会参与）")
        == "lead 市商务局; support 市经信局 市家电协会"
    )


def test_l4_false_friend_a_heading_about_taking_part() -> None:
    """强化科技支撑和社会参与 names nobody (L4)."""
    assert told("强化科技支撑和社会参与。") == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("由组织人事局牵头制定认定办法，教育局、人力资源和社会保障局配合做好保障。", "lead 组织人事局; support 教育局 人力资源和社会保障局"),
        ("由影都建设服务中心负责平台运营。", "responsible 影都建设服务中心"),
        ("安全管理科、体卫艺科牵头，市卫生健康局、团市委支持配合。", "lead 安全管理科 体卫艺科; support 市卫生健康局 团市委"),
        ("由市发展改革委牵头，市经信局、国网衢州供电公司、衢电国际参加，负责保供。", "lead 市发展改革委; support 市经信局 国网衢州供电公司 衢电国际"),
    ],
)  # fmt: skip
def test_l15_offices_without_a_level(words: str, found: str) -> None:
    """Bureaus of a zone, offices of a bureau and one firm of unusual name lead or help (L15)."""
    assert told(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "由龙头企业牵头组建联合体。",
        "由幼儿园负责接送。",
        "本科负责培养人才。",
        "儿科、产科牵头开展义诊。",
        "市财政局、预算绩效负责同志参加。",
    ],
)  # fmt: skip
def test_l15_false_friend_courses_and_wards(words: str) -> None:
    """Firms, schools, courses of study, wards and persons are no offices (L15)."""
    assert told(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "各区政府设立相应的机构。",
        "保障应由市级承担的经费。",
        "充分发挥市减灾委员会统筹作用。",
    ],
)  # fmt: skip
def test_l16_false_friend_words_that_hold_should(words: str) -> None:
    """相应, 应由市级承担 and the role of a body tell nobody what to do (L16)."""
    assert told(words) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("推进智慧养老。\n牵头单位：市市场监管局（市知识产权局）\n责任单位：市民政局", "lead 市市场监管局（市知识产权局）; responsible 市民政局"),
        ("推进智慧养老。\n牵头单位：市民政局；责任单位：市财政局、市发展改革委（市能源局）", "lead 市民政局; responsible 市财政局 市发展改革委（市能源局）"),
    ],
)  # fmt: skip
def test_l17_a_second_name_in_brackets_ends_a_labelled_line(words: str, found: str) -> None:
    """A bracket behind the last name of a labelled line is its second name, no statement (L17)."""
    assert duties(words) == found


def test_l17_false_friend_a_bracket_of_names_behind_a_task() -> None:
    """A bracket behind a task stays a statement, also where the task ends with a body's name (L17)."""
    assert duties("设立市民政局（市财政局、市教育局）") == "responsible 市财政局 市教育局"


@pytest.mark.parametrize("words", ["各地可统筹利用现有资金。", "各县（市、区）可以统筹整合资金。"])
def test_l16_false_friend_what_bodies_are_free_to_do(words: str) -> None:
    """可 and 可以 give leave and set no duty (L16)."""
    assert told(words) == ""


def test_l16_what_bodies_have_to_do() -> None:
    """要统筹 without 可 stays a duty (L16)."""
    assert told("各县（市、区）要统筹整合资金。") == "responsible 各县（市、区）"
