"""Logs without business words: an error tells its kind and places, never its values.

An exception's own message may quote a petition or a name; so may the values in a trace.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlacesOnly(logging.Formatter):
    """Writes the kind of an exception and the lines it went through."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  the library's name
        kind, _error, trace = ei
        lines = [f"{place.filename}:{place.lineno} {place.name}" for place in
                 traceback.extract_tb(trace)]  # fmt: skip
        return "\n".join([kind.__name__ if kind else "", *(f"  {line}" for line in lines)])
