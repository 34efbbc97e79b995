"""What a whole paper is about narrows what it counts."""

from __future__ import annotations

from dataclasses import replace

from xuncha.engines.filling.done import Done
from xuncha.engines.filling.scope import Scope

_WITHIN = {
    "村（社区）": frozenset({"村（社区）", "村", "社区"}),
    "镇街": frozenset({"镇街", "乡镇", "镇", "乡", "街道"}),
    "乡镇": frozenset({"乡镇", "镇", "乡"}),
}


def about(done: Done, scope: Scope) -> list[Done]:
    """A paper about one kind of organisation, or one way, means that; unless it speaks of others
    too."""
    if scope.about_way and "way" in done.known.params and not done.way:
        done = replace(done, params={**done.params, "way": scope.about_way})
    kind = scope.about_kind
    if not kind or "kind" in done.params or "kind" not in done.known.params:
        return [done]
    if not scope.kinds <= _WITHIN.get(kind, frozenset({kind})):
        return []
    return [replace(done, params={**done.params, "kind": kind})]
