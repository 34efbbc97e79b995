"""The components' page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.web.http import SIGNED_IN, Request, read_view


@read_view(SIGNED_IN)
def gallery(request: Request) -> HttpResponse:
    """Every component in all its states, with invented contents. Reads no record."""
    return render(request, "gallery/gallery.html", {})
