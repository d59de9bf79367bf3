"""Keys to words in Chinese or English, from the tables in ``templates``."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from importlib.resources import files

from plangraph.ontology.errors import InvalidQueryError

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language by key."""

    lang: str
    texts: Mapping[str, str]

    def say(self, key: str, **values: str | int) -> str:
        """The text of a key with its gaps filled.

        >>> words_of("zh").say("line.agency", n=3)
        '参与 3 项'
        """
        return self.texts[key].format_map(values)

    def count(self, key: str, n: int) -> str:
        """The text of a key for a number of things, in the singular where there is one.

        >>> words_of("en").count("count.tasks", 1)
        '1 task'
        """
        singular = f"{key}.1"
        return self.say(singular if n == 1 and singular in self.texts else key, n=n)

    def join(self, names: Sequence[str], key: str = "list.two") -> str:
        """Names in a row, with the language's comma; empty for no names."""
        return reduce(lambda left, right: self.say(key, left=left, right=right), names or [""])

    def part(self, prefix: str) -> dict[str, str]:
        """All texts whose key begins with the prefix, under the rest of their key."""
        return {k.removeprefix(prefix): v for k, v in self.texts.items() if k.startswith(prefix)}


@cache
def words_of(lang: str) -> Words:
    """The words of a language, as the network page needs them.

    Raises:
        InvalidQueryError: The language is not one of LANGUAGES.
    """
    if lang not in LANGUAGES:
        raise InvalidQueryError(
            f"there are no words for the language {lang!r}",
            where="lang",
            advice=f"Choose one of {', '.join(LANGUAGES)}.",
        )
    return Words(lang, _texts("words", lang))


@cache
def figure_words(lang: str) -> Words:
    """The words of a language for every view: those of the page, and those of the figures.

    Raises:
        InvalidQueryError: The language is not one of LANGUAGES.
    """
    return Words(lang, {**words_of(lang).texts, **_texts("figures", lang)})


@cache
def report_words(lang: str) -> Words:
    """The words of a language for reports: those of every view, and those of reports alone.

    Raises:
        InvalidQueryError: The language is not one of LANGUAGES.
    """
    return Words(lang, {**figure_words(lang).texts, **_texts("report", lang)})


def titled(view: str, subject: str, words: Words) -> str:
    """The heading of a view about something; without the thing where there is none."""
    return words.say(f"{view}.title", plan=subject) if subject else words.say(f"{view}.title_none")


def _texts(table: str, lang: str) -> dict[str, str]:
    text = files(__package__).joinpath(f"templates/{table}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["key"]: row[lang] for row in rows}
