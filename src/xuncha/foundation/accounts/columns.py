"""Whoever acted, as a column."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


def person(label: str, *, null: bool = True) -> models.ForeignKey[Any, Any]:
    """Somebody who acted. Nobody who did is ever deleted; empty stands for the system."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+",
        verbose_name=label,
    )  # fmt: skip
