# ruff: noqa: E501  (tables)
"""Outlines of every style: what is made by the generator is read, and every place holds its words."""

from __future__ import annotations

import pytest

from benchmarks.read.styles import Made, make, right_of
from xuncha.engines.reading.official import read_text
from xuncha.engines.reading.official.labels import Labels
from xuncha.engines.reading.official.page import page_of
from xuncha.engines.reading.official.tree import Piece, outline_of

_PAPERS = 120


@pytest.fixture(scope="module")
def papers() -> list[Made]:
    return [make(7_000_000 + at) for at in range(_PAPERS)]


def test_findings_are_read_whatever_the_style(papers: list[Made]) -> None:
    wanted, told, right = (sum(one) for one in zip(*map(right_of, papers), strict=True))

    assert 2 * right / (wanted + told) > 0.96


def test_every_place_holds_its_words_whatever_the_style(papers: list[Made]) -> None:
    for made in papers[:40]:
        paper = read_text(made.text)

        assert all(made.text[slice(*one.span)] == one.finding for one in paper.findings)
        for told in paper.evidence_dict().values():
            assert all(made.text[one["start"] : one["end"]] == one["quote"] for one in told)


def _shape(pieces: list[Piece]) -> list[tuple[str, object]]:
    return [(one.mark, _shape(one.below)) for one in pieces]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("1.甲\n（一）乙\n（二）丙\n2.丁\n（一）戊", [("1.", [("（一）", []), ("（二）", [])]), ("2.", [("（一）", [])])]),
        ("（一）甲\n1.乙\n2.丙\n（二）丁\n3.戊", [("（一）", [("1.", []), ("2.", [])]), ("（二）", [("3.", [])])]),
        ("1.甲\n整改情况：\n1.召开会议。\n2.修订制度。\n2.乙\n整改情况：\n1.组织培训。", [("1.", []), ("2.", [])]),
        ("一、甲\n1.1乙\n1.2丙\n二、丁\n2.3万元", [("一、", [("1.1", []), ("1.2", [])]), ("二、", [])]),
    ],
    ids=["a paper's own order", "numbers that go on", "steps are no outline", "a fraction is no number"],
)  # fmt: skip
def test_the_order_of_levels_is_the_papers_own(text: str, shape: list[tuple[str, object]]) -> None:
    laid = page_of(text)

    assert _shape(outline_of(laid, Labels(laid))) == shape
