"""What a page needs to hand a file out: headers under which no browser runs anything."""

from __future__ import annotations

from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.names import content_disposition
from xuncha.foundation.files.selectors import may_show_inline, media_type

_SHUT = "default-src 'none'; sandbox"
_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"

__all__ = ["content_disposition", "headers"]


def headers(stored: StoredFile, *, inline: bool = False) -> dict[str, str]:
    """All headers of the answer. ``inline`` is a wish: granted to pictures and PDF only.

    The policy keeps whatever a browser might take for a page from running anything; only PDF goes
    without the sandbox, in which Chromium's own viewer refuses to open it.
    """
    shown = inline and may_show_inline(stored)
    return {
        "Content-Type": media_type(stored),
        "Content-Length": str(stored.size),
        "Content-Disposition": content_disposition(stored.name, inline=shown),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": _PDF if shown and stored.kind == "pdf" else _SHUT,
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
