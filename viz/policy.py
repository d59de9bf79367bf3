"""Texts of scripts and styles to how a content security policy names them."""

import base64
import hashlib


def source_hash(text: str) -> str:
    """The text of a script or a style as a policy lets it in.

    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
