"""What the engine refuses."""

from __future__ import annotations


class ProblemError(Exception):
    """A problem that can't be read; its words are one Chinese sentence naming the place."""
