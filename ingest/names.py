"""The shape of the name of a body: prefixes of level, suffixes of organs, names of groups.

These are the words that the language of government uses for any place; what a name stands for is
left to ``resolve``.

Source: formats A1-A21; extraction.md C.
"""

import re
from functools import lru_cache

from plangraph.ingest.own_names import is_of_its_own
from plangraph.ontology import reference

_KEPT = 4096  # names whose shape is remembered: plans name the same bodies over and over
LEVEL_PREFIX = re.compile(
    r"(?P<level>省|自治区|自治州|地区|地(?=委)|市|州|盟|县|区|旗)"
    r"(?!场(?![监景])|场监管|(?:级|直)(?!机关工委)|属|域|块|际|民(?!政|宗|族|委|防|营)|容|辖|内"
    r"|外(?!办|事|专|国|经|汇|贸|侨|资|商))(?P<party>党委|委(?!员)|政府)?"
)
_FALSE_PREFIX = re.compile(
    r"市场(?!景)|市监[局所部]|市政(?:公用|局|处|园林|管理)|市容|市民(?!政|宗|族|委|防|营)|市[南北中]区|区域|区块|县域|省际|州际"
)
ORGAN = re.compile(
    r"(?:局|委|办|厅|部|署|司|院|室|(?<!社)会|处|(?<![本专学全内外儿妇眼牙文工医农百分前骨社])(?<!(?<!管)理)(?<!(?<!生)产)科|(?<![控持参入])股|组|中心|公司|集团|银行|分行|支行|政府|专班|大学|学校|协会|联盟|单位|"
    r"部门|机构|队|海关|社|台|站|所|馆|联|科协|团委|军分区|警备区|工会|实验室|人行|会议|指挥部|企业|基金|党校|总工会|侨联|公安|"
    r"(?:公安|税务|检察|监察|审判|司法)机关)$"
)
PLACE_LIKE = re.compile(r"(?:区|县|市|州|旗|盟|镇|乡|街道|片区|园区|新区|港|省)$")
GOVERNMENT = re.compile(
    r"(?P<suffix>(?:市|县|区|州|旗|镇|乡|苏木)?(?:人民政府|政府)|(?:社区|街道)?(?:管委会|办事处)|管理委员会|管委|"
    r"执委会|党工委|行政公署|行署)$"
)
_UNIT = (
    r"(?:县级市|地级以上市|地级市|县|市|区|旗|州|盟|镇|乡|街道|园区|开发区|功能区)"
    r"(?:\([^()]{1,8}\)|\[[^\[\]]{1,8}\])?"
)
GROUP_HEAD = re.compile(
    rf"(?:各|有关|相关|其他|所有)(?:有关|相关)?(?:{_UNIT})+(?:行政公署|行署)?$"
    r"|(?:[省市县区州]?(?:直|级)?(?:各|有关|相关|责任|职能|成员)+)(?:部门|单位)$"
)
GROUP_TAIL = re.compile(
    rf"(?:{_UNIT})+(?P<office>(?:人民政府|政府|管委会)(?:\([^()]{{2,8}}\))?)?$|(?:部门|单位|机构|企业)$"
)
GROUP_AND = re.compile(rf"(?P<tail>(?:{_UNIT})+(?:人民政府|政府|管委会))(?:和|及|以及|与)(?=.)")
KIND_ALONE = re.compile(r"(?:街道|镇|乡|苏木)+(?:人民政府|政府|办事处)")
_LEVEL = r"(?:自治区|自治州|地区|[省市县区州盟旗])"
GROUP = re.compile(
    rf"^(?:各(?!项(?!目)|[个种环]|方面|领域|类要素)|(?:有关|相关)(?!情况|规定|要求|工作|政策|制度)|其他|所有|全[省市县区]各|{_LEVEL}(?:(?:级|直)(?!机关工委)|属|各|有关|相关|政府(?:各|有关|相关|组成))|(?:国务院|中央)(?:各|有关)|地方各级)"
    r"|^(?:省市县|市县|区县|县区|镇街|县市区|市州)"
    r"|^(?:中央|中直|部省?属|省属)?[在驻][一-鿿]{1,2}(?:各|有关)?(?:单位|部门|机构|高校|企业|院所|科研院所|金融机构|部队|商会)"
    r"|(?:有关|相关|各)(?:[^局委办厅]*)(?:部门|单位|企业|机构)$"
    r"|^(?:村|社区|镇|乡|街道|乡镇)\([^()]{1,8}\)$|^村居$"
)
CENTRAL = re.compile(
    r"国家|中国|中央|民航|兵团|武警|[一-鿿]{2,6}总局|[一-鿿]{2,3}流域|(?:长江|黄河|淮河|珠江|海河|松辽|太湖)(?!路|镇|街|新区)|全国|最高|国务院|人行|人民银行|海关|驻|团[省市县区州旗]|国网|中共|"
    r"(?:公安|税务|交警|市场监管|自然资源|规划|生态环境|环保|国土)\S{2,6}(?:分局|支队|大队)$"
)
_EACH = re.compile(r"各(?:有关|相关)?[县市区镇乡街村旗州社]")
_OF_TOWN = re.compile(
    r"(?:街道|镇|乡)(?![江海平坪远宁雄安巴原][县市区])[一-鿿]{2,14}(?:办公室|办|所|站|中心|队|部|委|会|联)"
    r"|[一-鿿]{2,4}(?:派出所|司法所)"
)
_FIRM = re.compile(
    r"(?:国网|南网|中国)[一-鿿]{2,8}(?:电力|移动|联通|电信|铁塔|烟草|石油|石化|邮政)"
)
_BRANCH_OF_FIRM = re.compile(
    r"(?:中国)?(?:电信|移动|联通|铁塔|广电网络|邮政|石油|石化|人保财险|人寿)(?:公司|集团)?[一-鿿]{2,6}分公司"
)
_DEPARTMENT = re.compile(
    r"(?!有关|相关|各)[一-鿿]{2,12}(?<!公)司|省?(?:厅|局|委|部)[一-鿿]{2,10}(?:处|科)"
)
_SHORT_BUREAU = 10  # characters
_ZONE_PREFIX = re.compile(
    r"(?:高新|经开|开发|示范|保税|自贸|[一-鿿]{0,3}新)区(?!管委|管理委|党工委)"
)
_OFFICE = re.compile(r"(?:局|委|办|厅|部|署|会|联|协|社|法院|检察院|队|办公室|部门|科院)$")
_CLASS = re.compile(r"(?:企业|高校|院校|院所|成员|主体|平台|基地)$")
_TAIL = re.compile(
    r"等?(?:\d+|[一二三四五六七八九十]+)?个?(?:各|其他|[省市县区州]?(?:有关|相关|直|级)|中央|国务院|责任|职能|主管|成员){0,4}"
    r"(?:部门|单位|机构)?(?:(?:和|及|、)?(?:有关|相关)?(?:部门|单位|机构))?$"
)


