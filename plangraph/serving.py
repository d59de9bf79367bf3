"""The commands that show a graph in a browser: demo, serve."""

import gc
import logging
import signal
import socket
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plangraph import library, options, terminal
from plangraph.ontology.errors import PlanGraphError

if TYPE_CHECKING:
    from plangraph.api.settings import Settings

_STRANGERS = (
    "Invalid HTTP request received.",
    "ASGI callable returned without completing response.",  # we cut an answer off, and said so
)


def demo(
    *,
    host: options.Host = None,
    port: options.Port = None,
    store: options.Store = options.STORE,
) -> None:
    """Read the bundled plan, serve its graph."""
    plan = library.read(library.demo_plan())
    with library.open(store) as graph:
        outcome = graph.add(library.to_graphs(plan))
        terminal.say(f"{outcome:9} {plan.key}  {plan.document.title}")
    _serve(_settings(store=store, host=host, port=port))


def serve(
    *,
    host: options.Host = None,
    port: options.Port = None,
    store: options.Store = options.STORE,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Open the store without the right to write.")
    ] = False,
) -> None:
    """Serve pages, REST and SPARQL until Ctrl-C."""
    _serve(_settings(store=store, host=host, port=port, read_only=read_only or None))


def _settings(**chosen: Any) -> "Settings":
    """The settings of the environment, and over them what the command line says."""
    from plangraph.api.settings import Settings

    given = {name: value for name, value in chosen.items() if value is not None}
    return replace(Settings.from_environment(), **given)


def _serve(settings: "Settings") -> None:
    """Answer requests until Ctrl-C; the address is printed once it can be opened."""
    import uvicorn

    from plangraph.api.app import create_app
    from plangraph.api.serving import open_served

    with listen(settings.host, settings.port) as listener, open_served(settings) as graph:
        address = f"http://{settings.host}:{listener.getsockname()[1]}"
        settings = replace(settings, base_url=settings.base_url or address)
        application = create_app(settings, graph)
        gc.collect()
        gc.freeze()  # modules are no garbage: to look for some among them takes 0.1 s each time
        server = uvicorn.Server(uvicorn.Config(application, **_server_options(settings)))
        signal.signal(signal.SIGTERM, _end)  # uvicorn hands it on when its answers are given
        terminal.say(f"PlanGraph is at {address}/  (Ctrl-C ends it)")
        server.run(sockets=[listener])


def _end(number: int, _: object) -> None:
    """Leave as after Ctrl-C, so that the store is closed before this process ends."""
    raise SystemExit(128 + number)


def _server_options(settings: "Settings") -> dict[str, Any]:
    """How uvicorn runs: whose word about clients it takes, how long it waits at the end."""
    logging.getLogger("uvicorn.error").addFilter(_worth_a_line)
    if settings.log_requests:
        terminal.log_lines("plangraph.requests")
    return {
        "log_level": "warning",
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies or None,
        "timeout_graceful_shutdown": settings.shutdown_seconds,
        "server_header": False,
    }


def _worth_a_line(record: logging.LogRecord) -> bool:
    """No stranger fills the log: bytes that are no HTTP are nothing that anybody could act upon."""
    return not record.getMessage().startswith(_STRANGERS)


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections of HTTP.

    Raises:
        PlanGraphError: Another program holds the port, or the host has no such address.
    """
    try:
        listener = socket.create_server((host, port), reuse_port=False)
    except OSError as error:
        raise PlanGraphError(
            f"The service cannot listen there ({error.strerror or error}).",
            where=f"{host}:{port}",
            advice="Choose another with --port (0 takes a free one) or --host.",
        ) from error
    # Named as TCP, its connections send small replies at once; asyncio looks for that name.
    return socket.socket(
        listener.family, listener.type, socket.IPPROTO_TCP, fileno=listener.detach()
    )
