"""A list of phrases passes over characters that begin none of them, and finds the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xuncha.engines.checking.openings import openings
from xuncha.engines.checking.prose import pattern
from xuncha.engines.checking.rules.r18_copied_rules import _grams
from xuncha.engines.checking.words import WORDS

SENTENCES = Path(__file__).parents[3] / "benchmarks/check/sentences"


@pytest.mark.parametrize(
    ("phrase", "begins"),
    [
        ("追缴", {"追"}),
        ("(?<!未)入账|到账", {"入", "到"}),
        ("(?:已|全部)?退回", {"已", "全", "退"}),
        ("(?:尚|还){0,2}未", {"尚", "还", "未"}),
        (r"\d+户", {r"\d"}),
        (r"[甲乙\u4e00-\u9fff]+村", {r"甲乙\u4e00-\u9fff"}),
        (r"\[2024", {r"\["}),
    ],
)
def test_what_a_phrase_begins_with(phrase: str, begins: set[str]) -> None:
    assert openings(phrase) == begins


@pytest.mark.parametrize(
    "phrase", ["", "已?", "[^,。]{0,9}一律", ".{2}会", "^已", r"\w+", "(已)退"]
)
def test_a_phrase_that_may_begin_with_anything_is_left_alone(phrase: str) -> None:
    assert openings(phrase) is None


def test_every_list_finds_what_it_found_without_the_look_ahead() -> None:
    lines = [
        line
        for source in sorted(SENTENCES.glob("*.txt"))
        for line in source.read_text("utf-8").splitlines()[::9]
    ]
    guarded = 0
    for param in WORDS.values():
        words = param.default
        assert isinstance(words, tuple)
        ordered = sorted(set(words), key=len, reverse=True)
        plain = re.compile("|".join(f"(?:{word})" for word in ordered))
        quick = pattern(words)
        guarded += quick.pattern != plain.pattern
        for line in lines:
            told = [found.span() for found in plain.finditer(line)]
            assert [found.span() for found in quick.finditer(line)] == told
    assert guarded > 40


def test_of_a_units_rules_its_whole_name_is_left_out() -> None:
    told = "第一条 青禾县水务局的车辆由办公室统一派遣。第二条 青禾县水务局的油卡一车一卡。" * 3
    assert not any("青禾" in gram or "水务" in gram for gram in _grams(told, "青禾县水务局", 10))
