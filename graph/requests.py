"""What a writer does for those who speak to its socket: a request's name to a call of the store."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from plangraph.graph.embedded import EmbeddedStore
from plangraph.ontology.errors import InvalidDataError

Reply = tuple[dict[str, Any], bytes]


def carry_out(store: EmbeddedStore, told: dict[str, Any], body: bytes) -> Reply:
    """The reply to one request.

    Raises:
        PlanGraphError: As the store's method; the request is unknown.
    """
    act = _ACTS.get(told["do"])
    if act is None:
        raise InvalidDataError(
            f"The writer does not know {told['do']!r}.",
            advice="The service and the command are of different releases; restart the service.",
        )
    return act(store, told, body)


def _add(store: EmbeddedStore, told: dict[str, Any], body: bytes) -> Reply:
    return {"outcome": store.add_nquads(told["plan"], body)}, b""


def _remove(store: EmbeddedStore, told: dict[str, Any], _: bytes) -> Reply:
    store.remove(told["plan"])
    return {}, b""


def _version(store: EmbeddedStore, told: dict[str, Any], _: bytes) -> Reply:
    return {}, store.versions.read(told["plan"], told["sha256"])


def _backup(store: EmbeddedStore, told: dict[str, Any], _: bytes) -> Reply:
    store.backup(Path(told["folder"]))
    return {}, b""


def _snapshot(store: EmbeddedStore, told: dict[str, Any], _: bytes) -> Reply:
    store.snapshot(Path(told["folder"]))
    return {}, b""


def _update(store: EmbeddedStore, told: dict[str, Any], body: bytes) -> Reply:
    store.update(body.decode(), using_graphs=told["using"], using_named_graphs=told["using_named"])
    return {}, b""


def _graph(store: EmbeddedStore, told: dict[str, Any], _: bytes) -> Reply:
    lines = store.graph(told["name"])
    return {"there": lines is not None}, lines or b""


def _delete_graph(store: EmbeddedStore, told: dict[str, Any], _: bytes) -> Reply:
    store.delete_graph(told["name"])
    return {}, b""


_ACTS: dict[str, Callable[[EmbeddedStore, dict[str, Any], bytes], Reply]] = {
    "add": _add,
    "remove": _remove,
    "plan_nquads": lambda store, told, _: ({}, store.plan_nquads(told["plan"])),
    "version": _version,
    "versions": lambda store, told, _: ({"kept": store.versions.kept(told["plan"])}, b""),
    "plan_keys": lambda store, *_: ({"keys": store.plan_keys()}, b""),
    "nquads": lambda store, *_: ({}, store.nquads()),
    "generation": lambda *_: ({}, b""),  # every reply tells it
    "backup": _backup,
    "snapshot": _snapshot,
    "reindex": lambda store, *_: ({"documents": store.reindex()}, b""),
    "update": _update,
    "graph": _graph,
    "put_graph": lambda store, told, body: ({"new": store.put_graph(told["name"], body)}, b""),
    "post_graph": lambda store, told, body: ({"new": store.post_graph(told["name"], body)}, b""),
    "delete_graph": _delete_graph,
}
