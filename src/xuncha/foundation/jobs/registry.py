"""Which kinds of jobs there are, and how one tells its progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class Progress(Protocol):
    """What a job's function is given first."""

    def step(self, done: int, total: int, message: str = "") -> None:
        """Tell how far it is; stops the job (``CancelledError``) if somebody cancelled it."""
        ...


class CancelledError(Exception):
    """Somebody cancelled the job; raised by ``Progress.step``, let it pass."""


JobFunction = Callable[..., dict[str, Any]]


@dataclass(frozen=True, slots=True)
class JobKind:
    name: str
    label: str
    function: JobFunction


_kinds: dict[str, JobKind] = {}


def job(name: str, label: str) -> Callable[[JobFunction], JobFunction]:
    """Register a function as a kind of job. It must be atomic or harmless to run twice: after a
    power cut it is run again."""

    def keep(function: JobFunction) -> JobFunction:
        _kinds[name] = JobKind(name, label, function)
        return function

    return keep


def kind(name: str) -> JobKind:
    """The kind, or ``LookupError``."""
    return _kinds[name]
