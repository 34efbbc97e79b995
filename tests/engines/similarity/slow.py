"""Similarity the slow way, as the contract words it: for comparing with what the engine says."""

from __future__ import annotations

from xuncha.engines.similarity import fold


def grams(text: str) -> set[str]:
    return {gram for _, gram in fold(text).grams()}


def jaccard(one: str, other: str) -> float:
    """Runs of three letters that both have, among those that either has."""
    mine, yours = grams(one), grams(other)
    return len(mine & yours) / len(mine | yours) if mine | yours else 0.0
