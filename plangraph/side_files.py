"""Side files to what the user tells about a plan: place, title, date, number, source_url.

``NAME.plan.toml`` beside ``NAME.txt`` (or any other ending) speaks for that plan, ``plan.toml`` for
all plans of its folder. docs/side-files.md describes them.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from plangraph.ingest.dates import is_partial
from plangraph.ingest.documents import is_address
from plangraph.ingest.header_fields import Header
from plangraph.ingest.jurisdiction import issuing_place
from plangraph.ontology.errors import InvalidDataError, InvalidQueryError

FOLDER_FILE = "plan.toml"
ENDING = ".plan.toml"
KEYS = {
    "place": "place",
    "title": "title",
    "date": "issued",
    "issued": "issued",
    "number": "number",
    "source_url": "source_url",
}
OF_ONE_PLAN = ("title", "number")
_LINE = re.compile(r"line (\d+)")


def told_beside(path: Path) -> dict[str, str]:
    """What the side files of a plan tell, by the names of ``plangraph.read``; often nothing.

    Raises:
        InvalidDataError: No TOML, an unknown key, a value that does not fit; with file and line.
    """
    told: dict[str, str] = {}
    for file in side_files_of(path):
        told |= _Side(file).told()
    return told


def side_files_of(path: Path) -> Iterator[Path]:
    """The side files that are there for a plan, the one of its folder first."""
    for file in (path.parent / FOLDER_FILE, path.with_name(path.stem + ENDING)):
        if file.is_file():
            yield file


class _Side:
    """One side file: its text, for the numbers of lines, and its values."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._text = path.read_text("utf-8-sig")
        except ValueError as error:
            raise self._wrong("This is not UTF-8.", advice="Save it as UTF-8.") from error

    def told(self) -> dict[str, str]:
        told: dict[str, str] = {}
        for key, value in self._parsed().items():
            name = KEYS.get(key.replace("-", "_"))
            if name is None:
                raise self._wrong(
                    f"{key!r} is no key of a side file.",
                    key,
                    f"It takes {', '.join(KEYS)}.",
                )
            if name in told:
                raise self._wrong("The date is told twice.", key, "Keep date or issued.")
            told[name] = self._checked(key, name, value)
        return told

    def _parsed(self) -> dict[str, object]:
        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            line = _LINE.search(str(error))
            raise self._wrong(
                f"This is no TOML ({error}).",
                advice='A line is written: place = "云南省昆明市".',
                line=int(line[1]) if line else None,
            ) from error

    def _checked(self, key: str, name: str, value: object) -> str:
        """A value as text, if it is one that fits its key."""
        if type(value) is date or (name == "issued" and type(value) is int):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(f"The {key} is no text.", key, "Write it in quotation marks.")
        value = value.strip()
        if name == "issued" and not is_partial(value):
            raise self._wrong(
                f"{value!r} is no date.", key, "Write it as 2022, 2022-09 or 2022-09-29."
            )
        if name == "source_url" and not is_address(value):
            raise self._wrong(f"{value!r} is no address.", key, "It starts with https://.")
        if name == "place":
            self._check_place(key, value)
        if name in OF_ONE_PLAN and self._path.name == FOLDER_FILE:
            self._check_alone(key)
        return value

    def _check_place(self, key: str, value: str) -> None:
        try:
            issuing_place("", Header(), value)
        except InvalidQueryError as error:
            what = f"{value!r} is no place that is known, or several are called so."
            raise self._wrong(what, key, error.advice) from error

    def _check_alone(self, key: str) -> None:
        """A title in a folder of several plans would make them one."""
        from plangraph.intake import ENDINGS

        folder = self._path.parent
        plans = [file for file in folder.iterdir() if file.suffix.lower() in ENDINGS]
        if len(plans) > 1:
            raise self._wrong(
                f"The {key} is that of one plan, and the folder holds {len(plans)}.",
                key,
                f"Tell it in NAME{ENDING}.",
            )

    def _wrong(
        self, what: str, key: str = "", advice: str = "", *, line: int | None = None
    ) -> InvalidDataError:
        line = line or (self._line_of(key) if key else None)
        where = f"{self._path}, line {line}" if line else str(self._path)
        return InvalidDataError(what, where=where, advice=advice)

    def _line_of(self, key: str) -> int | None:
        """The line where a key is told; also that of a table or a dotted key."""
        told = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
        lines = self._text.splitlines()
        return next((number for number, line in enumerate(lines, 1) if told.match(line)), None)
