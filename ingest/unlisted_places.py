"""Places that no table holds: parts of countries and counties, names beside known places.

The reference data end with the counties and the countries. What lies inside is told by the noun
of its kind (州, 省, 市 behind a country), by the county before it (剑川县沙溪镇), or by
a list that it shares with a place that is known (洛龙区、伊滨区).

Towns alone are left to ``towns``.

Source: formats G2, G4, G5, G8.
"""

import re
from collections.abc import Iterator
from functools import cache

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.goals import verbs
from plangraph.ontology import reference
from plangraph.ontology.model import Place

_NO_NAME = (
    "各|有关|相关|重点|特色|中心|乡村|乡镇|建制|小|全|本|我|"
    "依托|支持|鼓励|推动|带动|选择|引导|推进|建设|打造|发展"
)
_ENDS = r"(?=[、,。.;)等和与及的开试先建打设探实创发推合作为]|率先|旅游|保护|地方|$)"
_TOWN_NAME = rf"(?!{_NO_NAME})[一-鿿]{{2,4}}(?:街道|(?<![小集城乡重强名古制])镇|苏木)"
_INNER = re.compile(
    rf"(?:{_TOWN_NAME}|(?!{_NO_NAME}|[等及和与的]|农|贫困|行政|自然)[一-鿿]{{2,3}}[乡村]){_ENDS}"
)
_PART = re.compile(
    rf"(?!友好|边境|客商|企业|投资|沿海|各|主要|首都|国际)(?:(?![在我本全各与和及的等对赴来至向、])[一-鿿]){{2,6}}?"
    rf"(?:(?<![城省县])市(?!场)|州|省|县|府|道){_ENDS}"
)
_PEER = re.compile(
    rf"[、和与及](?P<name>(?!{_NO_NAME}|老城|新城|主城|中心|城乡|产业|示范|园|社|景|地|山|沿|片|功能|开发)"
    rf"(?:(?![区县旗等])[一-鿿]){{2,4}}(?:(?<![城郊山牧林社园景片矿地海湖库流域区])区|县|旗|高新区|经开区|新区|度假区|风景名胜区|保税区)){_ENDS}"
)
_PEER_ABROAD = re.compile(rf"[、和与及](?P<name>{_PART.pattern})")
_CLASS = (
    "各|省级|国家|市级|县级|区级|现有|重点|典型|试点|示范|特色|有条件|有关|相关|若干|一批|全|本|我|多个|其他|周边|"
    "创建|打造|申报|建设|支持|推动|推进|依托|发展|鼓励|引导|加快|类|新建|专业|化工|边境|跨境"
)
_ZONE = re.compile(
    r"(?:^|(?<=[、,;:。(\n|\t和与及在])|(?<=支持|推动|推进|依托|加快|指导|鼓励))"
    rf"(?P<name>(?!{_CLASS})(?:(?![、和与及在的等]|典型|试点|重点)[一-鿿]){{2,5}}"
    r"(?:经济(?:技术)?开发区|高新技术产业开发区|工业园区?|产业转移(?:示范)?区|循环经济(?:产业)?园区?))"
    r"(?![一-鿿]{0,2}(?:管委|管理委员会|党工委|管理局))"
)
_LED = (
    r"(?:(?<=[、,;:(\n|\t与和及在对同向赴从])|"
    r"(?<=联合|支持|推动|依托|面向|邀请|会同|吸引|开拓|拓展|学习|借鉴|走进|来自|前往))"
)
_NOT_LED = (
    "与|和|及|在|对|同|向|赴|从|由|到|以|如|面向|邀请|吸引|开拓|拓展|学习|借鉴|走进|来自|前往"
)
_ABROAD = re.compile(
    rf"{_LED}(?P<name>(?!{_NO_NAME}|{_NOT_LED}|兄弟|周边|毗邻|邻近|沿海|沿边|沿江|西部|东部|中部|友好|相邻|其他|部分|完善|强化|加强|健全|压实|理顺|明确|构建|贯通|落实)"
    r"(?:(?![、与和及在对同省市县区全各本我邻外跨两三四五六该等的入挥])[一-鿿]){2,5}省)"
    r"(?!、[市县]|[市县])(?=[、,。;)和与及等合建打开的]|共同|联合|旅游|$)"
)
_AND_SO_ON = re.compile(
    rf"{_LED}(?P<list>(?!{_NO_NAME}|{_NOT_LED})[一-鿿]{{2,4}}(?:[、和][一-鿿]{{2,4}}){{0,8}})"
    r"等地(?![区方块段域面质理铁标形下级貌层产])"
)
_THING = re.compile(
    "[园区站场馆院校店路街桥库所处点带段圈田间头室厅司员人房车家库棚山河湖江海]$|社区|农村|城市|企业|学校"
)
_REGIMENT = re.compile(
    r"第[一二三四五六七八九十]{1,3}师[一-鿿]{2,4}市|第[一二三四五六七八九十百\d]{1,5}团场?(?![队支委体组圆结员购长聚])"
)
_COUNTRY = re.compile("region/[a-z]{2}$")


def grown(view: str, stretch: Stretch, where: Stretch, place: Place) -> Stretch:
    """A place with the part of it that stands right behind: 剑川县沙溪镇, 韩国仁川市."""
    pattern = _PART if _COUNTRY.fullmatch(place.key) else _INNER if _is_county(place) else None
    part = pattern.match(view, where.end, stretch.end) if pattern else None
    return Stretch(where.start, part.end()) if part else where


def peers(
    view: str, stretch: Stretch, where: Stretch, place: Place, seen: set[int]
) -> Iterator[Stretch]:
    """The names of the same kind that follow a place in a list: 洛龙区、伊滨区; 谅山省、高平省.

    What an earlier place of the list has given (``seen``: where each name starts) is left out.
    """
    abroad = _COUNTRY.fullmatch(place.key) and view[where.end - 1] in "州省市府道"
    if not (abroad or where.of(view)[-1] in "区县旗市"):
        return
    pattern, at = _PEER_ABROAD if abroad else _PEER, where.end
    mark = -at if abroad else at
    while mark not in seen and (match := pattern.match(view, at, stretch.end)):
        seen.add(mark)
        yield Stretch(*match.span("name"))
        at = match.end()
        mark = -at if abroad else at


def named_zones(view: str, stretch: Stretch) -> Iterator[Stretch]:
    """Zones with a name of their own before the kind: 支持大龙经济开发区、福泉经济开发区建设."""
    for match in _ZONE.finditer(view, stretch.start, stretch.end):
        yield Stretch(*match.span("name"))


def without_table(view: str, stretch: Stretch) -> Iterator[Stretch]:
    """Provinces abroad (琅南塔省), what a list before 等地 names, divisions of the 兵团."""
    where = stretch.start, stretch.end
    if view.find("省", *where) >= 0:
        for match in _ABROAD.finditer(view, *where):
            if not reference.places().resolve(match["name"]) and not _verb().match(match["name"]):
                yield Stretch(*match.span("name"))
    if view.find("等地", *where) >= 0:
        for match in _AND_SO_ON.finditer(view, *where):
            names = [*re.finditer("[^、和]+", match["list"])]
            if not any(_THING.search(name[0]) for name in names):
                start = match.start("list")
                yield from (Stretch(start + n.start(), start + n.end()) for n in names)
    if view.find("第", *where) >= 0:
        yield from (Stretch(*match.span()) for match in _REGIMENT.finditer(view, *where))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(verbs())


def _is_county(place: Place) -> bool:
    places = reference.places()
    return place.key in places and places.level(place.key) == "county"
