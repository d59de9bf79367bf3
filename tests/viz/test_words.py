"""The strings table of the views."""

import re

import pytest

from plangraph.ontology.errors import InvalidQueryError
from plangraph.ontology.model import Duty
from plangraph.viz.page import STYLES
from plangraph.viz.words import words_of


def gaps(text: str) -> set[str]:
    """The names in braces."""
    return set(re.findall(r"\{(\w+)\}", text))


def test_both_languages_say_the_same() -> None:
    """Every text stands in both languages with the same gaps to fill."""
    zh, en = words_of("zh").texts, words_of("en").texts
    assert zh.keys() == en.keys()
    assert all(zh.values())
    assert all(en.values())
    assert {key for key in zh if gaps(zh[key]) != gaps(en[key])} == set()


def test_every_duty_and_role_has_a_word() -> None:
    """No duty of the model and no line of a map is without a word."""
    texts = words_of("zh").texts
    assert {f"duty.{duty.value}" for duty in Duty} <= texts.keys()
    assert {f"role.{style}" for style in STYLES} <= texts.keys()


def test_singular_and_plural() -> None:
    """English counts one thing in the singular; Chinese has one form."""
    assert words_of("en").count("count.tasks", 1) == "1 task"
    assert words_of("en").count("count.tasks", 2) == "2 tasks"
    assert words_of("zh").count("count.tasks", 1) == "1 项任务"


def test_a_language_without_words_is_refused() -> None:
    """Asking for another language names those that there are."""
    with pytest.raises(InvalidQueryError, match="zh, en"):
        words_of("fr")


def test_braces_in_names_are_left_alone() -> None:
    """A name with braces is filled in as it stands."""
    assert words_of("zh").say("line.plan", plan="{n}{{7*7}}") == "方案：{n}{{7*7}}"
