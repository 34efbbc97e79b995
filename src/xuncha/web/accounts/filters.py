"""What the list of accounts can be narrowed to."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.foundation.accounts import roles
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.selectors import with_role


def _roles() -> list[tuple[str, str]]:
    return [(one.key, one.label) for one in roles.every()]


class UserFilter(filters.FilterSet):
    """Narrows the accounts."""

    q = filters.CharFilter(
        method="by_words", label="姓名或用户名",
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    role = filters.ChoiceFilter(
        choices=_roles, method="by_role", label="岗位", empty_label="全部岗位"
    )
    active = filters.ChoiceFilter(
        choices=[("1", "启用"), ("0", "停用")], method="by_state", label="状态", empty_label="全部"
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[User], _name: str, words: str) -> QuerySet[User]:
        return rows.filter(Q(username__icontains=words) | Q(name__icontains=words))

    def by_role(self, rows: QuerySet[User], _name: str, role: str) -> QuerySet[User]:
        return with_role(rows, role)

    def by_state(self, rows: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        return rows.filter(is_active=value == "1")
