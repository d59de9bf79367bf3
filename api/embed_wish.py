"""What is to be embedded, as its address tells it: view, plan, version, language, look, filters."""

import re
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final
from typing import Literal as OneOf
from urllib.parse import parse_qs, unquote, urlencode

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from plangraph.ontology.errors import UnknownThingError
from plangraph.viz.choice import Choice
from plangraph.viz.views import VIEWS, Asked

LATEST: Final = "latest"
TRIPLES: Final = ".ttl"
OFFERED: Final = (".svg", ".png", ".pdf", ".docx", ".csv", ".json", TRIPLES, ".html")
_NAME = re.compile(
    rf"([A-Za-z0-9][A-Za-z0-9_-]*)(@{LATEST})?({'|'.join(map(re.escape, OFFERED))})?"
)
_PATH = re.compile(r"(/en)?/embed/([a-z]+)/([^/]+)")
_LISTS: Final = ("role", "agency", "function")
_Word = Annotated[str, Field(max_length=200)]


class EmbedWish(BaseModel):
    """What stands behind the question mark; what is empty is not told."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    v: str = Field(default="", pattern=f"^([0-9a-f]{{12}}|{LATEST}|)$")
    """Version: the first 12 digits of the text's SHA-256; empty or ``latest`` for the newest."""
    party: _Word = ""
    """Party of an agency's profile, or in the middle of a network."""
    role: list[_Word] = Field(default=[], max_length=20)
    agency: list[_Word] = Field(default=[], max_length=50)
    function: list[_Word] = Field(default=[], max_length=50)
    phase: _Word = ""
    region: _Word = ""
    hide: bool = False
    """Leave out parties that are in every task."""
    theme: OneOf["auto", "light", "dark", "print", "grey"] = "auto"
    width: int | None = Field(default=None, ge=200, le=4000)
    """Pixels of a picture."""

    def choice(self) -> Choice:
        """The filter of the picture."""
        role, agency, function = (
            tuple(word.strip() for word in getattr(self, name) if word.strip()) for name in _LISTS
        )
        phase, region = self.phase.strip(), self.region.strip()
        return Choice(role, agency, function, phase, region, self.hide)

    def query(self) -> str:
        """The wish as it stands in an address; the same for the same wish."""
        told: dict[str, Any] = self.model_dump(exclude_defaults=True)
        if told.get("hide"):
            told["hide"] = 1
        for name in _LISTS:
            told[name] = [word for word in told.get(name, ()) if word.strip()]
        return urlencode({name: value for name, value in told.items() if value}, doseq=True)


@dataclass(frozen=True, slots=True)
class Embed:
    """One view of one plan to be embedded.

    Attributes:
        view: One of VIEWS.
        plan: Key of the plan.
        lang: ``zh`` or ``en``.
    """

    view: str
    plan: str
    lang: str
    wish: EmbedWish

    def path(self, ending: str = "", **changed: Any) -> str:
        """The address below the public one, with an ending for a file of the same view."""
        prefix = "/en" if self.lang == "en" else ""
        query = self.wish.model_copy(update=changed).query()
        return f"{prefix}/embed/{self.view}/{self.plan}{ending}" + (f"?{query}" if query else "")

    def asked(self) -> Asked:
        """What has to be drawn."""
        return Asked(self.view, self.plan, self.lang, self.wish.choice(), self.wish.party.strip())

    def at(self, version: str) -> "Embed":
        """The same of a version."""
        return replace(self, wish=self.wish.model_copy(update={"v": version}))


def read_name(view: str, name: str, lang: str, wish: EmbedWish) -> tuple[Embed, str]:
    """What the last parts of a path name: a plan, ``@latest`` or not, and an ending or none.

    Raises:
        UnknownThingError: They name no view or no plan.
    """
    found = _NAME.fullmatch(name)
    if view not in VIEWS or not found:
        raise UnknownThingError(
            "There is no such view to embed.",
            where=f"{view}/{name}",
            advice=f"Views are {', '.join(VIEWS)}; endings are {', '.join(OFFERED)}.",
        )
    plan, newest, ending = found.groups()
    embed = Embed(view, plan, lang, wish)
    return (embed.at(LATEST) if newest else embed), ending or ""


def read_address(url: str, base: str) -> Embed:
    """What an address of this service embeds, for services that know nothing but the address.

    Raises:
        UnknownThingError: It is the address of something else.
    """
    rest = url.removeprefix(base) if url.startswith(f"{base}/") else ""
    path, _, query = rest.partition("#")[0].partition("?")
    found = _PATH.fullmatch(unquote(path))
    if not found:
        raise UnknownThingError(
            "This is no address of a view here.", where="url", advice=f"See {base}/embed."
        )
    given = parse_qs(query)
    told = {name: values if name in _LISTS else values[-1] for name, values in given.items()}
    try:
        wish = EmbedWish.model_validate(told)
    except ValidationError as problem:
        raise UnknownThingError(
            "A parameter of this address does not fit.", where="url", advice=f"See {base}/embed."
        ) from problem
    return read_name(found[2], found[3], "en" if found[1] else "zh", wish)[0]
