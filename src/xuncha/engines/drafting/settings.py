"""Thresholds and word lists: versioned defaults, and what an office sets otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from xuncha.engines.checking.prose import pattern
from xuncha.engines.checking.settings import SettingsError
from xuncha.engines.drafting import words

VERSION = "2026.1"
NAMES: Mapping[str, str] = {
    "D01": "数量含糊", "D02": "要素不全", "D03": "定性过重", "D04": "数字对不上", "D05": "缺少依据",
    "D06": "分类存疑", "D07": "重复表述",
}  # fmt: skip
"""The hints there are."""


@dataclass(frozen=True)
class Settings:
    """What hints go by. ``version`` is kept with everything told from them."""

    version: str = VERSION
    off: frozenset[str] = frozenset()
    vague: tuple[str, ...] = words.VAGUE
    spread: tuple[str, ...] = words.SPREAD
    lasting: tuple[str, ...] = words.LASTING
    severe: tuple[str, ...] = words.SEVERE
    often: tuple[str, ...] = words.OFTEN
    basis: tuple[str, ...] = words.BASIS
    not_basis: tuple[str, ...] = words.NOT_BASIS
    breach: tuple[str, ...] = words.BREACH
    few_cases: int = field(default=1, metadata={"label": "几例以内算个案", "high": 20})
    severe_yuan: float = field(
        default=50_000, metadata={"label": "金额达到多少元，一例也算重", "high": 1e9}
    )
    same_words: float = field(
        default=0.4, metadata={"label": "两处用字相同多少才比数字", "high": 1}
    )
    twice: float = field(default=0.5, metadata={"label": "两句用字相同多少算重复", "high": 1})
    leaf_sure: float = field(default=0.6, metadata={"label": "分类把握多少才提", "high": 1})
    leaf_doubt: float = field(default=0.12, metadata={"label": "现分类把握低于多少才提", "high": 1})

    @classmethod
    def from_dict(cls, told: object) -> Settings:
        """Defaults overridden by ``told``; a word list replaces the default list. Refuses unknown
        keys, wrong types and numbers out of range with one Chinese sentence (SettingsError)."""
        if not isinstance(told, Mapping):
            raise SettingsError("规则文件应为一个 JSON 对象。")
        known = {one.name: one for one in fields(cls)}
        changes: dict[str, Any] = {}
        for key, value in told.items():
            if key not in known:
                raise SettingsError(f"规则文件中没有“{key}”这一项，可用的有：{'、'.join(known)}。")
            changes[key] = _checked(key, value, known[key].default, known[key].metadata)
        if changes and "version" not in changes:
            changes["version"] = f"{VERSION}+"
        return replace(cls(), **changes)

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """The word lists compiled, by name."""
        lists = ("vague", "spread", "lasting", "severe", "often", "basis", "not_basis", "breach")
        return {name: pattern(getattr(self, name)) for name in lists}


def _checked(key: str, value: object, default: object, about: Mapping[str, Any]) -> object:
    place = f"规则文件的“{key}”"
    if isinstance(default, str):
        if not isinstance(value, str) or not value.strip():
            raise SettingsError(f"{place}应为文字。")
        return value
    if isinstance(default, tuple | frozenset):
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise SettingsError(f"{place}应为词语的列表。")
        return _codes(value) if isinstance(default, frozenset) else _words(place, value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(f"{place}（{about['label']}）应为数字。")
    if not 0 <= value <= about["high"]:
        raise SettingsError(f"{place}（{about['label']}）应在 0 与 {about['high']:g} 之间。")
    return value


def _codes(told: list[str]) -> frozenset[str]:
    unknown = [code for code in told if code not in NAMES]
    if unknown:
        raise SettingsError(f"规则文件的“off”中没有“{unknown[0]}”这条提示。")
    return frozenset(told)


def _words(place: str, told: list[str]) -> tuple[str, ...]:
    for word in told:
        try:
            re.compile(word)
        except re.error as problem:
            raise SettingsError(f"{place}中的“{word}”不能作为词语或模式使用。") from problem
    return tuple(told)
