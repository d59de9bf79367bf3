"""An engine's answer to rows that are known to be whole, or an error: a part is no answer.

Engines cut answers in many ways: with a status (206), with a header (Virtuoso's row limit, its
"anytime" queries), by ending in the middle, or by writing an error's words into a 200.

Source: sparql.md, B1 and B4; SPARQL 1.1 Query Results JSON Format.
"""

import re
from typing import Final

import httpx
import pyoxigraph as ox

from plangraph.ontology.errors import StoreError

_SIGNS: Final = ("x-sql-state", "x-sql-message", "x-sparql-maxrows")
_BOOLEAN = rb'"datatype"\s*:\s*"http://www\.w3\.org/2001/XMLSchema#boolean"'
_TRUTH = re.compile(  # a quote inside a text is escaped, so this is never part of one
    rb'(%b\s*,\s*"value"\s*:\s*)"([01])"|"value"\s*:\s*"([01])"(\s*,\s*%b)' % (_BOOLEAN, _BOOLEAN)
)
_NODE = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')
_ASK: Final = ["__ASK_RETVAL"]  # a Virtuoso may answer ASK by a row, or none, in such a column
_WORDS: Final = {b"0": b"false", b"1": b"true"}


def check_head(response: httpx.Response) -> None:
    """Let an answer pass whose head does not say that it is a part.

    Raises:
        StoreError: It says so, or is in no format that was asked for.
    """
    if response.status_code != httpx.codes.OK:
        raise _part(f"status {response.status_code}")
    for name in _SIGNS:
        if name in response.headers:
            raise _part(f"header {name}: {response.headers[name][:80]}")


def whole_rows(data: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    """The rows of a SELECT or the truth of an ASK, all of it looked at.

    Raises:
        StoreError: It is cut, or no SPARQL JSON at all.
    """
    data = _NODE.sub(rb"\1", _TRUTH.sub(_spelled, data))
    try:
        found = ox.parse_query_results(data, ox.QueryResultsFormat.JSON)
        asked = isinstance(found, ox.QuerySolutions) and [v.value for v in found.variables] == _ASK
        rows = sum(1 for _ in found) if isinstance(found, ox.QuerySolutions) else 0
    except (SyntaxError, ValueError):
        raise _part("it breaks off, or is no SPARQL JSON") from None
    if not data.rstrip().endswith(b"}"):
        raise _part("something stands behind it")
    if asked:
        data = b'{"head": {}, "boolean": %b}' % (b"true" if rows else b"false")
    return ox.parse_query_results(data, ox.QueryResultsFormat.JSON)


def _spelled(found: "re.Match[bytes]") -> bytes:
    """``1`` as ``true``, which is how the other stores write truths."""
    if found[1]:
        return b'%b"%b"' % (found[1], _WORDS[found[2]])
    return b'"value": "%b"%b' % (_WORDS[found[3]], found[4])


def _part(sign: str) -> StoreError:
    return StoreError(
        f"The engine gave a part of the answer only ({sign}).",
        advice="Ask for less, or raise the engine's own limits; docs/remote.md names them.",
    )
