"""Write constraints.txt: the exact version of everything that PlanGraph and its tests install.

Run it with the Python of an environment that has ``plangraph[report,test]``; it walks the
requirements from there, so that a package which only happens to be installed is not pinned.
"""

import sys
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TARGET = Path(__file__).parent.parent / "constraints.txt"
HEADER = """\
# Every package of a PlanGraph environment at the version that the tests ran with.
# pip reads it with -c. Written by scripts/pin.py; run that again after changing pyproject.toml.
"""


def required_by(name: str, extras: frozenset[str]) -> list[Requirement]:
    """What a distribution asks for on this machine with these extras."""
    wanted = [Requirement(line) for line in distribution(name).requires or []]
    environments = [{"extra": extra} for extra in sorted(extras | {""})]
    return [
        need
        for need in wanted
        if need.marker is None or any(need.marker.evaluate(one) for one in environments)
    ]


def closure(name: str, extras: frozenset[str]) -> dict[str, str]:
    """Name and version of everything below a distribution, itself left out."""
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(name, extras)]
    while waiting:
        parent = waiting.pop()
        if parent in seen:
            continue
        seen.add(parent)
        for need in required_by(*parent):
            child = canonicalize_name(need.name)
            found[child] = distribution(child).version
            waiting.append((child, frozenset(need.extras)))
    return found


def main() -> int:
    """Write the file; exit code 0."""
    pins = closure("plangraph", frozenset({"report", "test"}))
    lines = [f"{name}=={version}\n" for name, version in sorted(pins.items())]
    TARGET.write_text(HEADER + "".join(lines), encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {len(lines)} pins\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
