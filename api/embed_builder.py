"""The page that makes what others put into their pages, papers and slides; complete without script.

Everything that is chosen stands in its address.
"""

from dataclasses import dataclass
from typing import Annotated
from typing import Literal as OneOf

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from plangraph.api.embed_figures import draw, look_of, page_height
from plangraph.api.embed_snippets import Shown, snippets
from plangraph.api.embed_wish import LATEST, OFFERED, Embed, EmbedWish
from plangraph.api.offered import offered_plans
from plangraph.api.pinned import keeps_versions, newest_of
from plangraph.api.service import Served, Service
from plangraph.ontology.errors import PlanGraphError
from plangraph.viz.choice import ROLES
from plangraph.viz.styles import THEMES
from plangraph.viz.views import UNFILTERED, VIEWS

router = APIRouter(include_in_schema=False)


class Building(BaseModel):
    """What is chosen on the page."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    plan: str = Field(default="", pattern=r"^[A-Za-z0-9_-]*$")
    view: OneOf["map", "matrix", "network", "timeline", "targets", "agency"] = "map"
    theme: OneOf["auto", "light", "dark", "print", "grey"] = "auto"
    keep: OneOf["version", "latest"] = "version"
    """Whether the embed stays with this version of the plan."""
    party: str = Field(default="", max_length=200)
    role: str = Field(default="", max_length=20)
    agency: str = Field(default="", max_length=200)
    function: str = Field(default="", max_length=200)
    phase: str = Field(default="", max_length=200)
    region: str = Field(default="", max_length=200)
    hide: bool = False

    def wish(self, version: str) -> EmbedWish:
        """The same as an embed tells it; filters only where the view can be filtered."""
        told = {"v": version if self.keep == "version" else LATEST, "theme": self.theme}
        if self.view in UNFILTERED:
            return EmbedWish.model_validate(told)
        party = self.party if self.view in ("agency", "network") else ""
        lists = {
            name: [getattr(self, name)] if getattr(self, name).strip() else []
            for name in ("role", "agency", "function")
        }
        rest = {"phase": self.phase, "region": self.region, "hide": self.hide, "party": party}
        return EmbedWish.model_validate({**told, **lists, **rest})


@dataclass(frozen=True, slots=True)
class Built:
    """What the page shows of a choice.

    Attributes:
        embed: Its address, without the public one.
        files: Name of an ending to the address of the file.
        snippets: Name of a use to the text for it.
    """

    title: str
    embed: str
    height: int
    version: str
    files: dict[str, str]
    snippets: dict[str, str]


@router.get("/embed")
@router.get("/en/embed")
def get_builder(
    request: Request, service: Served, chosen: Annotated[Building, Query()]
) -> Response:
    """The choice on one side, the view as it will look and the texts to copy on the other."""
    return service.show(request, lambda: _page(request, service, chosen))


def _page(request: Request, service: Service, chosen: Building) -> Response:
    lang = service.lang(request)
    offered = offered_plans(service, chosen.plan)
    if offered.plans and not chosen.plan:
        chosen = chosen.model_copy(update={"plan": offered.plans[0].key})
    built, problem = None, ""
    try:
        built = _built(service, chosen, lang) if chosen.plan else None
    except PlanGraphError as error:
        problem = f"{error.what} {error.advice or ''}"
    return service.site.page(
        request,
        "embed.html",
        offered=offered,
        chosen=chosen,
        views=VIEWS,
        themes=THEMES,
        roles=ROLES,
        unfiltered=UNFILTERED,
        built=built,
        problem=problem,
        keeps=keeps_versions(service),
    )


def _built(service: Service, chosen: Building, lang: str) -> Built:
    version = newest_of(service.store, chosen.plan)
    embed = Embed(chosen.view, chosen.plan, lang, chosen.wish(version))
    drawn = draw(service, embed)
    at = service.addresses.absolute
    files = {ending: at(embed.path(ending)) for ending in OFFERED}
    height = page_height(drawn.figure, look_of(service, embed))
    shown = Shown(
        url=at(embed.path()),
        files=files,
        base=service.settings.url,
        title=drawn.figure.title,
        alt=drawn.figure.alt,
        height=height,
        saved=drawn.saved,
    )
    return Built(
        title=drawn.figure.title,
        embed=embed.path(),
        height=height,
        version=drawn.version,
        files={ending[1:]: address for ending, address in files.items()},
        snippets=snippets(shown),
    )