@lru_cache(maxsize=_KEPT)
def is_group(name: str) -> bool:
    """Whether a name stands for bodies of a kind (各县区人民政府, 市级有关部门, 金融机构)."""
    if GROUP.search(name):
        return True
    return reference.functions().find(name, "collective") is not None


def is_placed(name: str) -> bool:
    """Whether a name tells its level, or is that of a body of a named place (南阳投资集团)."""
    return bool(level_prefix(name) or (ORGAN.search(name) and starts_with_place(name)))


def is_class(name: str) -> bool:
    """Whether a name stands for firms and the like of a kind, which no plan gives orders.

    >>> is_class("链主企业"), is_class("市属国有企业"), is_class("各有关企业")
    (True, False, False)
    """
    return bool(_CLASS.search(name)) and not level_prefix(name) and not is_group(name)


@lru_cache(maxsize=_KEPT)
def level_prefix(name: str) -> str:
    """The prefix of level that a name carries: 市, 省委, 县政府; empty if none.

    >>> level_prefix("市市场监管局"), level_prefix("市场监管局"), level_prefix("省委网信办")
    ('市', '', '省委')
    """
    if _FALSE_PREFIX.match(name):
        return ""
    match = LEVEL_PREFIX.match(name)
    return match[0] if match else ""


def list_prefix(name: str) -> str:
    """The prefix that the next names of a list may leave out: a level, or a zone's (新区科技局).

    >>> list_prefix("市财政局"), list_prefix("高新区科技局"), list_prefix("高新区管委会")
    ('市', '高新区', '')
    """
    level = level_prefix(name)
    zone = None if level else _ZONE_PREFIX.match(name)
    return zone[0] if zone and is_bureau(name[zone.end() :]) else level


