"""The one place where anything receives its IRI: ASCII, stable, readable.

A **key** is an IRI without its base; ``absolute`` adds the base. Names are folded (width, white
space) before they are hashed, so that a full-width and a half-width copy of one plan agree.
"""

import hashlib
import os
import re
import unicodedata

NS = "https://w3id.org/plangraph/ns#"
VOCAB = "https://w3id.org/plangraph/vocab#"
DEFAULT_BASE = "https://w3id.org/plangraph/id/"


def base() -> str:
    """The base of all things, from ``PLANGRAPH_ID_BASE`` or the default."""
    return os.environ.get("PLANGRAPH_ID_BASE", DEFAULT_BASE)


def absolute(key: str) -> str:
    """The IRI of a key.

    >>> absolute("region/cn-530100")
    'https://w3id.org/plangraph/id/region/cn-530100'
    """
    return base() + key


def key_of(iri: str) -> str:
    """The key of an IRI of ours.

    Raises:
        ValueError: The IRI lies outside the base.
    """
    if not iri.startswith(base()):
        raise ValueError(f"{iri} does not lie under {base()}")
    return iri[len(base()) :]


def fold(text: str) -> str:
    """Text for comparing and hashing: widths, brackets and dashes unified, white space dropped.

    >>> fold("行动计划（2023—2025年）") == fold("行动计划 (2023-2025年)")
    True
    """
    text = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return re.sub(r"\s+", "", text)


_FOLDED = str.maketrans(
    dict.fromkeys("[〔【〈", "(") | dict.fromkeys("]〕】〉", ")") | dict.fromkeys("—–－~～―", "-")
)


def short_hash(text: str, digits: int = 8) -> str:
    """The first hexadecimal digits of the sha256 of the folded text."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:digits]


def sha256_of(text: str) -> str:
    """The sha256 of the text's UTF-8 form, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def plan_key(place: str | None, year: str | None, title: str) -> str:
    """``cn-530100-2022-1a2b3c4d``; place is a place key or ``None``, year ``None`` gives 0000.

    >>> plan_key("region/cn-530100", "2022", "工作方案").startswith("cn-530100-2022-")
    True
    """
    where = place.removeprefix("region/").replace("/", "-") if place else "x"
    return f"{where}-{year or '0000'}-{short_hash(title)}"


def party_key(place: str | None, function: str | None, name: str, plan: str) -> str:
    """``org/cn-530100/finance-1a2b3c``; a body whose place is unknown stays inside its plan.

    Two bodies of two places never share a key, nor do two of one place that share a function.
    """
    where = place.removeprefix("region/") if place else f"x/{plan}"
    if function:
        return f"org/{where}/{function.replace('_', '-')}-{short_hash(name, 6)}"
    return f"org/{where}/x-{short_hash(name)}"


def document_key(number: str | None, title: str) -> str:
    """``doc/1a2b3c4d`` of a cited document, from its number, else its title."""
    return f"doc/{short_hash(number or title)}"


def indicator_key(name: str) -> str:
    """``indicator/1a2b3c4d``, shared by all plans that measure the same."""
    return f"indicator/{short_hash(name)}"


def mention_key(name: str, place: str | None = None) -> str:
    """``thing/cn-530100/1a2b3c4d`` of a named institution, programme, event or instrument.

    Things of a place carry its key, so that two cities' centres of one name stay two; what is
    the same everywhere (PCT) has no place.
    """
    where = f"{place.removeprefix('region/')}/" if place else ""
    return f"thing/{where}{short_hash(name)}"


def in_plan(plan: str, local: str) -> str:
    """The key of a thing below a plan: ``plan/{plan}/task/2.5``."""
    return f"plan/{plan}/{local}"


def item_local(kind: str, position: str) -> str:
    """``task/2.5``, ``phase/3.1``: the key of an item below its plan."""
    return f"{kind}/{position}"


def text_local(sha256: str) -> str:
    """``text/06f2d52643f2``: the key of a text version below its plan."""
    return f"text/{sha256[:12]}"


def span_local(sha256: str, start: int, end: int) -> str:
    """``text/06f2d52643f2#char=670,691``: RFC 5147 positions in code points."""
    return f"{text_local(sha256)}#char={start},{end}"


def graph_key(plan: str) -> str:
    """The named graph of a plan."""
    return f"graph/{plan}"


def inferred_graph_key(plan: str) -> str:
    """The named graph of what is inherited or inferred in a plan."""
    return f"graph/{plan}/inferred"


REFERENCE_GRAPH = "graph/ref"
VOCABULARY_GRAPH = "graph/vocab"
