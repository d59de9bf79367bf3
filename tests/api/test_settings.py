"""The settings: what the environment asks for, what it may ask for, where it is written down."""

import re
from pathlib import Path

import pytest

from plangraph.api.settings import Settings, defaults
from plangraph.ontology.errors import InvalidQueryError

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_settings_come_from_the_environment() -> None:
    """Every field has a variable; what is not given keeps its default."""
    found = Settings.from_environment(
        {
            "PLANGRAPH_STORE": "somewhere",
            "PLANGRAPH_PORT": "8080",
            "PLANGRAPH_READ_ONLY": "Yes",
            "PLANGRAPH_BASE_URL": "https://plans.example/graph/",
            "OTHER": "x",
        }
    )
    assert found == Settings(
        store="somewhere", port=8080, read_only=True, base_url="https://plans.example/graph/"
    )
    assert (found.url, found.path) == ("https://plans.example/graph", "/graph")
    assert found.place == Path("somewhere")
    assert Settings().url == "http://127.0.0.1:8000"
    assert Settings(store="https://store.example/sparql").place == "https://store.example/sparql"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PLANGRAPH_PORT", "many"), ("PLANGRAPH_PORT", "-1"), ("PLANGRAPH_READ_ONLY", "perhaps")],
)
def test_values_that_do_not_fit_are_named(variable: str, value: str) -> None:
    """A value of the wrong kind is refused with the name of its variable."""
    with pytest.raises(InvalidQueryError) as problem:
        Settings.from_environment({variable: value})
    assert problem.value.where == variable
    assert value in problem.value.what


def test_the_page_of_settings_gives_the_defaults() -> None:
    """docs/settings.md has a row a variable with the default that the code has."""
    rows = dict(
        re.findall(r"^\| `(\w+)` \| `?([^`|]*?)`? \|", PAGE.read_text("utf-8"), re.MULTILINE)
    )
    for variable, default in defaults().items():
        assert rows[variable].strip() == default
