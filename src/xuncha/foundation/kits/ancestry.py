"""Which state two sites last had in common, when packages cross on the way or get lost.

The office numbers what it sends, a machine numbers what it brings back. A return names the package
that the machine had taken in last (``answers``); a package names the last return that the office
had merged (``follows``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xuncha.foundation.kits.merging import Group, Key, Rules, changed_groups

Groups = Mapping[Key, Group]


@dataclass(frozen=True)
class Told:
    """A return: its number, the package it answers, and what it told of each group."""

    number: int
    answers: int
    groups: Groups


def at_office(
    root: Key, old: Group, sent: tuple[int, int], told: Told | None
) -> tuple[Group, Group | None]:
    """For a group that comes back, with its state at the time of the package that it answers:
    ``sent`` is that package's number and what it followed, ``told`` the last return merged
    before."""
    number, follows = sent
    if told is None or told.number <= follows or root not in told.groups:
        return old, None
    if told.answers == number:
        return told.groups[root], None
    return old, told.groups[root]


def in_field(
    base: Groups, own: tuple[int, int], follows: int, told: Told | None
) -> tuple[Groups, Groups | None]:
    """For a newer package that follows a return of ours: ``own`` is the package that was taken in
    last and what that one followed, ``told`` the return that the newer package follows."""
    number, known = own
    if told is None or follows <= known:
        return base, None
    return (told.groups, None) if told.answers == number else (base, told.groups)


def to_bring(
    base: Groups, now: Groups, rules: Rules, last: Told | None, number: int
) -> list[tuple[Key, Group, Group]]:
    """Groups that a return must tell: those that differ from what both had, and those that differ
    from what was told before on the same ground."""
    found = {root: (old, new) for root, old, new in changed_groups(base, now, rules)}
    if last is not None and last.answers == number:
        for root, _, _ in changed_groups(last.groups, now, rules):
            found.setdefault(root, (base.get(root, {}), now.get(root, {})))
    return [(root, old, new) for root, (old, new) in sorted(found.items())]
