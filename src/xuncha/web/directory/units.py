"""A field in which people tell an organisation by its code or its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.selectors import find_units
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

MOST_OFFERED = 600


class UnitInput(forms.TextInput):
    """A text with suggestions: whoever types a code or a name is offered what fits."""

    offered: list[tuple[str, str]]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"placeholder": "输入代码或者名称", "autocomplete": "off", **(attrs or {})}
        )
        self.offered = []

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        roster_id = f"{(attrs or {}).get('id', name)}_list"
        text = super().render(name, value, {**(attrs or {}), "list": roster_id}, renderer)
        options = format_html_join("", '<option value="{}">{}</option>', self.offered)
        return format_html('{}<datalist id="{}">{}</datalist>', text, roster_id, options)


class UnitField(forms.CharField):
    """A living organisation, told by its code or its name; ``offer`` says who asks and what is
    suggested. The value is the organisation, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=UnitInput, max_length=120, **kwargs)
        self.actor: Actor | None = None

    def offer(self, actor: Actor, rows: Iterable[Organisation]) -> None:
        self.actor = actor
        widget = self.widget
        assert isinstance(widget, UnitInput)
        widget.offered = [(f"{one.code} {one.name}", one.get_kind_display()) for one in rows]

    def prepare_value(self, value: Any) -> Any:
        return f"{value.code} {value.name}" if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        assert self.actor is not None
        found = find_units(self.actor, words)
        if not found:
            raise forms.ValidationError(f"在册的单位里没有“{words}”，请从提示里选，或者填代码。")
        if len(found) > 1:
            codes = "、".join(f"{one.code}（{one.parent or '没有上级'}）" for one in found[:4])
            raise forms.ValidationError(f"有几个单位叫“{words}”：{codes}，请填代码。")
        return found[0]


def units_for(actor: Actor, kinds: Iterable[str] | None = None) -> list[Organisation]:
    """Living organisations to suggest."""
    rows = access.visible(actor, Organisation).filter(dissolved_on__isnull=True).order_by("code")
    if kinds is not None:
        rows = rows.filter(kind__in=list(kinds))
    return list(rows[:MOST_OFFERED])


PARENTS = [
    one.value for one in OrganisationKind
    if one not in (OrganisationKind.VILLAGE, OrganisationKind.COMMUNITY)
]  # fmt: skip
