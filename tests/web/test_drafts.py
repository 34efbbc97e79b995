"""The browser hears that a form was saved only when it was."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from xuncha.web.drafts import tell_saved

MARK, OTHER = "0123456789abcdef", "fedcba9876543210"


def told(answer: HttpResponse, mark: str = MARK, before: str = "") -> str:
    """What the cookie says afterwards."""
    request = RequestFactory().post("/x/", {"_draft": mark})
    if before:
        request.COOKIES["drafts_saved"] = before
    cookies: SimpleCookie = tell_saved(request, answer).cookies
    return cookies["drafts_saved"].value if "drafts_saved" in cookies else ""


def test_a_saved_form_is_told_beside_those_not_yet_heard_of() -> None:
    assert told(HttpResponse(status=302)) == MARK
    assert told(HttpResponse(status=302), before=OTHER) == f"{OTHER}.{MARK}"
    assert told(HttpResponse(status=302), before=".".join([OTHER] * 9)).count(".") == 3


@pytest.mark.parametrize("status", [400, 403, 404, 409, 500])
def test_what_was_not_saved_is_not_told(status: int) -> None:
    assert told(HttpResponse(status=status)) == ""


@pytest.mark.parametrize("mark", ["", "x", "0123456789ABCDEF", f"{MARK}; Path=/evil", "1" * 17])
def test_only_marks_of_our_own_making_come_back(mark: str) -> None:
    assert told(HttpResponse(status=302), mark) == ""
    assert told(HttpResponse(status=302), before=mark) == MARK
