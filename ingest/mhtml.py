"""A page that a browser saved as one file (MHTML) to text: that of its frame with the most."""

import email
import email.policy
from email.errors import MessageError

from plangraph.ingest import charset
from plangraph.ingest.extract import Extract
from plangraph.ingest.html_text import read_html
from plangraph.ontology.errors import UnreadableFileError

_MOST_FRAMES = 50


def read_mhtml(raw: bytes) -> Extract:
    """The text of the page.

    Raises:
        UnreadableFileError: No part of the file is a page.
    """
    try:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
        contents = [(part.get_payload(decode=True), part.get_content_charset()) for part in parts]
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise _no_page() from error
    frames = [
        _read(content, declared or "")
        for content, declared in contents[:_MOST_FRAMES]
        if isinstance(content, bytes) and content.strip()
    ]
    found = [frame for frame in frames if frame]
    if not found:
        raise _no_page()
    return max(found, key=lambda extract: len(extract.text))


def _read(content: bytes, declared: str) -> Extract | None:
    """The text of one frame; ``None`` where it has none."""
    try:
        return read_html(charset.decode(content, declared))
    except UnreadableFileError:
        return None


def _no_page() -> UnreadableFileError:
    return UnreadableFileError(
        "The saved page holds no HTML.", advice="Save it from the browser as HTML or PDF."
    )
