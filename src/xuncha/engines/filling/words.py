"""How texts speak of a figure: declared by the figure itself, never by known sentences."""

from __future__ import annotations

from dataclasses import dataclass

ALL = "个", "项", "条", "件"
"""The measure words that matters of any kind take."""


@dataclass(frozen=True, slots=True)
class Words:
    """One way of speaking of a figure.

    ``heads`` are the nouns that the number counts; with ``headless`` the measure word alone may
    tell them (组织 * 轮). ``acts`` are the verbs that may govern it: one of them must where
    ``needs_act``, and never a verb that is not among them. ``marks`` are the modifiers that must
    all stand with it, and no other mark may. ``measures`` are the measure words that may follow the
    number. ``by_kind``: the head may itself be a kind of organisation (62 个镇). ``verbal``: the
    head is itself the doing (谈话 * 次), whatever is named before it. ``bare``: as the label of a
    line (巡察组：* 个) the noun says it without its verb. ``way``: these words say that way of
    inspecting themselves."""

    heads: tuple[str, ...]
    acts: tuple[str, ...] = ()
    measures: tuple[str, ...] = ALL
    marks: tuple[str, ...] = ()
    needs_act: bool = False
    by_kind: bool = False
    headless: bool = False
    verbal: bool = False
    bare: bool = False
    way: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A figure as the mapper knows it: its name, how texts speak of it, what narrows it, what it
    is counted in (个, 元, %), and of which figure it is a share ("" for none), and the
    shares of other figures that it is by a name of their own."""

    name: str
    words: tuple[Words, ...]
    params: frozenset[str]
    unit: str
    part_of: str = ""
    rates: tuple[tuple[str, str], ...] = ()
