"""Everything that reading loads when it first needs it, loaded at once.

For a process that forks readers which may open no file: tables, readers of formats, encodings.
What is computed, and loads nothing, still comes when it is needed.
"""

import codecs
import encodings
import pkgutil
from contextlib import suppress
from importlib import import_module

from plangraph.ingest import word_tables
from plangraph.ingest.source import source_from_bytes

_LATE = ("pdf_text", "ofd_text")  # imported by formats for files that need them
_PAGE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="b"

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><head><title>=E6=98=86</title></head><body><table><tr><td>=E6=98=86</td></tr></table>
--b
Content-Type: text/html; charset=gbk
Content-Transfer-Encoding: base64

PGh0bWw+PHA+YTwvcD4=
--b--
"""


def load() -> None:
    """Load it, but for what a plan that is read loads on its way."""
    word_tables.load_all()
    for module in _LATE:
        import_module(f"plangraph.ingest.{module}")
    for encoding in pkgutil.iter_modules(encodings.__path__):
        with suppress(LookupError, ImportError):  # of other systems
            codecs.lookup(encoding.name)
    source_from_bytes(_PAGE.replace("\n", "\r\n").encode(), "page.mhtml")
