"""What the tables of this room share."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


def apart(name: str, one: str, other: str, sentence: str) -> models.CheckConstraint:
    """Two people, not one."""
    empty = Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return models.CheckConstraint(
        condition=empty | ~Q(**{one: F(other)}), name=name, violation_error_message=sentence
    )


def needed(name: str, states: list[str], fields: Q, sentence: str) -> models.CheckConstraint:
    """In these states these fields are filled."""
    return models.CheckConstraint(
        condition=~Q(state__in=states) | fields, name=name, violation_error_message=sentence
    )
