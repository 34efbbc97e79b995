"""Every model with a policy that hangs on an inspection, found by its foreign keys: a room that is
built later is tested without being named here."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access

_DEPTH = 4


def paths_to_inspection() -> list[tuple[type[models.Model], str]]:
    """(model, lookup of its inspection's id), by name; the shortest path of each model."""
    found = {Inspection: "pk"}
    for model in access.policies():
        path = _path(model, _DEPTH, ())
        if path:
            found.setdefault(model, path)
    return sorted(found.items(), key=lambda pair: pair[0].__name__)


def _path(model: type[models.Model], depth: int, seen: tuple[type[models.Model], ...]) -> str:
    if depth == 0 or model in seen or model is Inspection:
        return ""
    links = [one for one in model._meta.concrete_fields if isinstance(one, models.ForeignKey)]
    for link in links:
        if link.related_model is Inspection:
            return link.attname
    deeper = [
        f"{link.name}__{path}"
        for link in links
        if (path := _path(link.related_model, depth - 1, (*seen, model)))
    ]
    return min(deeper, key=len, default="")
