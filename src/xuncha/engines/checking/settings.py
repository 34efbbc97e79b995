"""Thresholds and phrase lists: versioned defaults, and what an office sets otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xuncha.engines.checking.params import PARAMS
from xuncha.engines.checking.registry import CODES
from xuncha.engines.checking.rule import Param, Value
from xuncha.engines.errors import BadInput

VERSION = "2026.2"


class SettingsError(BadInput, ValueError):
    """A wrong rules file; the message is one Chinese sentence that names the key."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one check. ``version`` is kept with everything computed from them."""

    version: str
    values: Mapping[str, Mapping[str, Value]]
    off: frozenset[str] = frozenset()

    @classmethod
    def default(cls) -> Settings:
        """The settings as delivered."""
        return cls.from_dict({})

    @classmethod
    def from_dict(cls, told: object) -> Settings:
        """Defaults overridden by ``told``: ``{"version", "off": [codes], section: {key: value}}``.

        A phrase list replaces the default list. Refuses unknown sections and keys, wrong types and
        numbers out of range with one Chinese sentence (SettingsError).
        """
        if not isinstance(told, Mapping):
            raise SettingsError("规则文件应为一个 JSON 对象。")
        values: dict[str, dict[str, Value]] = {
            section: {key: param.default for key, param in params.items()}
            for section, params in PARAMS.items()
        }
        for section, given in told.items():
            if section in ("version", "off"):
                continue
            if section not in PARAMS:
                known = "、".join(PARAMS)
                raise SettingsError(f"规则文件中没有“{section}”这一节，可用的有：{known}。")
            if not isinstance(given, Mapping):
                raise SettingsError(f"规则文件的“{section}”应为一个 JSON 对象。")
            for key, value in given.items():
                values[section][key] = _checked(section, str(key), value)
        return cls(_version(told), values, _off(told))

    def number(self, section: str, key: str) -> float:
        value = self.values[section][key]
        assert not isinstance(value, tuple), f"{section}.{key} is a list"
        return value

    def words(self, section: str, key: str) -> tuple[str, ...]:
        value = self.values[section][key]
        assert isinstance(value, tuple), f"{section}.{key} is a number"
        return value


def _version(told: Mapping[str, object]) -> str:
    version = told.get("version", VERSION if len(told) == 0 else f"{VERSION}+")
    if not isinstance(version, str) or not version.strip():
        raise SettingsError("规则文件的“version”应为文字。")
    return version


def _off(told: Mapping[str, object]) -> frozenset[str]:
    off = told.get("off", [])
    if not isinstance(off, list) or not all(isinstance(code, str) for code in off):
        raise SettingsError('规则文件的“off”应为规则编号的列表，如 ["R16"]。')
    unknown = [code for code in off if code not in CODES]
    if unknown:
        raise SettingsError(f"规则文件的“off”中没有“{unknown[0]}”这条规则。")
    return frozenset(off)


def _checked(section: str, key: str, value: object) -> Value:
    param: Param | None = PARAMS[section].get(key)
    place = f"规则文件的“{section}.{key}”"
    if param is None:
        known = "、".join(PARAMS[section]) or "（无）"
        raise SettingsError(f"{place}不是可设的项，“{section}”可设：{known}。")
    if isinstance(param.default, tuple):
        if not isinstance(value, list) or not all(isinstance(w, str) and w for w in value):
            raise SettingsError(f"{place}（{param.label}）应为词语的列表。")
        for word in value:
            _check_pattern(place, word)
        return tuple(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(f"{place}（{param.label}）应为数字。")
    if not param.low <= value <= param.high:
        raise SettingsError(f"{place}（{param.label}）应在 {param.low:g} 与 {param.high:g} 之间。")
    return value


def _check_pattern(place: str, word: str) -> None:
    try:
        re.compile(word)
    except re.error as problem:
        raise SettingsError(f"{place}中的“{word}”不能作为词语或模式使用。") from problem
