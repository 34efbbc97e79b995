"""A short list of words in one column that both databases can search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    _Text = models.CharField[Any, list[str]]
else:
    _Text = models.CharField

_MARK = "、"


class WordsField(_Text):
    """A list of short words, kept as “、财务、审计、”: one column, one truth, and ``holding`` finds
    a word by plain text search on either database. The words hold no “、”; none stands twice."""

    _pyi_private_set_type: Any

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> list[str]:
        return _parts(value or "")

    def to_python(self, value: Any) -> list[str]:
        return _parts(value) if isinstance(value, str) else list(value or ())

    def get_prep_value(self, value: Any) -> str:
        words = self.to_python(value)
        if any(_MARK in word for word in words):
            raise ValueError(f"a word of a list holds “{_MARK}”")
        return f"{_MARK}{_MARK.join(words)}{_MARK}" if words else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))


def _parts(text: str) -> list[str]:
    return list(dict.fromkeys(one for one in text.split(_MARK) if one))


def holding(field: str, word: str) -> Q:
    """Rows whose list of words holds this very word."""
    return Q(**{f"{field}__contains": f"{_MARK}{word}{_MARK}"})
