"""Regions told by the noun of their kind: clusters of cities, parts of provinces, basins, ports.

太忻一体化经济区, 渝东北三峡库区城镇群, 苏北五市, 淮河流域, 浑善达克沙地, 红其拉甫口岸, 湛江港: no
table holds them all. A word for a class before the kind (重点流域, 边境口岸, 中心渔港) names none.

Source: formats G1, G4, G8.
"""

import re
from collections.abc import Iterator

from plangraph.ingest.clauses import Stretch
from plangraph.ingest.word_tables import rows_of
from plangraph.ontology import reference

_START = (
    r"(?:^|(?<=[、,;:。(和与及在对以向从至到由])|(?<=支持|推动|推进|依托|加快|指导|鼓励|划定|覆盖|围绕|聚焦|治理|保护|修复|"
    r"融入|带动|促进|服务|联动|对接|统筹|提升|建设|加强|优先|实施|深化|打造|做强|经由|畅通|健全|构建|实现|确保))"
)
_CLASS = (
    "优先|各|全|本|我|该|重点|主要|国家|省级|市级|跨|特色|现代|有关|相关|若干|周边|天然|退化|基本|人工|美丽|生态|多个|其他|城市|"
    "农村|山区|沿海|沿边|沿江|内陆|边境|对外|开放|国际|一类|二类|公路|铁路|航空|水运|水路|陆路|重要|大型|小|中心|渔|避风|枢纽|"
    "自由|数字|信息|综合|临空|临港|县域|海洋|创新|示范|产业|依托|支持|鼓励|引导|推动|推进|加快|建设|发展|打造|提升|实施|开展|"
    "实现|确保|完善|强化|加强|深化|统筹|优化|治理|保护|修复|联动|对接|畅通|做强|融入|围绕|聚焦|服务|带动|促进|覆盖|健全|构建|[一二三四五六七八九十两\\d]"
)
_CHARS = (
    r"(?:(?![、和与及在对的等以向从至到由建院占入林通派畅毗]|智慧|[省市县区州](?=[一-鿿]{0,5}口岸)|[两三四五六七八九][省市])"
    r"[一-鿿])"
)
_KINDS = (
    r"城市群|城镇群|都市圈|协同发展区|一体化(?:经济|示范|发展)区|流域|"
    r"沙地|沙漠|草原|高原|平原(?!城市)|三角洲|库区(?!城)|盆地"
)
_PORT = r"(?:国际)?(?:公路|铁路|航空|陆路|水运)?口岸"
_NAMED = re.compile(
    rf"{_START}(?P<name>(?!{_CLASS})(?:{_CHARS}{{2,8}}?(?:{_KINDS})|[一-鿿]{{1,2}}[江河][上中下]{{1,2}}游))(?![一-鿿]{{0,2}}(?:局|委员会|办公室))|"
    rf"{_START}(?P<port>(?!{_CLASS}){_CHARS}{{2,6}}?(?<!指定){_PORT})(?![一-鿿]{{0,2}}(?:局|委|办))"
)
ABBREVIATED = "苏皖粤闽湘鄂川陕豫赣浙冀晋辽黔滇桂渝陇鲁蒙"
_NAMES = "|".join(
    name + (f"(?!{stop})" if stop else "") for name, stop in rows_of("parts_of_provinces.tsv")
)
_PART = re.compile(
    rf"{_START}(?P<name>(?:[{ABBREVIATED}](?:[东西南北]{{1,2}}|中(?=[、,地]))|{_NAMES})"
    rf"{{1,3}}(?:地区|经济区|[三四五六七八]市|[一-鿿]{{0,5}}城镇群)?)"
    r"(?=[、,。;)和与及等]|$|区域|适宜|[一二三四五六七八九]大|承接|建立|开展|建设|率先|先行|打造|发展|协同|推进|加快)"
)
_DIRECTION = "东北|西北|西南|华北|华东|华南|华中"
_LARGE = re.compile(
    rf"(?<![区城市县部])(?:{_DIRECTION})(?=[、和](?:(?:{_DIRECTION})(?![方侧角部])|黄淮海|长江中|京津冀|长三角))"
    rf"|(?<=[、和])(?:{_DIRECTION})(?=[、和等]|$)"
)  # 在东北、黄淮海等主产区
_SAYS_KIND = re.compile(
    r"[城市镇]群|市圈|[展范济]区|流域|沙[地漠]|[草高平]原|三角|库区|盆地|[上中下]游|口岸|港"
)
_SAYS_PART = re.compile(rf"[{ABBREVIATED}][东西南北中]|{_NAMES}")
_HARBOUR = re.compile(
    rf"{_START}(?P<name>(?!{_CLASS})(?:(?![、和与及在对的等以向从至到由空陆贸水渔药据息路])[一-鿿]){{2,6}}港)(?![区口湾澳城人商])"
)
_LISTED = re.compile(
    rf"{_START}(?P<list>(?!{_CLASS}){_CHARS}{{2,5}}(?:[、和]{_CHARS}{{2,5}}){{1,12}})等(?:\d+个|[两三四五六七八九十]个)?{_PORT}"
)


def regions_by_kind(view: str, stretch: Stretch) -> Iterator[Stretch]:
    """The names of such regions in a stretch; those of a list before 等口岸 one by one."""
    where = stretch.start, stretch.end
    if _SAYS_PART.search(view, *where):
        yield from (Stretch(*match.span("name")) for match in _PART.finditer(view, *where))
    yield from (Stretch(*match.span()) for match in _LARGE.finditer(view, *where))
    if _SAYS_KIND.search(view, *where):
        yield from _kinds(view, where)


def _kinds(view: str, where: tuple[int, int]) -> Iterator[Stretch]:
    for match in _NAMED.finditer(view, *where):
        yield Stretch(*match.span("name" if match["name"] else "port"))
    for match in _HARBOUR.finditer(view, *where):
        if _starts_with_place(match["name"]):
            yield Stretch(*match.span("name"))
    for match in _LISTED.finditer(view, *where):
        for name in re.finditer("[^、和]+", match["list"]):
            start = match.start("list") + name.start()
            yield Stretch(start, start + len(name[0]))


def _starts_with_place(name: str) -> bool:
    """Whether the short name of a place starts that of a port: 湛江港, 重庆果园港, 广西北部湾港."""
    heads = (name[:length] for length in (2, 3) if length < len(name))
    return len(name) > 2 and any(reference.places().resolve_short(head, None) for head in heads)
