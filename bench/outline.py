"""A length to a city's five-year outline (规划纲要): chapters, indicators, division of work.

``python bench/outline.py 470000 FILE`` writes one; the same length and seed give the same text on
every machine. Its words are those of the other invented plans, so that no text is of a real plan.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from invented import FIGURES, WORDS, Place, cities, counted, measure, notice, task

BOOKS, YEARS = 20, (2021, 2025)
CHAPTERS, SECTIONS, ITEMS = 4, 3, 4  # of a book, a chapter, a section; figures grow with the length
SHARE = 0.55  # of the text that is prose; the rest is the table of who does what
FUNCTIONS = ("优化开发", "重点发展", "生态保育", "城乡融合")
STAGES = (
    "（一）部署启动阶段（2021年1月—2021年12月）。分解目标任务，明确责任分工。",
    "（二）全面推进阶段（2022年1月—2024年6月）。落实各项任务，开展中期评估。",
    "（三）攻坚突破阶段（2024年7月—2025年6月）。聚焦短板弱项，推动重点工程落地。",
    "（四）总结评估阶段（2025年7月—2025年12月）。总结经验做法，形成长效机制。",
)


def outline_text(characters: int, seed: int = 1) -> str:
    """An outline of about so many characters."""
    chance = random.Random(seed)  # noqa: S311  (the same texts every time)
    place = cities()[37]
    title = f"{place.name}国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"
    parts = [notice(place, title, YEARS[0], chance), indicators(chance)]
    length, number = sum(map(len, parts)), 0
    while length < characters * SHARE:
        number += 1
        parts.append(chapter(chance, place, number))
        length += len(parts[-1])
    parts += ["第九十九章 实施步骤", *STAGES, *division(chance, place, characters - length)]
    return "\n\n".join(parts) + "\n"


def indicators(chance: random.Random) -> str:
    """The table of main indicators."""
    rows = ["第〇章 主要指标", "| 指标 | 2020年现状 | 2025年目标 | 属性 |\n|---|---|---|---|"]
    for name, unit in (("常住人口城镇化率", "%"), ("森林覆盖率", "%"), ("人均预期寿命", "岁")):
        low = chance.randint(50, 70)
        kind = chance.choice(("预期性", "约束性"))
        rows[-1] += f"\n| {name}（{unit}） | {low} | {low + chance.randint(1, 9)} | {kind} |"
    return "\n\n".join(rows)


def chapter(chance: random.Random, place: Place, number: int) -> str:
    """A chapter with its sections; every fourth begins a book."""
    head = chance.choice(WORDS["heads"])
    lines = [f"第{hundred(number)}章 {head}"]
    if number % CHAPTERS == 1:
        lines.insert(
            0, f"第{hundred(number // CHAPTERS + 1)}篇 {chance.choice(WORDS['heads'])}新局面"
        )
    for at in range(1, SECTIONS + 1):
        lines += [
            f"第{counted(at)}节 {chance.choice(WORDS['acts'])}{chance.choice(WORDS['objects'])}"
        ]
        lines += [prose(chance, place), *(task(chance, place, one) for one in range(1, ITEMS + 1))]
    return "\n\n".join(lines)


def prose(chance: random.Random, place: Place) -> str:
    """A paragraph that states figures and names districts, and nobody who is responsible."""
    form, low, high = chance.choice(FIGURES)
    goal = form.format(n=chance.randint(low, high))
    one, other = chance.sample(place.districts, 2)
    return (
        f"{measure(chance, place)}支持{one}{chance.choice(FUNCTIONS)}，推动{other}"
        f"{chance.choice(FUNCTIONS)}。到{chance.randint(2023, 2025)}年，{goal}。"
    )


def division(chance: random.Random, place: Place, characters: int) -> Iterator[str]:
    """The table of who does what, as long as it may be."""
    yield "附件\n\n重点任务分工表"
    rows = ["| 序号 | 重点任务 | 牵头单位 | 配合单位 | 完成时限 |", "|---|---|---|---|---|"]
    length = 0
    while length < characters:
        rows.append(row(chance, place, len(rows) - 1))
        length += len(rows[-1])
    yield "\n".join(rows)


def row(chance: random.Random, place: Place, number: int) -> str:
    """A row of the table."""
    lead, *others = (f"市{name}" for name in chance.sample(WORDS["bodies"], chance.randint(2, 5)))
    year = chance.randint(2022, YEARS[1])
    work = measure(chance, place).removesuffix("。")
    return f"| {number} | {work} | {lead} | {'、'.join(others)} | {year}年底前 |"


def hundred(number: int) -> str:
    """A number below a thousand in Chinese.

    >>> hundred(7), hundred(107), hundred(123)
    ('七', '一百零七', '一百二十三')
    """
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return counted(rest)
    tail = f"一{counted(rest)}" if 10 <= rest < 20 else counted(rest)
    return counted(hundreds) + "百" + ("零" if 0 < rest < 10 else "") + (tail if rest else "")


def main() -> int:
    """Write the text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("characters", type=int)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    given.file.write_text(outline_text(given.characters), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
