"""How a name sounds: its initials and its whole spelling, so that `qyqswj` finds 清源区水务局."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin


def sounds_of(name: str) -> list[str]:
    """Initials and spelling of a name, small letters without gaps; what is no character stays."""
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    spelling = "".join(lazy_pinyin(name))
    return list(dict.fromkeys(one.lower() for one in (initials, spelling) if one))


def is_spelt(word: str) -> bool:
    """Whether a word can be a spelling."""
    return len(word) > 1 and word.isascii() and word.isalpha()