def is_bureau(name: str) -> bool:
    """Whether a name without prefix is that of a bureau of government: known, or short and X局."""
    return is_known(name) or (len(name) <= _SHORT_BUREAU and name.endswith(("局", "委")))


def level_of(prefix: str) -> str:
    """The level in a prefix without the organ behind it.

    >>> level_of("市委"), level_of("自治区党委"), level_of("县政府"), level_of("省"), level_of("")
    ('市', '自治区', '县', '省', '')
    """
    return re.sub(r"(?:党委|委|政府)$", "", prefix)


@lru_cache(maxsize=_KEPT)
def starts_with_place(name: str) -> str:
    """The name of a place that a name starts with, the longest; empty if none."""
    places = reference.places()
    for length in range(min(len(name), 12), 1, -1):
        head = name[:length]
        if places.resolve(head) or places.resolve_short(head):
            return head
    return ""


@lru_cache(maxsize=_KEPT)
def may_inherit(name: str) -> bool:
    """Whether a name without prefix may take the one told before it in a list (A2, A3)."""
    if list_prefix(name) or is_group(name) or CENTRAL.match(name) or is_of_its_own(name):
        return False
    if GOVERNMENT.search(name) or PLACE_LIKE.search(name):
        return False
    if not (_OFFICE.search(name) or is_known(name)):
        return False
    if _only_national(name):
        return False
    return not (starts_with_place(name) or _starts_with_county(name))


def is_likely(name: str) -> bool:
    """Whether a name has the shape of one body and no other thing's: 国家税务总局X税务局, X地区.

    >>> is_likely("乌鲁木齐海关"), is_likely("塔城地区"), is_likely("运行管理司"), is_likely("图书")
    (True, True, True, False)
    """
    if is_placed(name) or is_department(name):
        return True
    if CENTRAL.match(name) and ORGAN.search(name):
        return True
    if ORGAN.search(name) and any(name[:n] in reference.places().stems() for n in (2, 3)):
        return True
    return bool(PLACE_LIKE.search(name) or name.endswith("地区")) and len(name) > 2


def is_certain(name: str) -> bool:
    """Whether a name alone shows that it is a body's: with its level, or known as an office.

    >>> is_certain("市公安局"), is_certain("运行管理司"), is_certain("重点任务")
    (True, True, False)
    """
    name = without_brackets(name)
    if (level_prefix(name) and ORGAN.search(name) and is_body(name)) or _EACH.match(name):
        return True
    if is_of_town(name) or (ORGAN.search(name) and starts_with_place(name)):
        return True
    if (
        is_department(name)
        or _BRANCH_OF_FIRM.fullmatch(name)
        or (GOVERNMENT.search(name) and is_body(name))
    ):
        return True
    return (
        is_body(name) and bool(CENTRAL.match(name) or is_known(name)) and bool(ORGAN.search(name))
    )


def is_of_town(name: str) -> bool:
    """Whether a name is that of an office of a town or a street: 镇财政所, 街道应急管理办公室."""
    return _OF_TOWN.fullmatch(name) is not None


def is_department(name: str) -> bool:
    """Whether a name is that of a department inside a ministry: 政策法规司, 运行管理司."""
    return _DEPARTMENT.fullmatch(name) is not None


def is_office(name: str) -> bool:
    """Whether a name ends as that of an office of state or party does, or is known."""
    return (is_body(name) and _OFFICE.search(name) is not None) or is_known(name)


