"""The networks of agencies and tasks as JSON: nodes, edges, and what their shape says."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final
from typing import Literal as OneOf

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from plangraph.api.addresses import local_key
from plangraph.api.listing import TABLE, choose, reply
from plangraph.api.parts import BASE, PLAN, SERVICE, Record
from plangraph.api.reader import term_name
from plangraph.api.replies import LISTS
from plangraph.api.service import Served, Service
from plangraph.api.tables import to_csv
from plangraph.graph.network import (
    Measures,
    co_responsibility_graph,
    components_without,
    measures,
    two_mode_graph,
)
from plangraph.ontology import iris
from plangraph.ontology.errors import InvalidQueryError, UnknownThingError

if TYPE_CHECKING:
    import networkx as nx

router = APIRouter(prefix="/api", tags=["network"])
MOST_TASKS: Final = 2000  # of all plans at once; their measures take seconds
_TASK = f"{BASE}plan/{PLAN}/task/2.5"
_ORG = f"{BASE}org/cn-530100/science-technology-0a1b2c"


class Kind(StrEnum):
    """Which network."""

    RESPONSIBILITY = "responsibility"
    CO_RESPONSIBILITY = "co-responsibility"


class NetworkQuery(BaseModel):
    """Which network of which plans."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    kind: Kind = Kind.RESPONSIBILITY
    """``responsibility``: tasks and agencies; ``co-responsibility``: agencies that share tasks."""
    plan: list[str] = Field(default=[], examples=[[PLAN]])
    """Keys of plans; without one, all plans, as long as they have no more than 2,000 tasks."""
    without: list[str] = Field(default=[], examples=[[_ORG]])
    """Keys or IRIs of nodes: how many parts remain when these are taken out."""
    format: OneOf["json", "csv"] | None = Field(default=None, examples=["json"])
    """Format of the answer; without it the Accept header decides."""


class Node(Record):
    """A task or an agency with its place in the network."""

    id: str = Field(examples=[_ORG])
    key: str = Field(examples=["org/cn-530100/science-technology-0a1b2c"])
    url: str = Field(examples=[f"{SERVICE}/api/agencies/cn-530100/science-technology-0a1b2c"])
    kind: str = Field(examples=["party"])
    label: str = Field(examples=["昆明市科学技术局"])
    printed: list[str] = Field(examples=[["市科技局"]])
    """Names of an agency as the plans print them."""
    number: str | None = Field(examples=["二(五)"])
    plan: str | None = Field(examples=[f"{BASE}plan/{PLAN}"])
    """IRI of the plan of a task."""
    degree: int = Field(examples=[4])
    weighted_degree: int = Field(examples=[4])
    betweenness: float = Field(examples=[0.12])
    community: int = Field(examples=[1])
    """Number of the group, from 1, the largest first."""


class EdgeEvidence(Record):
    """The words that state a responsibility."""

    quote: str = Field(examples=["市科技局、市财政局按职责分工负责"])
    start: int = Field(examples=[1420])
    end: int = Field(examples=[1436])


class Edge(Record):
    """A responsibility of an agency for a task, or the tasks that two agencies share."""

    source: str = Field(examples=[_TASK])
    target: str = Field(examples=[_ORG])
    weight: int = Field(examples=[1])
    """Tasks that two agencies share; 1 for a responsibility."""
    roles: list[str] = Field(examples=[["role-joint"]])
    rank: int | None = Field(examples=[1])
    printed: str | None = Field(examples=["市科技局"])
    evidence: EdgeEvidence | None
    tasks: list[str] = Field(examples=[[_TASK]])
    """IRIs of the shared tasks."""


class Shape(Record):
    """What the network as a whole says."""

    nodes: int = Field(examples=[29])
    edges: int = Field(examples=[43])
    density: float = Field(examples=[0.1059])
    components: list[int] = Field(examples=[[29]])
    """Sizes of the connected parts, largest first."""
    communities: list[list[str]] = Field(examples=[[[_ORG, _TASK]]])
    articulation_points: list[str] = Field(examples=[[_ORG]])
    """Nodes without which a part would fall apart."""


