"""Forms in dialogs are sent by script (``dialogs.js``), so that whoever is refused keeps his words:
the answer is where to go on, or one sentence. Without script the same form gets a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

HEADER = "X-Dialog"
WHERE = "X-Location"
SIGNED_OUT = "登录已经超时，没有提交，填的内容还在这里。刷新页面重新登录以后再提交。"


def from_dialog(request: HttpRequest) -> bool:
    """Whether the script of a dialog asks."""
    return HEADER in request.headers


def told(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """A redirect as a script can read it; any other answer as it is."""
    if not from_dialog(request) or "Location" not in answer.headers:
        return answer
    told_so = HttpResponse(status=204)
    told_so.cookies = answer.cookies
    told_so[WHERE] = answer["Location"]
    return told_so


def sentence(words: str, status: int) -> HttpResponse:
    """A refusal that stands in the dialog."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
