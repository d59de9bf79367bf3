"""A seed and a number to as many invented plans of Chinese cities, and a store of them.

``python bench/invented.py 1000 FOLDER`` fills ``FOLDER/store``, unless it is filled. Places, bodies
and figures are put together at random, so that no text is of a real plan; the same number and seed
give the same texts on every machine.
"""

import argparse
import csv
import os
import random
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

import plangraph
from plangraph.graph.embedded import EmbeddedStore
from plangraph.ontology.triples import to_nquads

NUMERALS = "一二三四五六七八九十"
CHAPTER = 20  # tasks
WORDS = {
    name: words.split("|")
    for name, words in csv.reader(
        Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines()[2:], delimiter="\t"
    )
}
FIGURES = (
    ("数字经济核心产业增加值占GDP比重达到{n}%以上", 6, 20),
    ("每万人口高价值发明专利拥有量达到{n}件", 5, 30),
    ("规模以上工业企业突破{n}家", 200, 4000),
    ("高新技术企业数量达到{n}家", 50, 2500),
    ("单位地区生产总值能耗累计下降{n}%", 5, 18),
    ("建成5G基站{n}个", 300, 30000),
    ("社会消费品零售总额年均增长{n}%以上", 3, 9),
    ("城镇新增就业{n}万人", 2, 40),
    ("技术合同成交额超过{n}亿元", 10, 900),
    ("政务服务事项网上可办率达到{n}%", 90, 99),
    ("建设示范园区{n}个", 3, 40),
    ("森林覆盖率稳定在{n}%以上", 20, 70),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A city, and the districts below it."""

    province: str
    name: str
    districts: tuple[str, ...]


def invented_plans(number: int, seed: int = 1) -> Iterator[str]:
    """So many texts of plans, each of another city or about another theme."""
    chance = random.Random(seed)  # noqa: S311  (the same texts every time)
    places = cities()
    for at in range(number):
        place = places[at % len(places)]
        theme = WORDS["themes"][(at % len(places) * 7 + at // len(places)) % len(WORDS["themes"])]
        yield plan_text(chance, place, theme)


def cities() -> list[Place]:
    """The cities of the provinces in order of their codes, each with its counties."""
    table = Path(plangraph.__path__[0]).parent / "ontology" / "places.tsv"
    rows = [
        line.split("\t") for line in table.read_text("utf-8").splitlines() if line[:1].isdigit()
    ]
    names = {row[0]: row[1] for row in rows}
    found = []
    for code, name in names.items():
        if code.endswith("00") and not code.endswith("0000") and name.endswith("市"):
            below = [n for c, n in names.items() if c[:4] == code[:4] and c != code]
            found.append(Place(names[code[:2] + "0000"], name, tuple(below[:8])))
    return [place for place in found if len(place.districts) > 2]


def plan_text(chance: random.Random, place: Place, theme: str, tasks: int = 0) -> str:
    """One plan: notice, targets, tasks with measures and bodies, phases, safeguards."""
    year = chance.randint(2019, 2024)
    last = year + chance.choice((2, 3, 4))
    title = f"{place.name}{theme}行动方案（{year}—{last}年）"
    parts = [notice(place, title, year, chance), goals(chance, place, last)]
    chapters = work(chance, place, tasks or chance.randint(6, 14))
    chapters += [phases(year, last), safeguards(chance, place)]
    parts += [f"{counted(at)}、{text}" for at, text in enumerate(chapters, 2)]
    return "\n\n".join(parts) + "\n"


def notice(place: Place, title: str, year: int, chance: random.Random) -> str:
    """The letter that the plan comes with, and its title."""
    day = f"{year}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    return "\n\n".join(
        (
            f"{place.name}人民政府办公室关于印发{title}的通知",
            f"{place.name[0]}测发〔{year}〕{chance.randint(1, 99)}号",
            "各县（市）、区人民政府，市政府各有关委办局：",
            f"《{title}》已经市人民政府同意，现印发给你们，请认真贯彻执行。",
            f"{place.name}人民政府办公室\n{day}",
            title,
        )
    )


def goals(chance: random.Random, place: Place, last: int) -> str:
    """The chapter of targets."""
    forms = chance.sample(FIGURES, chance.randint(4, 8))
    figures = [form.format(n=chance.randint(low, high)) for form, low, high in forms]
    half = len(figures) // 2
    return (
        f"一、主要目标\n\n到{last}年，{'，'.join(figures[:half])}。"
        f"到{last - 1}年底，{'，'.join(figures[half:])}。"
        f"{place.name}{chance.choice(WORDS['objects'])}更加完善，服务能力持续提升。"
    )


def work(chance: random.Random, place: Place, tasks: int) -> list[str]:
    """The chapters of tasks, twenty of them a chapter."""
    chapters = []
    for first in range(0, tasks, CHAPTER):
        many = range(1, min(CHAPTER, tasks - first) + 1)
        name = "重点任务" if first == 0 else f"{chance.choice(WORDS['heads'])}工程"
        chapters.append("\n\n".join([name, *(task(chance, place, at) for at in many)]))
    return chapters


def task(chance: random.Random, place: Place, at: int) -> str:
    """One task: its heading, measures, and who is responsible."""
    head = (
        chance.choice(WORDS["heads"])
        + "，"
        + chance.choice(WORDS["acts"])
        + chance.choice(WORDS["objects"])
    )
    lines = [measure(chance, place) for _ in range(chance.randint(3, 7))]
    return f"（{counted(at)}）{head}。{''.join(lines)}{duty(chance, place)}"


def measure(chance: random.Random, place: Place) -> str:
    """One sentence of work."""
    where = f"在{chance.choice(place.districts)}" if chance.random() < 0.2 else ""
    reason = chance.choice(WORDS["reasons"]) if chance.random() < 0.4 else ""
    many = f"，每年新增示范企业不少于{chance.randint(5, 60)}家" if chance.random() < 0.1 else ""
    one, other = chance.sample(WORDS["objects"], 2)
    act, further = chance.choice(WORDS["acts"]), chance.choice(WORDS["acts"])
    return f"{reason}{where}{act}{one}，{further}{other}{many}。"


def duty(chance: random.Random, place: Place) -> str:
    """Who is responsible."""
    names = [f"市{name}" for name in chance.sample(WORDS["bodies"], 4)]
    words = dict(zip("abcd", names, strict=True))
    return chance.choice(WORDS["duties"]).format(e=chance.choice(place.districts), **words)


def phases(year: int, last: int) -> str:
    """The chapter of stages."""
    return (
        "实施步骤\n\n"
        f"（一）部署启动阶段（{year}年3月—6月）。制定年度任务清单，明确责任分工。\n\n"
        f"（二）全面推进阶段（{year}年7月—{last}年6月）。落实各项任务，开展中期评估。\n\n"
        f"（三）总结评估阶段（{last}年7月—12月）。总结经验做法，形成长效机制。"
    )


def safeguards(chance: random.Random, place: Place) -> str:
    """The last chapter."""
    body = chance.choice(WORDS["bodies"])
    return (
        "保障措施\n\n"
        f"（一）加强组织领导。建立工作协调机制，由市{body}牵头，定期调度进展。\n\n"
        f"（二）加大资金支持。统筹各类专项资金，支持{chance.choice(place.districts)}先行先试。"
        "（市财政局负责）"
    )


def counted(number: int) -> str:
    """A number below a hundred in Chinese.

    >>> counted(3), counted(12), counted(40)
    ('三', '十二', '四十')
    """
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else NUMERALS[tens - 1]) + "十" if tens else ""
    return head + (NUMERALS[ones - 1] if ones else "")


def filled(folder: Path, number: int, seed: int = 1) -> Path:
    """The store of so many plans below a folder, made where it is not there yet.

    Processes read the texts and write N-Quads, the engine loads all of them at once, and the index
    is made at the end: minutes where adding a thousand plans one after another takes half an hour.
    """
    store, done = folder / "store", folder / f"{number}-{seed}.done"
    if done.is_file():
        return store
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    EmbeddedStore(store).close()
    engine = ox.Store(str(store / "oxigraph"))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for quads in pool.map(quads_in, invented_plans(number, seed), chunksize=10):
            engine.bulk_load(quads, ox.RdfFormat.N_QUADS)
    engine.optimize()
    del engine
    with EmbeddedStore(store) as filled_store:
        filled_store.reindex()
    done.touch()
    return store


def quads_in(text: str) -> bytes:
    """What a text says, as N-Quads."""
    return to_nquads(plangraph.to_graphs(plangraph.read(text.encode())))


def main() -> int:
    """Make the store, say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(filled(given.folder, given.number, given.seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
