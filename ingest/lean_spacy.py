"""spaCy without its command line, which is two fifths of what importing it costs.

``import spacy`` brings in ``spacy.cli`` for the sake of one function, ``spacy.info``, and with it
two HTTP clients and a template engine. :func:`load` lets a stand-in take that function's place
while spaCy is imported; who asks for it, or for ``spacy.cli``, gets the real thing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_PARTS = ("spacy.cli", "spacy.cli.info")


def load() -> ModuleType:
    """The module ``spacy``, imported if it was not yet."""
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    stand_ins = {name: ModuleType(name) for name in _PARTS}
    stand_ins["spacy.cli.info"].__dict__["info"] = _info
    sys.modules |= stand_ins
    try:
        return import_module("spacy")
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _info(*arguments: Any, **options: Any) -> Any:
    return import_module("spacy.cli.info").info(*arguments, **options)
