"""Fitting a linear reader: Adam over all examples at once. Every training of a shipped model uses
it."""

from __future__ import annotations

import numpy as np


def descend(
    given: np.ndarray, wanted: np.ndarray, share: np.ndarray, *, steps: int, rate: float,
    decay: float,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Weights (features × classes) and bias (classes) for the examples ``given`` (examples ×
    features) and the classes ``wanted`` of them (examples × classes, 0 or 1). ``share``: how much
    each example counts (examples × 1, together 1)."""
    weights = np.zeros((given.shape[1], wanted.shape[1]), dtype=np.float32)
    bias = np.zeros(wanted.shape[1], dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = given @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        error = (shares - wanted) * share
        slope = given.T @ error + decay * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        bias -= 0.5 * error.sum(axis=0)
    return weights, bias
