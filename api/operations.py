"""Routes for whoever runs or explores the service: health, and the documentation of the paths."""

from importlib.metadata import version

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from plangraph.api.service import Served

router = APIRouter()


class Health(BaseModel):
    """The state of a running service."""

    status: str = Field(examples=["ok"])
    version: str = Field(examples=["0.1.0"])
    generation: str = Field(description="Changes with every write to the store")
    plans: int = Field(description="Plans in the store")


@router.get("/healthz", tags=["operations"])
def get_health(service: Served) -> Health:
    """Says that the service answers and its store can be read; 503 where it cannot."""
    return Health(
        status="ok",
        version=version("plangraph"),
        generation=str(service.store.generation()),
        plans=len(service.store.plan_keys()),
    )


@router.get("/docs", include_in_schema=False)
@router.get("/en/docs", include_in_schema=False)
def get_docs(request: Request, service: Served) -> Response:
    """The paths of the service, to read and to try out."""
    return service.site.page(request, "docs.html")