class Network(Record):
    """A network of one or several plans."""

    kind: Kind
    plans: list[str] = Field(examples=[[PLAN]])
    nodes: list[Node]
    edges: list[Edge]
    measures: Shape
    remaining: list[list[str]] | None = Field(default=None, examples=[[[_ORG, _TASK]]])
    """With ``without``: the parts that remain."""


@router.get("/network", response_model=Network, responses=TABLE)
def get_network(
    request: Request, service: Served, query: Annotated[NetworkQuery, Query()]
) -> Response:
    """Who answers for which task, or which agencies work together; as CSV the edges."""
    found = _read(service, query)
    form = choose(request, query.format, LISTS[:2])
    if form.offer.name == "csv":
        return reply(service, form, to_csv(Edge, found.edges), {})
    return reply(service, form, found.model_dump_json(), {}, linked=False)


def _read(service: Service, query: NetworkQuery) -> Network:
    known = service.store.plan_keys()
    for plan in query.plan:
        if plan not in known:
            raise UnknownThingError(
                "The store does not hold this plan.", where=plan, advice="See /api/plans."
            )
    if not query.plan and service.store.index().sizes().get("task", 0) > MOST_TASKS:
        raise InvalidQueryError(
            f"All plans together have more than {MOST_TASKS:,} tasks.",
            where="plan",
            advice="Name plans: plan=KEY, also several times; the exports have the whole network.",
        )
    keys = query.plan or None
    two_mode = two_mode_graph(service.store, keys)
    names = _printed_names(two_mode)
    shared = query.kind is Kind.CO_RESPONSIBILITY
    graph = co_responsibility_graph(service.store, keys) if shared else two_mode
    found = measures(graph)
    remaining = components_without(graph, map(_iri, query.without)) if query.without else None
    return Network(
        kind=query.kind,
        plans=query.plan or known,
        nodes=_nodes(service, graph, found, names),
        edges=[_edge(*edge) for edge in graph.edges(data=True)],
        measures=_shape(found),
        remaining=None if remaining is None else [list(part) for part in remaining],
    )


def _printed_names(graph: "nx.Graph[str]") -> dict[str, list[str]]:
    """The printed names of each party; an edge may name its ends in either order."""
    names: dict[str, set[str]] = {}
    for one, other, facts in graph.edges(data=True):
        party = one if graph.nodes[one]["kind"] == "party" else other
        names.setdefault(party, set()).add(facts["printedName"])
    return {party: sorted(printed) for party, printed in names.items()}


def _nodes(
    service: Service, graph: "nx.Graph[str]", found: Measures, names: dict[str, list[str]]
) -> list[Node]:
    groups = {iri: number for number, part in enumerate(found.communities, 1) for iri in part}
    return [
        Node(
            id=iri,
            key=local_key(iri),
            url=service.addresses.resource(local_key(iri)),
            kind=facts.get("kind", "party"),
            label=facts["label"],
            printed=names.get(iri, []),
            number=facts.get("number"),
            plan=facts.get("plan"),
            degree=found.degree[iri],
            weighted_degree=found.weighted_degree[iri],
            betweenness=found.betweenness[iri],
            community=groups[iri],
        )
        for iri, facts in graph.nodes(data=True)
    ]


def _edge(source: str, target: str, facts: dict[str, Any]) -> Edge:
    stated = "quote" in facts
    return Edge(
        source=source,
        target=target,
        weight=facts.get("weight", 1),
        roles=[term_name(role) for role in facts.get("roles", [])],
        rank=facts.get("rank"),
        printed=facts.get("printedName"),
        evidence=EdgeEvidence(**{name: facts[name] for name in ("quote", "start", "end")})
        if stated
        else None,
        tasks=facts.get("tasks", []),
    )


def _shape(found: Measures) -> Shape:
    return Shape(
        nodes=found.nodes,
        edges=found.edges,
        density=found.density,
        components=[len(part) for part in found.components],
        communities=[list(part) for part in found.communities],
        articulation_points=list(found.articulation_points),
    )


def _iri(text: str) -> str:
    return text if text.startswith(iris.base()) else iris.absolute(text)
