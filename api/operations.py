"""Routes for whoever runs or explores the service: health, and the documentation of the paths."""

from importlib.metadata import version

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

from plangraph.api.metrics import CONTENT_TYPE
from plangraph.api.service import Served

router = APIRouter()


class Health(BaseModel):
    """The state of a running service."""

    status: str = Field(examples=["ok"])
    version: str = Field(examples=["0.1.0"])
    generation: str = Field(
        description="Changes with every write to the store", examples=["7-1f0c"]
    )
    plans: int = Field(description="Plans in the store", examples=[1])


class Readiness(BaseModel):
    """Whether queries are answered."""

    ready: bool = Field(examples=[True])
    generation: str = Field(
        description="The state of the store that the next query sees", examples=["7-1f0c"]
    )


@router.get("/healthz", tags=["operations"])
def get_health(service: Served) -> Health:
    """Says that the service answers and its store can be read; 503 where it cannot."""
    return Health(
        status="ok",
        version=version("plangraph"),
        generation=str(service.store.generation()),
        plans=len(service.store.plan_keys()),
    )


@router.get("/readyz", tags=["operations"])
def get_readiness(service: Served) -> Readiness:
    """Says that queries are answered; 503 while the store is being loaded or is out of reach."""
    answers = bool(service.store.query("ASK {}"))
    return Readiness(ready=answers, generation=service.store.generation())


@router.get("/metrics", tags=["operations"], response_class=PlainTextResponse)
def get_metrics(service: Served) -> Response:
    """Figures for Prometheus: requests, seconds, queries by how they ended, queue, store."""
    return Response(service.metrics.text(), media_type=CONTENT_TYPE)


@router.get("/docs", include_in_schema=False)
@router.get("/en/docs", include_in_schema=False)
def get_docs(request: Request, service: Served) -> Response:
    """The paths of the service, to read and to try out."""
    return service.site.page(request, "docs.html")
