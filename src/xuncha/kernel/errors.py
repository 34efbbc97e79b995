"""The five families of things that can go wrong. Each carries one sentence for the person.

Whoever raises one names the place (file, row, field); the web floor turns the family into an
answer, the command line into an exit status. Exceptions of one room derive from these and live
beside what raises them.
"""

from __future__ import annotations


class XunchaError(Exception):
    """Root of the families; ``sentence`` is what a person reads."""

    status = 500

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.recorded = False
        """Whether the log knows of it: a refusal is noted once, by whoever stops it first."""


class Invalid(XunchaError):
    """What was handed in can't be taken (400). ``field`` names the form field, if there is one."""

    status = 400

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Refused(XunchaError):
    """The record may be seen, the act may not be done (403)."""

    status = 403


class Absent(XunchaError):
    """Not there, or not to be seen: both look the same (404)."""

    status = 404

    def __init__(
        self,
        sentence: str = "没有找到您要的内容，可能已经移走，或者不在您的查看范围内。",
        *,
        hidden: str = "",
    ) -> None:
        """``hidden`` names a record that exists out of sight: for the log, never shown."""
        super().__init__(sentence)
        self.hidden = hidden


class Conflict(XunchaError):
    """The record is no longer in the state that the person saw (409)."""

    status = 409

    def __init__(self, sentence: str = "刚才有人先一步处理了，请刷新后再看。") -> None:
        super().__init__(sentence)


class Unavailable(XunchaError):
    """A part that is needed does not answer just now: disk full, key missing (503)."""

    status = 503
