"""The guard of the tests themselves: a template that asks for what nobody gave fails its test."""

from __future__ import annotations

import pytest
from django.template import Context, Template

ABSENT = [
    "{{ titel }}",
    "{{ titel|upper }}",
    "{{ titel|upper|default:'无' }}",
    "{{ row.titel }}",
    "{% for one in rows_ %}{{ one }}{% endfor %}",
    "{% with row.titel as name %}{{ name }}{% endwith %}",
]
GIVEN = [
    ("{{ row.name }}", "甲"),
    ("{% if titel %}有{% else %}无{% endif %}", "无"),
    ("{{ titel|default:'无' }}", "无"),
    ("{% for one in rows %}{{ one }}{% empty %}空{% endfor %}", "空"),
    ("{{ nothing|default_if_none:'' }}", ""),
]


@pytest.mark.parametrize("text", ABSENT)
def test_an_absent_variable_fails(text: str) -> None:
    with pytest.raises(AssertionError, match=r"titel|rows_"):
        Template(text).render(Context({"row": {"name": "甲"}, "rows": []}))


@pytest.mark.parametrize(("text", "shown"), GIVEN)
def test_what_may_be_absent_passes(text: str, shown: str) -> None:
    context = Context({"row": {"name": "甲"}, "rows": [], "nothing": None})
    assert Template(text).render(context) == shown
