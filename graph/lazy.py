"""A package that takes long to import to one that is imported when it is first used."""

from importlib import import_module
from typing import Any


class Lazily:
    """Stands for a module, and imports it when something of it is first asked for.

    The loader of the standard library does not do: whoever goes through all modules wakes it.

    >>> Lazily("colorsys").rgb_to_hls(0, 0, 0)
    (0.0, 0.0, 0.0)
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, what: str) -> Any:
        return getattr(import_module(self._name), what)
