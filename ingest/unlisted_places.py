"""Places that no table holds, told by the place beside them: 剑川县沙溪镇, 洛龙区、伊滨区.

The reference data end with the counties. A town or a village right behind its county belongs to its
name; a name of the same kind in one list with a place that is known is a place as well.

Source: formats G1, G4, G8.
"""

import re
from collections.abc import Iterator

from plangraph.ingest.clauses import Stretch
from plangraph.ontology import reference
from plangraph.ontology.model import Place

_NO_NAME = (
    "各|有关|相关|重点|特色|中心|乡村|乡镇|建制|小|全|本|我|"
    "依托|支持|鼓励|推动|带动|选择|引导|推进|建设|打造|发展"
)
_ENDS = r"(?=[、,。.;)等和与及的开试先建打设探实创发推合作为联协承加两三]|率先|旅游|保护|$)"
_INNER = re.compile(
    rf"(?!{_NO_NAME}|农|贫困|行政|自然)"
    rf"(?:[一-鿿]{{2,4}}(?:街道|(?<![小集城乡重强名古制])镇|苏木)|[一-鿿]{{2,3}}[乡村]){_ENDS}"
)
_PEER = re.compile(
    rf"[、和与及](?P<name>(?!{_NO_NAME}|老城|新城|主城|中心|城乡|产业|示范|园|社|景|地|山|沿|片|功能|开发)"
    r"(?:(?![等和与及的])[一-鿿]){2,4}(?:(?<![城郊山牧林社园景片矿地海湖库流域区])区|县|旗|高新区|经开区|新区|度假区|"
    rf"风景名胜区|保税区)){_ENDS}"
)


def grown(view: str, stretch: Stretch, where: Stretch, place: Place) -> Stretch:
    """A county with the town or village of it that stands right behind: 剑川县沙溪镇."""
    places = reference.places()
    county = place.key in places and places.level(place.key) == "county"
    part = _INNER.match(view, where.end, stretch.end) if county else None
    return Stretch(where.start, part.end()) if part else where


def peers(view: str, stretch: Stretch, where: Stretch) -> Iterator[Stretch]:
    """The names of the same kind that follow a place in a list: 洛龙区、伊滨区."""
    if where.of(view)[-1] not in "区县旗市":
        return
    at = where.end
    places = reference.places()
    while match := _PEER.match(view, at, stretch.end):
        if places.resolve(match["name"]) is None:  # the matcher finds what the tables hold
            yield Stretch(*match.span("name"))
        at = match.end()
