"""Children and values of WordprocessingML by local name, so that both its namespaces read alike."""

from collections.abc import Iterator
from typing import Any


def local(node: Any) -> str:
    """The name of an element without its namespace; empty for comments."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: Any | None, name: str) -> Iterator[Any]:
    """The direct children of that name, in order; none of nothing."""
    for one in () if node is None else node:
        if local(one) == name:
            yield one


def child(node: Any | None, name: str) -> Any | None:
    """The first direct child of that name."""
    return next(children(node, name), None)


def value(node: Any | None, name: str = "val") -> str:
    """An attribute by its local name; empty where there is none."""
    for key, text in () if node is None else node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(text)
    return ""


def whole(text: str) -> int | None:
    """A whole number of up to five digits; ``None`` for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None
