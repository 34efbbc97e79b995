"""Values as people read them: sums, days, shares."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from xuncha.kernel.clock import CHINA

register = template.Library()
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_WHOLE = '<span class="nowrap">{}</span>'


@register.filter
def money(value: Decimal | None) -> str:
    """A sum in yuan, as offices write it: from ten thousand on in 万元."""
    if value is None:
        return ""
    if abs(value) >= 10000:
        return f"{(value / 10000).normalize():,f} 万元"
    whole = value == value.to_integral_value()
    return f"{int(value):,} 元" if whole else f"{value:,.2f} 元"


@register.filter
def grouped(value: object) -> str:
    """A whole number with its thousands apart; a dash for none; a total that stopped counting in
    its own words. (Django's own filter leaves the digits together in Chinese.)"""
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int) else str(value)


@register.filter
def day(value: dt.date | dt.datetime | None) -> SafeString:
    """A day that doesn't break apart, or a dash."""
    words = _day(value).isoformat() if value else "—"
    return format_html(_WHOLE, words)


@register.filter
def whole_days(text: str) -> SafeString:
    """A sentence whose days don't break apart at the end of a line."""
    parts = enumerate(_DAY.split(text))
    return format_html_join(
        "", "{}", ((format_html(_WHOLE, one) if at % 2 else one,) for at, one in parts)
    )


@register.filter
def short_day(value: dt.date | dt.datetime | None) -> str:
    """A day for narrow places: 26-03-18, or a dash."""
    return f"{_day(value):%y-%m-%d}" if value else "—"


def _day(value: dt.date | dt.datetime) -> dt.date:
    return value.astimezone(CHINA).date() if isinstance(value, dt.datetime) else value


@register.filter
def percent(part: int | None, whole: int | None) -> str:
    """A share in percent with one digit; a dash where there is nothing to share."""
    return f"{100 * (part or 0) / whole:.1f}%" if whole else "—"


@register.filter
def of(mapping: dict[Any, Any], key: Any) -> Any:
    """A dictionary's value, or nothing."""
    return mapping.get(key)


@register.filter
def prefixed(value: object, prefix: str) -> str:
    """A key of its own for each row's dialog."""
    return f"{prefix}{value}"
