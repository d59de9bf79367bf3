"""How fast plans are read, beside a spaCy pipeline that only cuts the same text into tokens.

``python bench/bench_reading.py`` prints a table: characters a second of the warm pipeline, the
ratio to ``spacy.blank("zh")`` with the same tokenizer in the same run, and the peak of memory above
the base in bytes a character (each length in a process of its own). Long texts repeat the sections
of invented plans with other numbers, so that their outline stays one.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from plangraph.ingest.pipeline import create_pipeline, findings_of

ROOT = Path(__file__).parent.parent
LENGTHS = (10_000, 100_000, 1_000_000, 5_000_000)
_SECTION = """（{n}）推进第{n}批重点项目建设。到2027年，培育规模以上企业{n}家以上，
支持五华区、盘龙区开展试点，新增发明专利{n}件。
（牵头单位：市科技局；配合单位：市发展改革委、市财政局，各县（市）区人民政府）
"""


def text_of(length: int) -> str:
    """A plan of about so many characters."""
    head = (
        "昆明市人民政府办公室关于印发昆明市重点项目工作方案（2025—2027年）的通知\n\n"
        "一、总体要求\n到2027年，全市经济总量达到1万亿元。\n二、重点任务\n"
    )
    parts, size, number = [head], len(head), 0
    while size < length:
        number += 1
        part = _SECTION.format(n=_chinese(number % 99 + 1)).replace("批", f"{number}批", 1)
        parts.append(part)
        size += len(part)
    return "".join(parts)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return digits[tens] * (tens > 1) + "十" * (tens > 0) + digits[ones] * (ones > 0)


def measure(length: int) -> None:
    """One line of the table, printed by a process of its own."""
    nlp = create_pipeline()
    tokens = {"tokenizer": {"@tokenizers": "plangraph.zh_runs.v1"}}
    blank = spacy.blank("zh", config={"nlp": tokens})
    findings_of(nlp, text_of(5_000))
    text = text_of(length)
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = _timed(lambda: findings_of(nlp, text), 3 if length < 1_000_000 else 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pieces = [text[at : at + 50_000] for at in range(0, len(text), 50_000)]
    plain = _timed(lambda: [blank(piece) for piece in pieces], 3 if length < 1_000_000 else 1)
    each = (peak - base) * 1024 / len(text)
    print(
        f"| {len(text):,} | {len(text) / seconds:,.0f} | {seconds / plain:.1f} | {each:,.0f} |",
        flush=True,
    )


def _timed(act: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        act()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """The table."""
    print("| characters | a second of CPU | times spaCy's tokens alone | bytes a character |")
    print("|---:|---:|---:|---:|")
    for length in LENGTHS:
        subprocess.run([sys.executable, __file__, str(length)], check=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(int(sys.argv[1]))
    else:
        main()
