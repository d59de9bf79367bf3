"""An answer as bytes on their way to a client, from whichever store answers."""

from collections.abc import Iterator
from typing import Protocol

from plangraph.graph.answer import Answer
from plangraph.graph.formats import Shape


class Stream(Protocol):
    """What a client is sent, piece by piece; read it to the end or close it."""

    @property
    def shape(self) -> Shape:
        """``rows`` or ``graph``, which tells which of the two formats was taken."""

    @property
    def generation(self) -> str:
        """The state of the store that the answer shows."""

    def pieces(self) -> Iterator[bytes]:
        """The bytes; an error may come after some of them, which then are no answer."""

    def close(self) -> None:
        """Nobody reads on."""


class WholeStream:
    """An answer that is written at once, by the thread that asked.

    Attributes:
        shape: As in :class:`Stream`.
        generation: As in :class:`Stream`.
    """

    def __init__(self, answer: Answer, formats: dict[Shape, str], generation: str) -> None:
        self.shape: Shape = answer.shape
        self.generation = generation
        self._data = answer.serialize(formats[answer.shape])

    def pieces(self) -> Iterator[bytes]:
        """All in one."""
        yield self._data

    def close(self) -> None:
        """Nothing is held."""
