"""DOC, WPS, RTF and ODT to DOCX through LibreOffice, where the machine has it.

The program runs with a profile of its own in a temporary folder, without macros and without
following links to the network, and is stopped when it takes too long.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from plangraph.ingest.docx_text import read_docx
from plangraph.ingest.extract import Extract
from plangraph.ontology.errors import ToolMissingError, UnreadableFileError

NAMES = ("soffice", "libreoffice")
LONGEST = 120  # seconds; a plan takes 5 to 8
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
</item>
</oor:items>
"""


def read_office(raw: bytes, ending: str) -> Extract:
    """The text of an office file that only LibreOffice can read.

    Raises:
        ToolMissingError: LibreOffice is not installed.
        UnreadableFileError: It could not convert the file, or not in time.
    """
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise ToolMissingError(
            "The file is in an old office format (DOC, WPS, RTF, ODT), which needs LibreOffice.",
            advice="Install LibreOffice Writer, or save the file as DOCX and add that.",
        )
    with tempfile.TemporaryDirectory(prefix="plangraph-") as folder:
        return read_docx(_converted(program, raw, ending, Path(folder)))


def _converted(program: str, raw: bytes, ending: str, folder: Path) -> bytes:
    """The file as DOCX."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    file = folder / f"plan{ending}"
    file.write_bytes(raw)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--nolockcheck", "--convert-to", "docx", "--outdir", str(folder / "out"), str(file)]
    _run(command)
    result = folder / "out" / "plan.docx"
    if not result.is_file():
        raise UnreadableFileError(
            "LibreOffice could not open the file.",
            advice="Check that it opens, then save it as DOCX.",
        )
    return result.read_bytes()


def _run(command: list[str]) -> None:
    """Runs a program to its end or, with all that it started, to the limit of time."""
    process = subprocess.Popen(  # noqa: S603  the program is LibreOffice, the arguments are ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(LONGEST)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise UnreadableFileError(
            f"LibreOffice took longer than {LONGEST} seconds.", advice="Save the file as DOCX."
        ) from error
