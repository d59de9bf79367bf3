"""What a picture of responsibility consists of: frozen rows that ``page`` draws.

A :class:`Scene` holds everything that is shown and where; whoever draws it asks no store.
"""

from dataclasses import dataclass
from enum import StrEnum

from plangraph.ontology.model import Duty


class NodeKind(StrEnum):
    """The two columns of the map."""

    TASK = "task"
    AGENCY = "agency"


class EdgeRole(StrEnum):
    """What a party has to do, strongest first: the classes that a map draws apart."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    JOINT = "joint"
    SUPPORT = "support"
    DUTY = "duty"


ROLE_OF = {
    Duty.LEAD: EdgeRole.LEAD,
    Duty.SUPPORT: EdgeRole.SUPPORT,
    Duty.JOINT: EdgeRole.JOINT,
    Duty.SOLE: EdgeRole.RESPONSIBLE,
    Duty.RESPONSIBLE: EdgeRole.RESPONSIBLE,
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the plan: code points ``start`` (in) to ``end`` (out) of its stored text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One stated responsibility: what duty, at which place of its list, in which words.

    Attributes:
        rank: 1-based place in the statement's list.
        printed: The party's name as printed there.
        iri: The statement's own name; empty where it has none.
    """

    duty: Duty
    rank: int
    printed: str
    quote: Quote
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the map.

    Attributes:
        id: The key of the thing, its IRI without the base.
        label: The name that is shown.
        full_label: The official name of an agency, the whole title of a task.
        lines: The label cut to the lines of the box, with an ellipsis where it was too long.
        count: Number of links of the node.
        href: Address of the thing's own page; empty where there is none.
        x: Centre of the box.
        y: Centre of the box, downwards.
        texts: Further names and remarks, one a line.
        family: What large pictures gather it under: the section or plan of a task, the function
            of a party; empty where none is known.
    """

    id: str
    kind: NodeKind
    label: str
    full_label: str
    lines: tuple[str, ...]
    count: int
    href: str
    x: float
    y: float
    width: float
    height: float
    texts: tuple[str, ...] = ()
    family: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A task and a party that it names; several statements about the two make one edge.

    Attributes:
        role: The strongest of its statements.
        first: The party is printed first and the task names no lead.
        statements: In the order of the text.
    """

    id: str
    task: str
    agency: str
    role: EdgeRole
    first: bool
    statements: tuple[Statement, ...]

    @property
    def style(self) -> str:
        """How the link is drawn: its role, or ``first`` where the party only stands first."""
        return "first" if self.first else self.role.value


@dataclass(frozen=True, slots=True)
class Band:
    """The heading of one plan's tasks where a map shows several plans; x and y are its centre."""

    label: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A party in the table: its name, its official name, and its duty in words."""

    name: str
    full_name: str
    duty: str


@dataclass(frozen=True, slots=True)
class Row:
    """A task in the table with its parties in printed order and the words that name them."""

    id: str
    plan: str
    task: str
    cells: tuple[Cell, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture with its texts, all of them computed.

    Attributes:
        lang: ``zh`` or ``en``: the language of the texts (names stay as printed).
        summary: Sentences about the picture, the most telling first.
        alt: What the picture shows, for who cannot see it.
        rows: The same facts as a table.
        width: The drawing's size; boxes lie inside.
        subject: The plan's title, or how many plans it shows; empty for none.
    """

    lang: str
    title: str
    subtitle: str
    summary: tuple[str, ...]
    alt: str
    citation: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    bands: tuple[Band, ...]
    rows: tuple[Row, ...]
    width: float
    height: float
    subject: str = ""
