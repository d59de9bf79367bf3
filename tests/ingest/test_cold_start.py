"""What reading a plan brings into the process, and what it leaves as it was."""

import gc
import subprocess
import sys
from pathlib import Path

from plangraph.ingest.reader import read_plan

PLAN = Path(__file__).parents[1] / "plans" / "f2-kunming-digital-invented.txt"


def _run(code: str) -> str:
    """What a fresh Python prints for a few lines of code."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_spacy_comes_with_the_first_text() -> None:
    """Importing the reader costs no spaCy; the first text that is read brings it in."""
    code = (
        "import sys; from pathlib import Path; from plangraph.ingest.reader import read_plan\n"
        "before = 'spacy' in sys.modules\n"
        f"read_plan(Path({str(PLAN)!r})); print(before, 'spacy' in sys.modules)"
    )
    assert _run(code) == "False True"


def test_a_text_file_needs_no_reader_of_pdf_and_no_command_line_of_spacy() -> None:
    """A plan as plain text is read without PDFium and without the commands that spaCy has."""
    unneeded = ["pypdfium2", "spacy.cli"]
    code = (
        "import sys; from pathlib import Path; from plangraph.ingest.reader import read_plan\n"
        f"read_plan(Path({str(PLAN)!r})); print([n for n in {unneeded!r} if n in sys.modules])"
    )
    assert _run(code) == "[]"


def test_spacys_own_command_line_is_there_for_who_asks() -> None:
    """Importing spaCy leanly takes nothing away: ``spacy.info`` and ``spacy.cli`` work after it."""
    code = (
        "from plangraph.ingest import lean_spacy; spacy = lean_spacy.load()\n"
        "told = spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
        "import spacy.cli; print(told, callable(spacy.cli.download))"
    )
    assert _run(code) == "True True"


def test_reading_leaves_the_collector_as_it_was() -> None:
    """Memory is looked after as before once a plan is read, be the collector on or off."""
    for is_on in (False, True):
        (gc.enable if is_on else gc.disable)()
        read_plan(PLAN)
        assert gc.isenabled() is is_on
