"""Telling the keeper of drafts in the browser (``autosave.js``) that a form was saved.

A form that is kept sends the mark of its draft along. The answer names the mark in a cookie only
when the view did its work, so that a lost session, a refusal or a cut line never costs a draft.
"""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase

FIELD = "_draft"
COOKIE = "drafts_saved"
_MARK = re.compile(r"[0-9a-f]{16}")
_MOST = 4
_HOUR = 3600


def tell_saved(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Add the mark to those that the browser has still to hear of. A view must answer with 4xx
    where it saved nothing."""
    mark = request.POST.get(FIELD, "")
    if answer.status_code >= 400 or not _MARK.fullmatch(mark):
        return answer
    before = [one for one in request.COOKIES.get(COOKIE, "").split(".") if _MARK.fullmatch(one)]
    answer.set_cookie(
        COOKIE, ".".join([*before, mark][-_MOST:]), max_age=_HOUR, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip
    return answer
