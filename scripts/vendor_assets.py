"""VENDORED.tsv to files: fetches the browser libraries that a part ships in its ``static/`` folder.

``python scripts/vendor_assets.py viz api`` packs each npm package named in
``{part}/static/VENDORED.tsv``, takes the listed members out of it, checks their sha256 and writes
them. ``--relock`` accepts what was fetched and writes the new sums into the table; use it after
changing a version by hand. The licence texts are members like any other.
"""

import argparse
import csv
import hashlib
import io
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass, fields, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = """\
# Files of other projects that this folder ships; scripts/vendor_assets.py fetches and checks them.
# One row a file: npm package, its version, the member of the package, the name it has here,
# its licence (SPDX), its sha256. Licence texts stand beside the files they cover.
"""


@dataclass(frozen=True, slots=True)
class Asset:
    """One row of VENDORED.tsv: one file taken from an npm package."""

    package: str
    version: str
    member: str
    file: str
    licence: str
    sha256: str


COLUMNS = [field.name for field in fields(Asset)]


def read_assets(table: Path) -> list[Asset]:
    """The rows of a VENDORED.tsv in their order; lines that begin with # are left out."""
    lines = [line for line in table.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [Asset(**row) for row in csv.DictReader(lines, delimiter="\t")]


def write_assets(table: Path, assets: list[Asset]) -> None:
    """Writes the rows under the explaining header."""
    rows = [COLUMNS, *([getattr(asset, name) for name in COLUMNS] for asset in assets)]
    text = HEADER + "".join("\t".join(row) + "\n" for row in rows)
    table.write_text(text, "utf-8", newline="\n")


def fetch(package: str, version: str) -> bytes:
    """The tarball of a package, as ``npm pack`` gives it."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{package}@{version}", "--pack-destination", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return next(Path(folder).glob("*.tgz")).read_bytes()


def take(tarball: bytes, member: str) -> bytes:
    """The bytes of one member; its name counts from the package's own folder."""
    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        file = archive.extractfile(f"package/{member}")
        if file is None:
            raise SystemExit(f"{member} is no file of the package")
        return file.read()


def vendor(part: str, *, relock: bool) -> None:
    """Fetches every file of one part; without ``relock`` a changed file stops the run."""
    static = ROOT / part / "static"
    table = static / "VENDORED.tsv"
    assets = read_assets(table)
    tarballs = {key: fetch(*key) for key in sorted({(a.package, a.version) for a in assets})}
    kept = []
    for asset in assets:
        data = take(tarballs[asset.package, asset.version], asset.member)
        digest = hashlib.sha256(data).hexdigest()
        if digest != asset.sha256 and not relock:
            raise SystemExit(
                f"{part}: {asset.file} has sha256 {digest}, {table.name} says otherwise"
            )
        (static / asset.file).write_bytes(data)
        kept.append(replace(asset, sha256=digest))
        print(f"{part}/static/{asset.file}  {len(data):,} bytes")
    write_assets(table, kept)


def main() -> None:
    """Reads the command line and vendors the parts it names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", help="viz, api")
    parser.add_argument("--relock", action="store_true", help="write the fetched sums")
    chosen = parser.parse_args()
    for part in chosen.parts:
        vendor(part, relock=chosen.relock)


if __name__ == "__main__":
    main()
