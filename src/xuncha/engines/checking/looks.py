"""Which pictures show the same, though they were saved anew under another name or format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xuncha.engines.reading.records import ProofFile

_SHAPE = 8  # bytes that tell width and height, before the brightness of each field
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


def _is_alike(one: bytes, other: bytes) -> bool:
    if one[:_SHAPE] != other[:_SHAPE]:
        return False
    pairs = zip(one[_SHAPE:], other[_SHAPE:], strict=True)
    return all(abs(a - b) <= _FIELD_APART for a, b in pairs)
