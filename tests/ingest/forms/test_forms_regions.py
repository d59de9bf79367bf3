# ruff: noqa: E501  a Chinese character counts as two columns
"""Places form by form (G1-G9), and beside each what names no place of work."""

import pytest

from tests.ingest.forms.asked import regions


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("杭州市", "支持上城区、西湖区、滨江区、余杭区等区、县（市）开展改革试点。", "上城区 西湖区 滨江区 余杭区"),
        ("梅州市", "推动梅江区、梅县区一体化发展。", "梅江区 梅县区"),
        ("成都市", "支持锦江区、青羊区，郫都区、新津区和都江堰市、彭州市先行先试。", "锦江区 青羊区 郫都区 新津区 都江堰市 彭州市"),
        ("成都市", "支持锦江、青羊、金牛三区开展试点。", "锦江 青羊 金牛"),
        ("湘西州", "支持吉首市、凤凰县、永顺县打造全域旅游示范区。", "吉首市 凤凰县 永顺县"),
        ("洛阳市", "在洛龙区、伊滨区建设海绵城市示范片区。", "洛龙区 伊滨区"),
    ],
)  # fmt: skip
def test_g1_districts_in_a_list(city: str, words: str, names: str) -> None:
    """Districts and counties of a list are places, with or without the noun of their kind (G1)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    ("city", "words"),
    [
        ("杭州市", "推动老城区、新城区、主城区、社区、园区、景区协同发展。"),
        ("杭州市", "各区县、各有关县（市、区）要因地制宜推进。"),
    ],
)  # fmt: skip
def test_g1_false_friend_areas_of_a_kind(city: str, words: str) -> None:
    """Old town, new town and each county are no districts by name (G1)."""
    assert regions(words, city) == ""


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("广东省", "支持横琴、前海、南沙、河套先行先试。", "横琴 前海 南沙 河套"),
        ("昆山市", "对接上海，融入长三角一体化发展。", "上海 长三角"),
        ("西安市", "深化与兰州、西宁、银川等城市合作。", "兰州 西宁 银川"),
        ("烟台市", "建设莱州至青岛高速公路。", "莱州 青岛"),
        ("合肥市", "加强与南京、杭州都市圈联动，融入长江经济带。", "南京 杭州都市圈 长江经济带"),
        ("重庆市", "推动成渝地区双城经济圈建设，加强与四川省德阳、绵阳合作。", "成渝地区双城经济圈 四川省德阳 绵阳"),
        ("广东省", "推动粤东粤西粤北地区振兴发展。", "粤东粤西粤北地区"),
    ],
)  # fmt: skip
def test_g2_short_names(city: str, words: str, names: str) -> None:
    """Short names count in a list or behind a word that turns to a place (G2)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    ("city", "words"),
    [
        ("合肥市", "发展长安汽车配套，推广贵阳牌啤酒，引进南京大学团队。"),
        ("杭州市", "宣传和平发展理念，推动开放合作，推进资源利用。"),
        ("兰州市", "推进公安信息化，落实政和制度。"),
    ],
)  # fmt: skip
def test_g2_false_friend_short_names_in_words(city: str, words: str) -> None:
    """Short names inside ordinary words, brands and schools are no places (G2)."""
    assert regions(words, city) == ""


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("杭州市", "推动在沪浙商到余杭区投资。", "余杭区"),
    ],
)  # fmt: skip
def test_g3_names_of_one_character(city: str, words: str, names: str) -> None:
    """A full name beside a one-character one is the place that counts (G3)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    ("city", "words"),
    [
        ("杭州市", "鼓励在杭高校、驻杭部队、来杭人才参与建设。"),
        ("杭州市", "沪杭高铁提速，办好浙商大会，发挥杭商作用。"),
        ("南宁市", "深化桂粤协作，推动来邕投资。"),
    ],
)  # fmt: skip
def test_g3_false_friend_names_of_one_character_alone(city: str, words: str) -> None:
    """Names of one character are common words and never count (G3)."""
    assert regions(words, city) == ""


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("苏州市", "支持苏州工业园区、高新区、相城经开区打造产业高地。", "苏州工业园区 高新区 相城经开区"),
        ("青岛市", "发挥上合示范区、自贸试验区青岛片区作用，推动青岛西海岸新区建设。", "上合示范区 自贸试验区青岛片区 青岛西海岸新区"),
        ("长春市", "支持朝阳区、南关区、净月高新区开展国际化消费环境试点。", "朝阳区 南关区 净月高新区"),
        ("长沙市", "依托湘江新区、雨花经开区、宁乡高新区布局产业。", "湘江新区 雨花经开区 宁乡高新区"),
        ("天津市", "推动滨海新区、东疆综合保税区、天津港保税区联动。", "滨海新区 东疆综合保税区 天津港保税区"),
        ("合肥市", "蜀山区、新站高新区率先打造开放示范区。", "蜀山区 新站高新区"),
        ("郑州市", "在郑州航空港经济综合实验区、郑东新区开展试点。", "郑州航空港经济综合实验区 郑东新区"),
    ],
)  # fmt: skip
def test_g4_zones(city: str, words: str, names: str) -> None:
    """Zones are places, by their kind, their place or a name of their own (G4)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    ("city", "words"),
    [
        ("杭州市", "建设一批高新区、经开区和产业园区。"),
        ("杭州市", "创建国家级旅游度假区，打造现代农业产业园区。"),
        ("杭州市", "推进各开发区整合提升。"),
    ],
)  # fmt: skip
def test_g4_false_friend_zones_to_be_made(city: str, words: str) -> None:
    """A zone that is to be made, or any zone of a kind, is none yet (G4)."""
    assert regions(words, city) == ""


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("昆明市", "加强与老挝、越南、泰国等国家的铁路联通。", "老挝 越南 泰国"),
        ("南宁市", "面向东盟和RCEP成员国拓展市场。", "东盟 RCEP成员国"),
        ("威海市", "推动与韩国仁川市地方经济合作。", "韩国仁川市"),
        ("淄博市", "与德国巴伐利亚州开展产业合作。", "德国巴伐利亚州"),
        ("崇左市", "与越南谅山省、高平省建立会晤机制。", "越南谅山省 高平省"),
        ("芜湖市", "开通至东南亚、日韩全货机航线。", "东南亚 日韩"),
        ("长春市", "深化与日本、韩国、俄罗斯远东合作。", "日本 韩国 俄罗斯远东"),
        ("义乌市", "稳定开行中欧班列，开拓中亚、中东、拉美、非洲市场。", "中亚 中东 拉美 非洲"),
        ("无锡市", "组织企业赴德国、法国、日本开展招商。", "德国 法国 日本"),
        ("泉州市", "深化与港澳台合作，拓展共建“一带一路”国家市场。", "港澳台 共建“一带一路”国家"),
    ],
)  # fmt: skip
def test_g5_countries_and_blocs(city: str, words: str, names: str) -> None:
    """Countries, blocs and parts of countries are partners (G5)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    ("city", "words"),
    [
        ("杭州市", "支持外国专家来华工作，发展国际贸易，举办世界互联网大会。"),
        ("杭州市", "引进海外人才，对标国际一流。"),
        ("杭州市", "保护中华优秀传统文化，讲好中国故事。"),
    ],
)  # fmt: skip
def test_g5_false_friend_foreign_things(city: str, words: str) -> None:
    """Foreign experts, world fairs and international trade name no country (G5)."""
    assert regions(words, city) == ""


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("杭州市", "支持余杭区与之江实验室合作。", "余杭区"),
        ("太仓市", "依托西交利物浦大学太仓校区，推动沙溪镇、浏河镇联动。", "沙溪镇 浏河镇"),
    ],
)  # fmt: skip
def test_g6_a_place_before_a_body(city: str, words: str, names: str) -> None:
    """A place of work beside a body of another place counts, the body's does not (G6)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    ("city", "words"),
    [
        ("武汉市", "支持武汉大学、汉口银行、长江证券参与建设。"),
        ("深圳市", "用好粤港澳大湾区国家技术创新中心平台。"),
        ("广州市", "支持广州期货交易所、南沙港公司发展。"),
        ("成都市", "办好成都世界大学生运动会。"),
        ("南宁市", "组织企业参加东盟博览会等展会。"),
        ("杭州市", "学习运用“浦江经验”。"),
    ],
)  # fmt: skip
def test_g6_false_friend_places_inside_names(city: str, words: str) -> None:
    """Places inside names of schools, banks, exchanges and events are no places of work (G6)."""
    assert regions(words, city) == ""


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("武汉市", "选择洪山区、东湖新技术开发区作为试点区域。", "洪山区 东湖新技术开发区"),
        ("泰安市", "支持泰山区、岱岳区开展试点。", "泰山区 岱岳区"),
        ("浙江省", "支持杭州市、宁波市、湖州市安吉县开展改革试点。", "杭州市 宁波市 湖州市安吉县"),
        ("湖南省", "推动湘西自治州泸溪县建设电池新材料基地。", "湘西自治州泸溪县"),
        ("青岛市", "深化与甘肃省陇南市、定西市劳务协作。", "甘肃省陇南市 定西市"),
    ],
)  # fmt: skip
def test_g7_pilots(city: str, words: str, names: str) -> None:
    """A place that tries something first is a place of work (G7)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    ("city", "words"),
    [
        ("杭州市", "选择条件成熟的县（市、区）开展试点。"),
        ("杭州市", "支持有条件的乡镇先行先试。"),
    ],
)  # fmt: skip
def test_g7_false_friend_pilots_to_be_chosen(city: str, words: str) -> None:
    """Pilots that are still to be chosen name no place (G7)."""
    assert regions(words, city) == ""


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("包头市", "推进达茂旗、固阳县风光基地建设。", "达茂旗 固阳县"),
        ("包头市", "支持石拐区、白云矿区开展生态修复。", "石拐区 白云矿区"),
        ("锡林郭勒盟", "支持东乌珠穆沁旗、西乌珠穆沁旗、锡林浩特市发展牧户游。", "东乌珠穆沁旗 西乌珠穆沁旗 锡林浩特市"),
        ("四川省", "支持阿坝州、甘孜州、凉山州发展特色产业。", "阿坝州 甘孜州 凉山州"),
        ("湄潭县", "在黄家坝街道、复兴镇建设冷链中心。", "黄家坝街道 复兴镇"),
        ("海宁市", "支持硖石街道、长安镇开展试点。", "硖石街道 长安镇"),
        ("大理州", "推动剑川县沙溪镇、云龙县诺邓村保护利用。", "剑川县沙溪镇 云龙县诺邓村"),
        ("锦州市", "辐射带动高山子镇、大虎山镇。", "高山子镇 大虎山镇"),
    ],
)  # fmt: skip
def test_g8_banners_leagues_and_towns(city: str, words: str, names: str) -> None:
    """Banners, leagues, prefectures, towns and sub-districts are places (G8)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    ("city", "words"),
    [
        ("丽水市", "推进特色小镇、各乡镇、重点镇、中心镇、美丽城镇建设。"),
        ("丽水市", "支持各街道、乡镇（街道）建设服务站。"),
        ("丽水市", "推动历史文化名镇、传统村落保护。"),
    ],
)  # fmt: skip
def test_g8_false_friend_towns_of_a_kind(city: str, words: str) -> None:
    """Small towns, key towns and each street name no place (G8)."""
    assert regions(words, city) == ""


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("三亚市", "建设2个核心集聚区（天涯区、吉阳区）和1个拓展区。", "天涯区 吉阳区"),
        ("宁波市", "打造“一核两翼”，以鄞州区为核心，以慈溪市、余姚市为两翼。", "鄞州区 慈溪市 余姚市"),
    ],
)  # fmt: skip
def test_g9_areas_named_after_a_count(city: str, words: str, names: str) -> None:
    """The areas that follow a count of them are places (G9)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    ("city", "words"),
    [
        ("宁波市", "构建“一核两带三区”发展格局。"),
        ("宁波市", "形成2个核心集聚区+7个集聚区的布局。"),
    ],
)  # fmt: skip
def test_g9_false_friend_a_count_of_areas_alone(city: str, words: str) -> None:
    """“一核两带三区” without names names no place (G9)."""
    assert regions(words, city) == ""


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("西双版纳州", "与琅南塔省、乌多姆赛省合作发展仓储，联合琅勃拉邦省打造线路。", "琅南塔省 乌多姆赛省 琅勃拉邦省"),
        ("西双版纳州", "州医院与南塔、孟赛等地医院建立平台。", "南塔 孟赛"),
        ("衢州市", "在江苏徐州、安徽合肥等地打造基地。", "江苏徐州 安徽合肥"),
    ],
)  # fmt: skip
def test_g5_provinces_and_towns_abroad(city: str, words: str, names: str) -> None:
    """What no table holds is a place with the noun 省, or in a list before 等地 (G5)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    "words",
    [
        "与兄弟省、周边省合作。",
        "完善省、市、县三级体系，强化省、市联动。",
        "在车站、广场等地开展宣传。",
        "推广豆类等地产农产品。",
        "提升中老铁路效能，开行“澜湄快线”国际班列。",
        "建立琼州海峡两岸联动机制，对京港澳高速预置机械。",
    ],
)  # fmt: skip
def test_g5_false_friend_levels_spots_and_lines(words: str) -> None:
    """Levels, classes of spots, railways and names that hold a bloc are no places (G5)."""
    assert regions(words) == ""


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("博州", "建立第五师双河市与地方一本账，支持第八十一团、第九十一团试点。", "第五师双河市 第八十一团 第九十一团"),
        ("衢州市", "深化与甘肃省陇南市康县的协作。", "甘肃省陇南市康县"),
        ("衢州市", "在玉潭镇、新湖镇、新立城镇选取点位，推广上方镇、大洲镇做法。", "玉潭镇 新湖镇 新立城镇 上方镇 大洲镇"),
    ],
)  # fmt: skip
def test_g8_regiments_and_short_counties(city: str, words: str, names: str) -> None:
    """Divisions of the 兵团, a county of two characters behind its city, a town that ends in 城镇 (G8)."""
    assert regions(words, city) == names


