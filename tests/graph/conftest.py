"""Small plans that share some things and not others, made from the two gold plans."""

import dataclasses
from typing import Protocol

import pytest

from plangraph.ontology import iris
from plangraph.ontology.model import Plan, TextVersion


class Revise(Protocol):
    """Gives a plan more words at the end of its text."""

    def __call__(self, plan: Plan, words: str = ...) -> Plan: ...


@pytest.fixture
def revised() -> Revise:
    """Gives a plan more words at the end of its text."""

    def revise(plan: Plan, words: str = "\n附则。") -> Plan:
        text = plan.version.text + words
        return dataclasses.replace(plan, version=TextVersion(text, iris.sha256_of(text)))

    return revise
