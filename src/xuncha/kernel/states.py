"""State tables: where a record may go, from where, by which act, and what must be said.

A change is a conditional update: the row must still be in the state and version that the person
saw. Exactly one row changes, else ``Conflict``. The same code is right on every database, with no
lock held in between. (Pattern: compare and set.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import edit

_WITH_REASON = {True: "（须写理由）", False: ""}

Guard = Callable[[Any], str]
"""Looks at the record and gives "" or the sentence that says what is missing."""


@dataclass(frozen=True, slots=True)
class Transition:
    action: str
    label: str
    sources: frozenset[str]
    target: str
    needs_reason: bool = False
    guard: Guard | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a transition did, for the audit line and the history row."""

    action: str
    label: str
    before: str
    after: str
    reason: str = ""


class Stated(models.Model):
    """A record with a state and a version; the version rises with every change of the state."""

    state: Any
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True


class StateTable:
    """All transitions of one kind of record.

    ``name`` is the Chinese name for the printed diagram, ``states`` the choices.
    """

    def __init__(
        self,
        name: str,
        states: type[models.TextChoices],
        transitions: Iterable[Transition],
    ) -> None:
        self.name = name
        self.states = states
        self.transitions = {one.action: one for one in transitions}

    def label(self, state: str) -> str:
        return str(self.states(state).label)

    def open_actions(self, state: str) -> list[Transition]:
        """What could be done from this state, whoever asks."""
        return [one for one in self.transitions.values() if state in one.sources]

    def why_not(self, record: Stated, action: str) -> str:
        """ "" if the record can take this step now, else the sentence that says why not."""
        step = self.transitions[action]
        if record.state not in step.sources:
            return f"当前状态是“{self.label(record.state)}”，不能{step.label}。"
        return step.guard(record) if step.guard else ""

    def move(
        self,
        record: Stated,
        action: str,
        *,
        version: int | None = None,
        reason: str = "",
        **fields: Any,
    ) -> Change:
        """Take one step, with the fields that belong to it, in one conditional update.

        ``version`` is the one the person saw (None: the record was read in this transaction).
        Raises ``Conflict`` if someone was faster or the state does not allow the step, ``Invalid``
        if a reason is demanded and none is given.
        """
        step = self.transitions[action]
        reason = reason.strip()
        if step.needs_reason and not reason:
            raise Invalid(f"{step.label}必须写明理由。", field="reason")
        if version is not None and version != record.version:
            raise Conflict
        if sentence := self.why_not(record, action):
            raise Conflict(sentence)
        before = record.state
        edit(record, record.version, state=step.target, **fields)
        return Change(step.action, step.label, before, step.target, reason)

    def as_mermaid(self) -> str:
        """The table as a state diagram for the docs."""
        lines = ["stateDiagram-v2"]
        lines += [f"    {value}: {label}" for value, label in self.states.choices]
        lines += [
            f"    {source} --> {step.target}: {step.label}{_WITH_REASON[step.needs_reason]}"
            for step in self.transitions.values()
            for source in sorted(step.sources)
        ]
        return "\n".join(lines)
