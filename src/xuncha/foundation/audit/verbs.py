"""The register of verbs: what can stand in the log, with its words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """``name`` is ``area.object.past_tense``; ``label`` what the auditor reads; ``hides`` names
    details that must never be stored (their values are replaced before the row is sealed)."""

    name: str
    label: str
    hides: frozenset[str] = frozenset()


_verbs: dict[str, Verb] = {}


def register(*verbs: tuple[str, str] | Verb) -> None:
    """Add verbs at import time of a room's ``verbs.py``; the same name twice is a mistake."""
    for one in verbs:
        verb = one if isinstance(one, Verb) else Verb(*one)
        if _verbs.setdefault(verb.name, verb) != verb:
            raise ValueError(f"审计事项重复登记：{verb.name}")


def get(name: str) -> Verb:
    """The verb, or ``LookupError``: nothing unregistered gets into the chain."""
    return _verbs[name]


def label_of(name: str) -> str:
    """Words for a verb, also for one that an older version wrote."""
    verb = _verbs.get(name)
    return verb.label if verb else name


def every() -> list[Verb]:
    """All verbs by name."""
    return sorted(_verbs.values(), key=lambda verb: verb.name)


register(
    ("access.request.refused", "越权操作被拒绝"),
    ("access.record.hidden", "访问无权查看的内容被拒绝"),
    ("site.demo.loaded", "装入演示区"),
    ("audit.chain.verified", "核验审计链"),
)
