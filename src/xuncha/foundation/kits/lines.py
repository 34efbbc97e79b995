"""Rows and groups as lines of text, always in the same order: what two sites compare."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from xuncha.foundation.kits.merging import Group, Key

_STEP = 256 * 1024
Rows = Mapping[Key, Mapping[str, Any]]
Brought = list[tuple[Key, dict[Key, dict[str, Any]], dict[Key, dict[str, Any]]]]
"""Groups of which something is new: first row, as they were, as they are."""


def of_rows(rows: Rows) -> list[str]:
    """One line a row, by kind and number."""
    return [_line([*key, dict(rows[key])]) for key in sorted(rows)]


def to_rows(lines: Iterable[str]) -> dict[Key, dict[str, Any]]:
    """Back again."""
    return {(kind, pk): row for kind, pk, row in map(json.loads, lines)}


def of_groups(groups: Iterable[tuple[Key, Group, Group]]) -> list[str]:
    """One line a group."""
    told = sorted(groups, key=lambda one: one[0])
    return [_line([*root, cells(old), cells(new)]) for root, old, new in told]


def to_groups(lines: Iterable[str]) -> Brought:
    """Back again."""
    return [
        ((kind, pk), group_of(old), group_of(new)) for kind, pk, old, new in map(json.loads, lines)
    ]


def cells(group: Group) -> list[list[Any]]:
    """A group as a list that JSON knows."""
    return [[*key, dict(group[key])] for key in sorted(group)]


def group_of(told: Iterable[list[Any]]) -> dict[Key, dict[str, Any]]:
    """A group from such a list."""
    return {(kind, pk): row for kind, pk, row in told}


def digest(lines: Iterable[str]) -> str:
    """What both sides print to see that they hold the same."""
    found = hashlib.sha256()
    for one in lines:
        found.update(one.encode() + b"\n")
    return found.hexdigest()


def packed(lines: Iterable[str]) -> Iterator[bytes]:
    """Compressed, in pieces."""
    text = "".join(f"{one}\n" for one in lines)
    whole = gzip.compress(text.encode(), 6, mtime=0)
    for start in range(0, len(whole), _STEP):
        yield whole[start : start + _STEP]


def unpacked(content: Iterable[bytes]) -> list[str]:
    """The lines of such a part."""
    return gzip.decompress(b"".join(content)).decode().split("\n")[:-1]


def _line(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
