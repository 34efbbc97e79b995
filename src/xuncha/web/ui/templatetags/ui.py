"""Template tags of the components. Each is shown in all its states on the gallery page."""

from __future__ import annotations

from django import template

from xuncha.web.ui.tags import formats, forms, lists, marks, texts, trees

register = template.Library()

for _part in (formats, forms, lists, marks, texts, trees):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
