"""A process closed for good by the system: calls that connect, write or start programs fail.

Workers give up every new descriptor, which closes files and connections alike on any Unix; that
holds without this. Where files have to be read late (fonts to draw with) this is the only wall, and
for readers of strangers' files it is a second one, also against what needs no descriptor: removing
files, sending signals. It needs Linux on x86-64 or arm64, and no rights; on another system nothing
is drawn for strangers.

Source: seccomp(2), "Seccomp BPF (SECure COMPuting with filters)" of the Linux kernel.
"""

import csv
import ctypes
import errno
import platform
import struct
import sys
from functools import cache
from importlib.resources import files
from typing import Final

_ARCHITECTURES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # as the kernel numbers them
_OPENING: Final = {"x86_64": ((2, 1), (257, 2)), "aarch64": ((56, 2),)}  # call, place of its flags
_WRITES: Final = 0o3 | 0o100 | 0o1000 | 0o2000  # O_ACCMODE, O_CREAT, O_TRUNC, O_APPEND
_OTHER_NUMBERS: Final = 0x40000000  # calls of x32, which have the same meaning
_NO_NEW_PRIVILEGES: Final = 38
_SET_SECCOMP: Final = 22
_FILTER: Final = 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW: Final = 0x7FFF0000
_DENY: Final = 0x00050000 | errno.EACCES
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in what a filter sees of a call
Step = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def can_seal() -> bool:
    """Whether this system is one of those that :func:`seal` knows."""
    return sys.platform == "linux" and platform.machine() in _ARCHITECTURES


def prepare_seal() -> None:
    """Load what :func:`seal` needs, for a process that can open no file when it is called."""
    if can_seal():
        _program(platform.machine())


def seal() -> None:
    """Refuse connections, writing and programs to this process from now on.

    Raises:
        OSError: The system does not do it.
    """
    steps = _program(platform.machine())
    library = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(steps) // 8, steps)
    for call in (
        (_NO_NEW_PRIVILEGES, 1, 0, 0, 0),
        (_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0),
    ):
        if library.prctl(*call) != 0:
            number = ctypes.get_errno()
            raise OSError(number, "the system does not close the network for one process")


@cache
def _program(machine: str) -> bytes:
    """The filter, eight bytes a step: a jump skips as many steps as it says."""
    steps: list[Step] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, _ARCHITECTURES[machine]),
        (_RETURN, 0, 0, _DENY),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _OTHER_NUMBERS),
        (_RETURN, 0, 0, _DENY),
    ]
    for number in _denied(machine):
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _DENY)]
    for number, place in _OPENING[machine]:
        steps += [
            (_EQUAL, 0, 4, number),
            (_LOAD, 0, 0, _ARGUMENTS + 8 * place),
            (_ANY_BIT, 0, 1, _WRITES),
            (_RETURN, 0, 0, _DENY),
            (_RETURN, 0, 0, _ALLOW),
        ]
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _denied(machine: str) -> list[int]:
    table = files("plangraph.graph").joinpath("denied_calls.tsv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t")
    return [int(row[machine]) for row in rows if row[machine]]
