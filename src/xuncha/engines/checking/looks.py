"""Which pictures show the same, though they were saved anew under another name or format."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Mapping

from xuncha.engines.reading.records import ProofFile

_SHAPE = 8  # bytes that tell width and height, before the brightness of each field
_SQUARE = 3
_FIELD_APART = 8
"""Steps of brightness (of 256) that a field may differ: saving as JPEG makes five at the most, a
page filled in by another hand dozens."""


def groups_alike(files: Iterable[ProofFile]) -> Mapping[str, int]:
    """The number of its group for every picture, by its path below the folder. Pictures are
    compared with those of nearly the same brightness over all, so that thousands take little."""
    held = {one.relative: one.picture_looks for one in files if one.picture_looks}
    rows = sorted((sum(looks[_SHAPE:]), name) for name, looks in held.items())
    group: dict[str, int] = {}
    begin = 0
    for at, (light, name) in enumerate(rows):
        looks = held[name]
        while light - rows[begin][0] > _FIELD_APART * (len(looks) - _SHAPE) // 4:
            begin += 1
        same = next((it for _, it in rows[begin:at] if _is_alike(looks, held[it])), None)
        group[name] = at if same is None else group[same]
    return group


def _has_shape_of(one: bytes, other: bytes) -> bool:
    """As wide for their height, give or take the point that making a picture smaller rounds off."""
    (wide, high), (its_wide, its_high) = (struct.unpack(">II", of[:_SHAPE]) for of in (one, other))
    return bool(abs(wide * its_high - its_wide * high) <= max(wide, high, its_wide, its_high))


def _is_alike(one: bytes, other: bytes) -> bool:
    if not _has_shape_of(one, other):
        return False
    if one[:_SHAPE] != other[:_SHAPE]:
        return _is_smaller_copy(one[_SHAPE:], other[_SHAPE:])
    pairs = zip(one[_SHAPE:], other[_SHAPE:], strict=True)
    return all(abs(a - b) <= _FIELD_APART for a, b in pairs)


def _is_smaller_copy(one: bytes, other: bytes) -> bool:
    """A picture made smaller has its fields begin a point beside: squares of fields are compared,
    each by more steps, all of them by hardly any."""
    apart = [abs(a - b) for a, b in zip(_squares(one), _squares(other), strict=True)]
    return max(apart) <= 2 * _FIELD_APART and sum(apart) <= len(apart) * _FIELD_APART / 4


def _squares(fields: bytes) -> list[float]:
    side = math.isqrt(len(fields))
    return [
        sum(
            sum(fields[row * side + at : row * side + at + _SQUARE])
            for row in range(top, top + _SQUARE)
        )
        / _SQUARE**2
        for top in range(0, side - _SQUARE + 1, _SQUARE)
        for at in range(0, side - _SQUARE + 1, _SQUARE)
    ]
