"""The way from a general record to the sealed room."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def clue_url(inspection_id: int) -> str:
    """Where a clue of this inspection is registered, or "" on a site without that room."""
    try:
        return reverse("clues_new", args=[inspection_id])
    except NoReverseMatch:
        return ""
