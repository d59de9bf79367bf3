"""How Schemathesis sends the bodies of SPARQL, which are texts and no JSON."""

from typing import Any

import schemathesis


@schemathesis.serializer("application/sparql-query", "application/sparql-update")
def send_text(ctx: schemathesis.SerializationContext, value: Any) -> bytes:
    """The text as it is, in UTF-8."""
    del ctx
    return str(value).encode("utf-8", "replace")


@schemathesis.serializer("text/turtle", "application/n-triples", "application/rdf+xml")
def send_triples(ctx: schemathesis.SerializationContext, value: Any) -> bytes:
    """The same for triples."""
    del ctx
    return str(value).encode("utf-8", "replace")
