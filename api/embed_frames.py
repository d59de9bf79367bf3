"""The headers of what other sites' pages may show: who may frame it, and that it can do nothing."""

from plangraph.api.settings import Settings


def framed(settings: Settings, *, styles: str = "", scripts: str = "") -> dict[str, str]:
    """The headers of a page or a file that may stand in pages of others.

    Args:
        settings: Tell who may frame it.
        styles: What the policy lets in as style, besides attributes of the picture.
        scripts: The same for scripts.
    """
    parts = ["default-src 'none'", f"style-src {styles}" if styles else ""]
    parts += [f"script-src {scripts}" if scripts else "", "base-uri 'none'", "form-action 'none'"]
    parts += [f"frame-ancestors {ancestors(settings)}"]
    return {
        "Content-Security-Policy": "; ".join(part for part in parts if part),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


def ancestors(settings: Settings) -> str:
    """Who may frame it, as a policy says it; our own pages always may.

    >>> ancestors(Settings(frame_ancestors="https://report.example"))
    "'self' https://report.example"
    """
    told = settings.frame_ancestors.split()
    if "*" in told:
        return "*"
    others = [one for one in told if one not in {"'none'", "'self'"}]
    return " ".join(["'self'", *others])
