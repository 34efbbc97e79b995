"""One answer as typed or read from a cell, as it is kept: a number, some numbers, a text, None."""

from __future__ import annotations

import re
from typing import Any

from xuncha.cycle.inquiry.enums import QuestionKind
from xuncha.cycle.inquiry.wordings import SCALE

LONGEST = 500
_SPLIT = re.compile(r"[、，,;；/|\s]+")
_DIGITS = re.compile(r"[1-9]{2,9}")


class AnswerError(ValueError):
    """Why an answer does not fit its question, without saying which."""


def read_answer(kind: str, options: list[str], raw: object) -> Any:
    """The answer as kept. Choices may be told by number, by letter or in their own words; several
    with 、 between them, or digits in a row."""
    if raw is None or (isinstance(raw, str) and not raw.strip()) or raw in ([], ()):
        return None
    if kind == QuestionKind.TEXT:
        words = str(raw).strip()
        if len(words) > LONGEST:
            raise AnswerError(f"有 {len(words)} 个字，最多 {LONGEST} 个字。")
        return words
    if kind == QuestionKind.MULTIPLE:
        chosen = sorted({_choice(options, one) for one in _parts(raw, options)})
        return chosen or None
    if kind == QuestionKind.SCALE:
        number = _number(raw)
        if number is None or not 1 <= number <= SCALE:
            raise AnswerError(f"打分应当是 1 到 {SCALE} 的整数。")
        return number
    return _choice(options, raw)


def _parts(raw: object, options: list[str]) -> list[object]:
    if isinstance(raw, list | tuple):
        return list(raw)
    words = str(raw).strip()
    if words in options:
        return [words]
    if _DIGITS.fullmatch(words):
        return list(words)
    if words.isalpha() and words.isascii() and len(words) > 1:
        return list(words)
    return [one for one in _SPLIT.split(words) if one]


def _choice(options: list[str], raw: object) -> int:
    words = str(raw).strip()
    if words in options:
        return options.index(words) + 1
    number = _number(raw)
    if number is None and len(words) == 1 and words.isascii() and words.isalpha():
        number = ord(words.upper()) - ord("A") + 1
    if number is None or not 1 <= number <= len(options):
        raise AnswerError(f"“{words[:20]}”不是这道题的选项，一共 {len(options)} 个。")
    return number


def _number(raw: object) -> int | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else None
    words = str(raw).strip()
    return int(words) if words.isascii() and words.isdecimal() else None
