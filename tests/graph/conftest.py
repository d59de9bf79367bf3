"""A store of each kind, and plans that are revised."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from plangraph.graph.store import Store
from plangraph.graph.writing import WriterProcess
from plangraph.ontology import iris
from plangraph.ontology.model import Plan, TextVersion
from tests.graph.stores import KINDS, Place


class Revise(Protocol):
    """Gives a plan more words at the end of its text."""

    def __call__(self, plan: Plan, words: str = ...) -> Plan: ...


@pytest.fixture(scope="session")
def revised() -> Revise:
    """Gives a plan more words at the end of its text."""

    def revise(plan: Plan, words: str = "\n附则。") -> Plan:
        text = plan.version.text + words
        return dataclasses.replace(plan, version=TextVersion(text, iris.sha256_of(text)))

    return revise


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place for a store, empty, one of each kind."""
    with KINDS[request.param](request, tmp_path) as found:
        yield found


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An empty store of each kind."""
    with place.open() as found:
        yield found


@pytest.fixture(scope="session")
def writer_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WriterProcess]:
    """A process that holds a store; whoever uses it finds what others left in it."""
    writer = WriterProcess(tmp_path_factory.mktemp("writer") / "store", read_only=False)
    yield writer
    writer.close()
