"""oEmbed: the address of a view to what a page needs to show it (https://oembed.com, 1.0)."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from plangraph.api.embed_figures import WIDTH, Drawn, draw, look_of, page_height, ratio_of
from plangraph.api.embed_snippets import Shown, iframe
from plangraph.api.embed_wish import Embed, read_address
from plangraph.api.parts import PLAN, SERVICE
from plangraph.api.service import Served, Service

router = APIRouter(tags=["embedding"])
_NARROWEST = 320
_THUMBNAIL = 600
_DAY = 86400
_EXAMPLE = f"{SERVICE}/embed/map/{PLAN}"


class Rich(BaseModel):
    """A view as oEmbed tells it."""

    version: str = Field(default="1.0", examples=["1.0"])
    type: str = Field(default="rich", examples=["rich"])
    title: str = Field(examples=["昆明市建设国家知识产权强市示范城市工作方案：责任图"])
    provider_name: str = Field(default="PlanGraph", examples=["PlanGraph"])
    provider_url: str = Field(examples=[SERVICE])
    cache_age: int = Field(
        default=_DAY, description="Seconds that the answer may be kept", examples=[_DAY]
    )
    html: str = Field(description="A frame", examples=[f'<iframe src="{_EXAMPLE}"></iframe>'])
    width: int = Field(examples=[WIDTH])
    height: int = Field(examples=[720])
    thumbnail_url: str = Field(examples=[f"{_EXAMPLE}.png?width=600"])
    thumbnail_width: int = Field(examples=[_THUMBNAIL])
    thumbnail_height: int = Field(examples=[400])


@router.get("/oembed", responses={501: {"description": "Another format than JSON"}})
def get_oembed(
    service: Served,
    url: Annotated[
        str,
        Query(description="Address of an embedded view", max_length=4000, examples=[_EXAMPLE]),
    ],
    maxwidth: Annotated[
        int | None, Query(ge=1, description="Pixels at most", examples=[800])
    ] = None,
    maxheight: Annotated[
        int | None, Query(ge=1, description="Pixels at most", examples=[600])
    ] = None,
    format: Annotated[  # noqa: A002  (the name is the protocol's)
        str, Query(description="`json`; there is no other", examples=["json"])
    ] = "json",
) -> Rich:
    """How a page shows the view of this address; an address of anything else is 404."""
    if format != "json":
        raise HTTPException(501, "oEmbed is answered as JSON here; ask with format=json.")
    embed = read_address(url, service.settings.url)
    drawn = draw(service, embed)
    return _rich(service, embed, drawn, maxwidth or WIDTH, maxheight)


def discovery(service: Service, address: str) -> str:
    """Where oEmbed tells of an address of this service."""
    asked = urlencode({"url": address, "format": "json"})
    return service.addresses.absolute(f"/oembed?{asked}")


def _rich(service: Service, embed: Embed, drawn: Drawn, widest: int, highest: int | None) -> Rich:
    look, figure = look_of(service, embed), drawn.figure
    ratio = ratio_of(figure, look)
    width = min(widest, WIDTH)
    height = min(page_height(figure, look, max(width, _NARROWEST)), highest or 10**6)
    small = min(_THUMBNAIL, width, round((highest or 10**6) / ratio))
    at = service.addresses.absolute
    shown = Shown(at(embed.path()), {}, service.settings.url, figure.title, figure.alt, height)
    return Rich(
        title=figure.title,
        provider_url=service.settings.url,
        html=iframe(shown, str(width)),
        width=width,
        height=height,
        thumbnail_url=at(embed.path(".png", width=max(small, 200))),
        thumbnail_width=max(small, 200),
        thumbnail_height=round(max(small, 200) * ratio),
    )
