"""Handing out kept files."""

from __future__ import annotations

from django.http.response import HttpResponseBase, StreamingHttpResponse

from xuncha.foundation.files import selectors
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.serving import headers


def handed_out(stored: StoredFile) -> HttpResponseBase:
    """The file as a download. Whoever calls has asked the record that holds it."""
    return StreamingHttpResponse(selectors.open_file(stored), headers=headers(stored))
