"""Whole replies, kept as they were sent: asked again in the same state, nothing is computed.

A reply is a function of the software, the state of the store, the address (which tells the
language) and the Accept header: of all that the validator of :mod:`plangraph.api.headers` is made
of, which therefore is its key.
"""

import contextlib
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plangraph.api.memory import Reply
from plangraph.api.service import Service
from plangraph.ontology.errors import PlanGraphError

VALIDATOR: Final = "validator"  # where the request's state holds (generation, tag)
_COMPUTED: Final = ("/sparql", "/en/sparql", "/graphs")  # streamed, bounded, each in its own way
_LARGEST: Final = 4 << 20  # bytes of a reply that is remembered while it is sent


class KeptReplies:
    """Answers from what was sent before; keeps what is sent.

    Args:
        app: What answers otherwise.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        told = scope.get("state", {}).get(VALIDATOR)
        if told is None or scope["path"].removeprefix(scope["root_path"]).startswith(_COMPUTED):
            await self._app(scope, receive, send)
            return
        generation, tag = told
        service: Service = scope["app"].state.service
        reply = service.memory.replies.get(generation, tag)
        if reply is None:
            copy = _Copy(send)
            await self._app(scope, receive, copy)
            if copy.whole:
                kept = Reply(copy.start, b"".join(copy.pieces), scope.get("route"))
                await _keep(service, generation, tag, kept)
            return
        scope["route"] = reply.route
        await send({**reply.start, "headers": list(reply.start["headers"])})
        await send({"type": "http.response.body", "body": reply.body})


async def _keep(service: Service, generation: str, tag: str, reply: Reply) -> None:
    """Keep a reply, unless the store was written to while it was made."""
    with contextlib.suppress(PlanGraphError):  # the reply is sent; it is just not kept
        if await service.state() == generation:
            service.memory.replies.put(generation, tag, reply, len(reply.body) + 1000)


class _Copy:
    """Passes a reply on, and remembers a good one."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.start: Message = {}
        self.pieces: list[bytes] = []
        self.size = 0
        self.whole = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = {**message, "headers": list(message["headers"])}
        elif message["type"] == "http.response.body" and self.start["status"] == 200:
            self.size += len(message.get("body", b""))
            if self.size > _LARGEST:
                self.pieces.clear()
            else:
                self.pieces.append(message.get("body", b""))
                self.whole = not message.get("more_body", False)
        await self._send(message)