def _starts_with_county(name: str) -> bool:
    """Whether the short name of a county stands before a known body (湄潭供电局, 庐山管理局)."""
    stems = reference.places().stems()
    rests = (name[n:] for n in (2, 3) if name[:n] in stems)
    return any(rest == "管理局" or is_known(rest) for rest in rests)


def _only_national(name: str) -> bool:
    """Whether the table knows a name as that of a national body and of no other (教育部)."""
    find = reference.functions().find
    row = find(name, "national")
    local = any(find(name, level) for level in ("province", "city", "county"))
    return row is not None and row.level == "national" and not local


def without_tail(name: str) -> str:
    """A name without the 等, 等单位, 等有关部门 that ends a list.

    >>> without_tail("市税务局等相关单位"), without_tail("教育部等"), without_tail("有关部门")
    ('市税务局', '教育部', '有关部门')
    """
    at = name.rfind("等")
    if at > 0 and _TAIL.fullmatch(name, at):
        return name[:at]
    return name


_PUNCTUATION = re.compile(r"[,。;:!?\n“”\"《》%]|\d{2}")
_NEVER = re.compile(
    r"(?<!机)要(?!素)|配合|会同|(?<!自)由|负责|按|组建|制定|部署|牵头(?!单位|部门)|应当|书记|局长|主任|市长|县长|区长|同志|专人|明确|负责人|"
    r"^(?:加强|强化|注重|深化|完善|健全|推进|推动|密切|促进|压实)(?:各)?部门$|主要领导|分管领导|龙头企业|以及其|^(?:充分|切实)?发挥|^(?:打造|创建|强化|深化|健全|优化|建设(?!银行|集团|[\u4e00-\u9fff]{0,10}(?:局|厅|委|办|处|站|中心)$))|^各(?:项(?!目)|[个种环]|方面|领域|类要素)|各有关方面"
)
_PROSE = re.compile(
    r"通过|开展|加强|推进|推动|支持|鼓励|引导|实施|建立|完善|进行|提供|落实|促进|形成|成立|围绕|"
    r"依托|坚持|对于"
)


@lru_cache(maxsize=_KEPT)
def is_body(name: str) -> bool:
    """Whether a name could be that of a party to a statement of responsibility."""
    bare = re.sub(r'“[^”]*”|"[^"]*"|[(\[〈][^()\[\]〈〉]*[)\]〉]', "", name) or name
    if not 2 <= len(name) <= 45 or _PUNCTUATION.search(bare):
        return False
    if level_prefix(bare) and ORGAN.search(bare) and not _NEVER.search(bare):
        return True
    if _NEVER.search(bare) or (_PROSE.search(bare) and not _short_office(bare)):
        return False
    organ = ORGAN.search(bare) or GOVERNMENT.search(bare) or _FIRM.fullmatch(bare)
    if organ or is_group(bare) or is_group(name):
        return True
    return bool(PLACE_LIKE.search(bare)) or is_known(bare)


def _short_office(bare: str) -> bool:
    """投资促进局 and 就业促进中心 are offices, whatever verb their names hold."""
    return len(bare) <= 10 and ORGAN.search(bare) is not None


def without_brackets(name: str) -> str:
    """A name without the second name that it carries in brackets."""
    return re.sub(r"[(（\[〔〈][^()（）\[\]〔〕〈〉]*[)）\]〕〉]$", "", name) or name


@lru_cache(maxsize=_KEPT)
def may_be_name(name: str) -> bool:
    """Whether a name without the shape of a body could stand in a list of bodies (杭州资本)."""
    bare = re.sub(r'“[^”]*”|"[^"]*"|[(\[〈][^()\[\]〈〉]*[)\]〉]', "", name) or name
    plain = not (_PUNCTUATION.search(bare) or _NEVER.search(bare) or _PROSE.search(bare))
    return is_body(name) or (2 <= len(bare) <= 20 and plain)


@lru_cache(maxsize=_KEPT)
def is_known(name: str) -> bool:
    """Whether the name, with or without its prefix, stands in the table of agencies."""
    functions = reference.functions()
    stem = name.removeprefix(level_prefix(name))
    return any(functions.find(form, None) is not None for form in (name, stem) if form)
