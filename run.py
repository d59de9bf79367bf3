#!/usr/bin/env python3
"""Set PlanGraph up on this machine and start it; needs nothing but Python 3.11 or newer.

python3 run.py demo    build the graph of the bundled plan, serve it, print the address
python3 run.py test    check style and types and run all tests

What follows the word is handed on: to `plangraph demo`, or to pytest.
The first run makes the virtual environment .venv in this folder; later runs find it ready.
"""

from __future__ import annotations  # so that an older Python gets as far as the message in main

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
OLDEST = (3, 11)
# A third of the time of the tests is waiting, so there is one worker more for each two cores.
# Tests of a file share what is slow to set up; tests/conftest.py puts the files in order.
_WORKERS = str((os.cpu_count() or 1) * 3 // 2 or 1)
_SPREAD = ["-n", _WORKERS, "--dist", "loadfile", "--no-loadscope-reorder"]
_PARTS = ("ontology", "ingest", "graph", "viz", "api", "plangraph")


class SetupError(Exception):
    """Something that this machine lacks; the text says what, and what to do about it."""


def say(text: object) -> None:
    """One line of progress, in order with what the programs below print."""
    print(f"run.py: {text}", flush=True)


def call(*command: object, **options: Any) -> int:
    """The exit code of a command, 127 if there is none; its output goes where ours goes."""
    try:
        return subprocess.call([str(part) for part in command], **options)
    except OSError:
        return 127


# --- Debian packages -------------------------------------------------------------------------


def install_packages(names: list[str]) -> None:
    """Install Debian packages; SetupError with the command for the user where that fails."""
    wanted = " ".join(names)
    if shutil.which("apt-get") is None:
        raise SetupError(
            f"this machine lacks what Debian calls {wanted}, and has no apt-get. "
            "Install the same with its own package manager, then run this again."
        )
    command = [*as_root(wanted), "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    say(f"installing {wanted} with apt-get")
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"env": settings, "stdout": subprocess.DEVNULL}  # errors stay visible
    call(*command, "update", **quiet)
    if call(*command, "install", "-y", "--no-install-recommends", *names, **quiet):
        raise SetupError(
            f"apt-get could not install {wanted} (its own message stands above). "
            f"Try: sudo apt-get update && sudo apt-get install {wanted}"
        )


def as_root(wanted: str) -> list[str]:
    """The words before a command that needs root."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        raise SetupError(
            f"{wanted} must be installed by root, and there is no sudo. "
            f"Ask an administrator for: apt-get install {wanted}"
        )
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]


def has_chromium() -> bool:
    """The tests drive a real browser, the one that PLANGRAPH_CHROMIUM names or one found here."""
    named = os.environ.get("PLANGRAPH_CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    return any(shutil.which(name) for name in names)


def has_chinese_font() -> bool:
    """Without one the browser draws boxes."""
    found = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def has_virtuoso() -> bool:
    """The tests keep plans in a real engine elsewhere, which they start themselves."""
    return shutil.which("virtuoso-t") is not None


def missing_packages() -> list[list[str]]:
    """The Debian packages that the tests need and this machine lacks, in groups that belong."""
    lacking = [] if has_chromium() else [["chromium"]]
    if not (shutil.which("fc-list") and has_chinese_font()):
        lacking.append(["fontconfig", "fonts-noto-cjk"])
    if not has_virtuoso():
        lacking.append(["virtuoso-opensource-7-bin", "virtuoso-opensource-7-common"])
    return lacking


def provide_packages() -> bool:
    """True if all tests can run; else says which cannot."""
    lacking = missing_packages()
    if lacking and not installed(flat(lacking)) and len(lacking) > 1:
        for group in lacking:  # one that this machine does not know shall not keep out the others
            installed(group)
    lacking = missing_packages()
    if lacking:
        say(f"going on without {' '.join(flat(lacking))}; the tests that need them will fail")
    return not lacking


def installed(names: list[str]) -> bool:
    """Whether packages could be installed; if not, says why."""
    try:
        install_packages(names)
    except SetupError as problem:
        say(problem)
        return False
    return True


def flat(groups: list[list[str]]) -> list[str]:
    """All names of some groups."""
    return [name for group in groups for name in group]


# --- the virtual environment -----------------------------------------------------------------


def environment_fits() -> bool:
    """True if .venv is there, works, has pip, and is of this Python's version."""
    ours = sys.version_info[:2]
    question = f"import sys, pip; sys.exit(sys.version_info[:2] != {ours})"
    return call(PYTHON, "-c", question, stderr=subprocess.DEVNULL) == 0


def make_environment() -> None:
    """Make .venv, or make it anew where it does not fit."""
    if environment_fits():
        return
    if ENVIRONMENT.exists():
        say(f"{ENVIRONMENT} is broken or of another Python: making it anew")
    if importlib.util.find_spec("ensurepip") is None:
        install_packages([f"python3.{sys.version_info.minor}-venv"])
    say(f"making the virtual environment {ENVIRONMENT}")
    if call(sys.executable, "-m", "venv", "--clear", ENVIRONMENT) or not environment_fits():
        raise SetupError(
            f"Python could not make a virtual environment in {ENVIRONMENT} "
            "(its own message stands above). Is the folder writable, is the disk full?"
        )


def fingerprint() -> str:
    """Changes when what must be installed changes, or when the checkout has moved."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install(kind: str) -> None:
    """Install PlanGraph into .venv; kind `test` brings the test tools and serves both."""
    mark = fingerprint()
    stamps = {name: ENVIRONMENT / f"plangraph-{name}.stamp" for name in ("demo", "test")}
    enough = stamps.values() if kind == "demo" else [stamps["test"]]
    if any(stamp.is_file() and stamp.read_text() == mark for stamp in enough):
        return
    say("installing PlanGraph and the packages it needs; the first time takes some minutes")
    what = f"{ROOT}[test]" if kind == "test" else str(ROOT)
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    pip += [] if sys.stdout.isatty() else ["--quiet"]
    if call(*pip, "-c", ROOT / "constraints.txt", "-e", what):
        raise SetupError(
            "pip could not install everything (its own message stands above). It needs the "
            "network, or a configured mirror; after mending that, run this again."
        )
    stamps[kind].write_text(mark)


# --- the two commands ------------------------------------------------------------------------


def demo(arguments: list[str]) -> int:
    """Set up, then become `plangraph demo`."""
    make_environment()
    install("demo")
    command = [str(PYTHON), "-m", "plangraph.cli", "demo", *arguments]
    os.execv(command[0], command)  # Ctrl-C and the exit code are the demo's own from here


def checks(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Name and command of each check, in order."""
    spread = [] if arguments else ["--durations=15", *_SPREAD]
    return [
        ("ruff check", ["ruff", "check", "."]),
        ("ruff format", ["ruff", "format", "--check", "."]),
        ("mypy", ["mypy"]),
        ("pytest", ["pytest", *spread, *arguments]),
    ]


def test(arguments: list[str]) -> int:
    """Set up, then run every check, even after one failed; 0 only if all passed."""
    make_environment()
    install("test")
    complete = provide_packages()
    report = []
    call(PYTHON, "-m", "compileall", "-q", *_PARTS, cwd=ROOT)  # once, not in every process
    for name, command in checks(arguments):
        say(f"{name} …")
        start = time.monotonic()
        code = call(PYTHON, "-m", *command, cwd=ROOT)
        report.append((name, code, time.monotonic() - start))
    for name, code, seconds in report:
        say(f"{name:12} {'ok' if code == 0 else f'FAILED (exit code {code})'}  {seconds:.0f} s")
    return 0 if complete and not any(code for _, code, _ in report) else 1


def main(arguments: list[str]) -> int:
    """The exit code: 0 fine, 1 something failed, 2 wrong use."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        say(f"PlanGraph needs Python 3.11 or newer; {sys.executable} is {found}.")
        return 2
    commands = {"demo": demo, "test": test}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        return commands[arguments[0]](arguments[1:])
    except SetupError as problem:
        say(problem)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
