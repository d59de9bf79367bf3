"""Towns and sub-districts by the shape of their names; the reference data end with the counties.

A name starts behind a mark, a preposition or a verb that takes a place (在江头街道, 选取金山街道),
or in a list of such names (古宜镇、斗江镇、林溪乡); a community behind its street belongs to it.

Source: formats G8.
"""

import re
from collections.abc import Iterator

from plangraph.ingest.clauses import Stretch

_TOWN = re.compile(
    r"(?:^|(?<=[、,。;:(|\t的在对以于向从把和与及沿为])|(?<![在于、和与及])(?<=将)"
    r"|(?<=依托|支持|鼓励|推动|推进|带动|选择|选取|选定|完成|建成|新建|改造|引导|组织|覆盖|包括|加快|围绕|聚焦|推广|借鉴|学习))(?:州府|首府|县城)?"
    r"(?P<name>(?!各|每|有关|有条件|重点|特色|中心|乡村|建制|小|少数民族|民族|[在对以于向从把]|(?<![在于、和与及])将"
    r"|依托|支持|鼓励|推动|推进|带动|选择|选取|选定|完成|引导|组织|覆盖|加快|围绕|聚焦|推广|借鉴|学习|建设|打造|实施|开展|发展|促进|提升|落实|整治|治理|规范|优化|改善|成立|设立|组建|健全|完善|强化|加强)"
    r"(?:(?![等对])[\u4e00-\u9fff]){2,5}(?:(?<![区县市])街道|(?<![小集城乡重名古制街村新型点心])(?<![业济游化贸技百千国]强)镇|苏木|(?<![城下返回家故他异侨茶水老]|[0-9一二三四五六七八九十个之])乡(?!村))"
    r"(?:[\u4e00-\u9fff]{2,4}(?:社区|村(?![屯庄落民]))(?![^、,。;:]{0,2}[委级]))?)"
    r"(?!(?:人民)?政府|办事处|党委|党工委|[镇级域化村民愁容财企干居群政人振街区]|卫生|中心|学校|综合|[\u4e00-\u9fff]{0,3}(?:局|委|所|站|院)(?:[、,。;)]|$))"
)


_CITY_TOWN = re.compile(  # 新立城镇 behind another town
    r"(?<=[一-鿿]镇[、和与及])(?P<name>(?!新型|特色|重点|中心|美丽|卫生|文明|生态|县域|小|其他|各)[一-鿿]{2}城镇)(?![化体居人级]|建设|发展)"
)
# 姚村镇 beside another town: a name of one character before 村镇, which is a class elsewhere.
_VILLAGE_TOWN = re.compile(
    r"(?:^|(?<=[、,。;:(\n|\t在对和与]))(?P<name>(?![农乡各全小古])[一-鿿]村镇)(?=[、和与等,。;先开])"
)


_SHORT_LIST = re.compile(
    r"(?:^|(?<=[,。;:(\n|\t在对以于与和向从])|(?<=改扩建)"
    r"|(?<=依托|支持|鼓励|推动|推进|选择|选取|改造|新建|覆盖|围绕))"
    r"(?P<list>(?![在对以于与和向从])[一-鿿]{2,3}(?:、[一-鿿]{2,3}){1,12}?(?:和[一-鿿]{2,3})?)"
    r"(?:等(?:\d+个|[两三四五六七八九十]+个)?|\d+个|[两三四五六七八九十]个)(?:乡镇|镇街|镇|街道|乡)(?![村域区级])"
)


_NO_VILLAGE = (
    "行政|自然|中心|示范|贫困|美丽|传统|城中|特色|试点|数字|文明|重点|脱贫|边境|空心|各|每|全|建制|薄弱|有条件|样板|先进|"
    "旅游|文化|古|名|乡|一|两|三|四|五|六|七|八|九|十|个|达标|整治|未来|共富|智慧|完整|标准|老旧|城市|农村|街道|小区"
)
_VILLAGE = rf"(?!{_NO_VILLAGE})(?:(?![、和与及在的等])[一-鿿]){{2,3}}(?:村|社区)"
_VILLAGES = re.compile(
    rf"(?:^|(?<=[,。;:(\n|\t在对于])|(?<=选取|选择|推动|支持|依托))(?P<list>{_VILLAGE}(?:[、和]{_VILLAGE})+)"
    r"(?![一-鿿]{0,2}(?:党|委会|两委))"
)


def towns_in(view: str, stretch: Stretch) -> Iterator[Stretch]:
    """The names of towns in a stretch; short ones (菖蒲、响肠等乡镇) behind the others."""
    for match in _TOWN.finditer(view, stretch.start, stretch.end):
        yield Stretch(*match.span("name"))
    for match in _CITY_TOWN.finditer(view, stretch.start, stretch.end):
        yield Stretch(*match.span("name"))
    for match in _VILLAGE_TOWN.finditer(view, stretch.start, stretch.end):
        yield Stretch(*match.span("name"))
    for match in _VILLAGES.finditer(view, stretch.start, stretch.end):
        for name in re.finditer("[^、和]+", match["list"]):
            start = match.start("list") + name.start()
            yield Stretch(start, start + len(name[0]))
    for match in _SHORT_LIST.finditer(view, stretch.start, stretch.end):
        for name in re.finditer("[^、和]+", match["list"]):
            start = match.start("list") + name.start()
            yield Stretch(start, start + len(name[0]))