def test_g8_false_friend_counts_of_other_things() -> None:
    """第一团队 and 新型城镇 are no places (G8)."""
    assert regions("组建第一团队，召开第三次会议，在新型城镇推广。") == ""


def test_g4_false_friend_zones_by_their_theme() -> None:
    """A resort on snow that is to be made is none yet; a zone whose committee a list ends with is a body (G4)."""
    assert regions("打造冰雪旅游度假区，创建省级冰雪旅游度假区5家。") == ""
    assert regions("考核对象为高新区、智造新城管委会。") == ""
    assert regions("联动莲花山生态旅游度假区推出线路。") == "莲花山生态旅游度假区"


def test_g6_false_friend_a_market() -> None:
    """济南市场 names the city by its short name (G6)."""
    assert regions("对接厦门、济南市场。") == "厦门 济南"


@pytest.mark.parametrize(
    ("city", "words", "names"),
    [
        ("广西壮族自治区", "支持凭祥、东兴、靖西发展落地加工。", "凭祥 东兴 靖西"),
        ("广西壮族自治区", "组织开行南宁至哈萨克斯坦、乌兹别克斯坦中亚班列。", "南宁 哈萨克斯坦 乌兹别克斯坦 中亚"),
        ("广西壮族自治区", "开通南宁至万象、金边航线，加密至新加坡、林查班航线。", "南宁 万象 金边 新加坡 林查班"),
        ("广西壮族自治区", "打造面向东盟的人工智能合作中心。", "东盟"),
        ("广西壮族自治区", "推动产业向马来西亚、印度尼西亚延伸布局。", "马来西亚 印度尼西亚"),
        ("广西壮族自治区", "实现友谊关口岸日均通关2000辆次。", "友谊关口岸"),
        ("江西省", "打造婺源县、铜鼓县等乡村旅游集聚区。", "婺源县 铜鼓县"),
    ],
)  # fmt: skip
def test_g2_what_goes_on_behind_a_place(city: str, words: str, names: str) -> None:
    """A place ends before 至, 等乡村, 的…中心 and the bloc that a train is called by (G2)."""
    assert regions(words, city) == names


@pytest.mark.parametrize(
    ("city", "words"),
    [
        ("广西壮族自治区", "开通东兴、合作热线。"),
        ("广西壮族自治区", "与印度尼西亚旅游局、东盟人才培训中心协同。"),
        ("广西壮族自治区", "开行城市至乡村班车，实现口岸通关便利。"),
        ("广西壮族自治区", "实现冻品指定口岸进口常态化。"),
    ],
)  # fmt: skip
def test_g2_false_friend_words_and_bodies(city: str, words: str) -> None:
    """A short name among words, and a place before its bureau or centre, are no places (G2)."""
    assert regions(words, city) == ""
