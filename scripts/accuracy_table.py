"""docs/accuracy.md to ``api/accuracy.tsv``: the measured figures that the page on quality shows.

Run it after the accuracy was measured anew: ``python scripts/accuracy_table.py``.
"""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "docs" / "accuracy.md"
TABLE = ROOT / "api" / "accuracy.tsv"
HEADER = """\
# How often PlanGraph is right, measured against gold facts: written by scripts/accuracy_table.py
# from docs/accuracy.md. One row a set of plans and a kind of fact.
set	plans	kind	precision	recall	right	gold	read
"""
_SET = re.compile(r"\*\*([a-z ]+)\*\*: (\d+) plans")
_ROW = re.compile(r"\| (\w+) \| ([\d.]+) \| ([\d.]+) \| [\d.]+ \| (\d+) \| (\d+) \| (\d+) \|")


def rows(text: str) -> Iterator[str]:
    """The rows of the table in the order of the page."""
    name, plans = "", ""
    for line in text.splitlines():
        if found := _SET.match(line):
            name, plans = found[1], found[2]
        elif name and (row := _ROW.fullmatch(line)):
            yield "\t".join((name, plans, *row.groups()))


def main() -> None:
    """Writes the table."""
    text = HEADER + "".join(f"{row}\n" for row in rows(SOURCE.read_text("utf-8")))
    TABLE.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
