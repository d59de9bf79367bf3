"""Where a list goes on: opaque to clients, exact while the store stays as it is.

A cursor holds how many rows were given, the state of the store, the last row, and which list was
asked for. In the same state the next part begins where the last one ended, whatever happens. In
another state it begins behind the row that was given last, if the list still has it.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException

from plangraph.ontology.errors import InvalidQueryError

_FORM = re.compile(r"([0-9]{1,9}) ([0-9a-f]{8}) ([0-9a-f]{12}) ([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it is asked for.

    Attributes:
        name: The list with its filters, in one text.
        state: The state of the store.
        whole: Gives the things that it has, in order; asked only in another state.
    """

    name: str
    state: str
    whole: Callable[[], Sequence[str]]

    def cursor(self, offset: int, last: str) -> str:
        """The cursor of the part that begins with a row, behind the row ``last``.

        >>> asked = Asked("tasks", "monday", lambda: ["a", "b", "c"])
        >>> asked.begin(asked.cursor(2, "b"))
        2
        >>> Asked("tasks", "tuesday", lambda: ["x", "a", "b", "c"]).begin(asked.cursor(2, "b"))
        3
        """
        text = f"{offset} {_hash(self.state, 8)} {_hash(last, 12)} {_hash(self.name, 8)}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def begin(self, cursor: str) -> int:
        """The row that a cursor leads to.

        Raises:
            InvalidQueryError: It is no cursor, or one of another list.
            HTTPException: 410 where the list has changed and has lost the row given last.
        """
        found = _FORM.fullmatch(_decode(cursor))
        if found is None or found[4] != _hash(self.name, 8):
            raise InvalidQueryError(
                "This is no cursor of this list with these filters.",
                where="cursor",
                advice="Follow links.next, or leave the cursor out to begin again.",
            )
        offset = int(found[1])
        if found[2] == _hash(self.state, 8) or offset == 0:
            return offset
        for place, iri in enumerate(self.whole(), 1):
            if _hash(iri, 12) == found[3]:
                return place
        raise HTTPException(410, "The list has changed since; begin again without the cursor.")


def _decode(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return ""


def _hash(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]
