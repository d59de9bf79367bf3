"""Twenty variants of a plan and of its gold facts: another city, other figures, dates and marks.

What reads the plan because it knows its words fails on them; what reads the language does not.
"""

import copy
import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed text with the facts that it states."""

    name: str
    text: str
    gold: Facts


@dataclass(frozen=True, slots=True)
class City:
    """A city that takes the place of another, with as many districts."""

    name: str
    province: str
    districts: tuple[str, ...]
    partner: str


KUNMING = City("昆明", "云南省", ("五华区", "盘龙区", "官渡区", "安宁市", "呈贡区"), "南亚东南亚")
CITIES = (
    City("宁波", "浙江省", ("海曙区", "江北区", "鄞州区", "余姚市", "镇海区"), "中东欧"),
    City("泉州", "福建省", ("鲤城区", "丰泽区", "洛江区", "石狮市", "泉港区"), "东南亚"),
    City("襄阳", "湖北省", ("襄城区", "樊城区", "襄州区", "枣阳市", "襄州区"), "中亚"),
    City("柳州", "广西壮族自治区", ("城中区", "鱼峰区", "柳南区", "柳北区", "柳江区"), "东盟"),
    City("大连", "辽宁省", ("中山区", "西岗区", "沙河口区", "瓦房店市", "甘井子区"), "东北亚"),
)
Change = Callable[[str], str]


def in_city(city: City) -> Change:
    """The words of a plan of another city."""
    pairs = [(KUNMING.province, city.province), (KUNMING.name, city.name)]
    pairs += list(zip(KUNMING.districts, city.districts, strict=True))
    pairs += [(KUNMING.partner, city.partner)]

    def change(text: str) -> str:
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    return change


def full_width(text: str) -> str:
    """Half-width punctuation made full-width; digits and letters stay."""
    return text.translate(str.maketrans(",:;()", "，：；（）"))


def half_width(text: str) -> str:
    """Full-width punctuation made half-width."""
    return text.translate(str.maketrans("，：；（）", ",:;()"))


def wide_digits(text: str) -> str:
    """Every digit full-width."""
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def tortoise_brackets(text: str) -> str:
    """Brackets around statements of responsibility as 〔 〕."""
    return re.sub(r"(?<=。)[\[(（]([^\n]*)[\])）]$", r"〔\1〕", text, flags=re.MULTILINE)


def later(years: int) -> Change:
    """Every year moved; the same span of years."""

    def change(text: str) -> str:
        return re.sub(r"20[12]\d(?!\d)", lambda m: str(int(m[0]) + years), text)

    return change


def crlf(text: str) -> str:
    """Line breaks as Windows writes them."""
    return text.replace("\n", "\r\n")


def ideographic_spaces(text: str) -> str:
    """Two full-width spaces before each paragraph."""
    return re.sub(r"^(?=\S)", "\u3000\u3000", text, flags=re.MULTILINE)


def other_figures(text: str) -> str:
    """Each figure of a target replaced by another one."""
    for old, new in CHANGED_WORDS:
        text = text.replace(old, new)
    return text


CHANGED_WORDS = (
    ("12件", "17件"), ("32万件", "41.5万件"), ("30件", "44件"), ("15%", "18.5%"),
    ("达到5%", "达到7%"), ("10%以上", "11.5%以上"), ("3000家", "4200家"), ("13%", "14%"),
    ("13件", "16件"), ("2.5万个", "3.2万个"), ("20家", "35家"),
)  # fmt: skip
FIGURES: dict[float, float] = {
    12: 17, 320000: 415000, 30: 44, 15: 18.5, 5: 7, 10: 11.5, 3000: 4200, 25000: 32000, 20: 35,
}  # fmt: skip


def variants(text: str, gold: Facts) -> Iterator[Variant]:
    """Twenty variants of a text with their gold facts."""
    for city in CITIES:
        yield _same(city.name, text, gold, in_city(city))
    marks: tuple[Change, ...] = (
        full_width, half_width, wide_digits, tortoise_brackets, crlf, ideographic_spaces,
    )  # fmt: skip
    for mark in marks:
        yield _text_only(mark.__name__, text, gold, mark)
    for years in (3, 5):
        yield _same(f"{years}-years-later", text, gold, later(years))
    yield Variant("other-figures", other_figures(text), _with_figures(gold))
    for shift in (1, 2, 3):
        yield rotated(text, gold, shift)
    for city, mark in itertools.islice(zip(CITIES, marks, strict=False), 3):
        changed = _same(f"{city.name}-{mark.__name__}", text, gold, in_city(city))
        yield Variant(changed.name, mark(later(4)(changed.text)), _apply(changed.gold, later(4)))


def _same(name: str, text: str, gold: Facts, change: Change) -> Variant:
    return Variant(name, change(text), _apply(gold, change))


def _text_only(name: str, text: str, gold: Facts, change: Change) -> Variant:
    """Marks and spaces are folded when compared, so the gold stays."""
    return Variant(name, change(text), gold)


def _apply(gold: Facts, change: Change) -> Facts:
    """The change made to every string of the facts."""
    changed: Facts = json.loads(change(json.dumps(gold, ensure_ascii=False)))
    return changed


def _with_figures(gold: Facts) -> Facts:
    changed = copy.deepcopy(gold)
    for target in changed["targets"]:
        per_head = target["indicator"].startswith("每万人口") and target["value"] == 13
        energy = target["comparator"] == "-"
        target["value"] = 16 if per_head else 14 if energy else FIGURES[target["value"]]
    return changed


_TASK = re.compile(r"^[（(][一二三四五六七八九十]+[)）]")


def rotated(text: str, gold: Facts, shift: int) -> Variant:
    """The tasks of section 二 in another order, their numbers in the order of the text."""
    lines = text.split("\n")
    first = next(i for i, line in enumerate(lines) if re.match(r"二、", line))
    last = next(i for i, line in enumerate(lines) if re.match(r"三、", line))
    spots = [i for i in range(first, last) if _TASK.match(lines[i])]
    numbers = [_TASK.match(lines[i])[0] for i in spots]  # type: ignore[index]
    order = spots[shift % len(spots) :] + spots[: shift % len(spots)]
    bodies = [_TASK.sub("", lines[i]) for i in order]
    for spot, number, body in zip(spots, numbers, bodies, strict=True):
        lines[spot] = number + body
    plain = [number.translate(str.maketrans("（）", "()")) for number in numbers]
    moved = {f"二/{plain[(i + shift) % len(spots)]}": f"二/{plain[i]}" for i in range(len(spots))}
    changed = copy.deepcopy(gold)
    for kind in ("tasks", "assignments", "targets", "regions"):
        for row in changed[kind]:
            row["path"] = moved.get(row["path"], row["path"])
    return Variant(f"rotated-{shift}", "\n".join(lines), changed)
