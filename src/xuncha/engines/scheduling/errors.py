"""What the engine refuses."""

from __future__ import annotations

from xuncha.engines.errors import BadInput


class ProblemError(BadInput):
    """A problem that can't be read; its words are one Chinese sentence naming the place."""
