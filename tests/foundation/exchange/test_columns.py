"""Headers as people write them find their columns."""

from __future__ import annotations

import pytest

from xuncha.foundation.exchange.columns import Column, bare, is_blank, match, tight

COLUMNS = (
    Column("name", "单位名称", ("单位", "名称"), required=True),
    Column("kind", "单位性质", ("性质", "类别")),
    Column("amount", "涉及金额", ("金额",)),
)


@pytest.mark.parametrize(
    ("header", "compared"),
    [
        ("单位 名称", "单位名称"),
        ("单位\n名称", "单位名称"),
        ("*单位名称：", "单位名称"),
        ("涉及金额（万元）", "涉及金额"),
        ("涉及金额【元】", "涉及金额"),
        ("\uff35\uff2e\uff29\uff34", "unit"),
        ("（元）", "(元)"),
        ("", ""),
    ],
)
def test_bare(header: str, compared: str) -> None:
    assert bare(header) == compared


def test_tight_keeps_the_unit() -> None:
    assert tight("金额 （万元）") == tight("金额(万元)") != tight("金额（元）")


def test_labels_and_synonyms_match() -> None:
    assert match(["序号", "单 位", "性质（类别）", "金额（万元）"], COLUMNS) == {
        "name": "单 位",
        "kind": "性质（类别）",
        "amount": "金额（万元）",
    }


def test_label_goes_before_a_synonym_that_stands_earlier() -> None:
    assert match(["名称", "单位名称"], COLUMNS) == {"name": "单位名称"}


def test_one_header_serves_one_column() -> None:
    twins = (Column("a", "甲", ("名称",)), Column("b", "乙", ("名称",)))
    assert match(["名称"], twins) == {"a": "名称"}
    assert match(["名称", "乙"], twins) == {"a": "名称", "b": "乙"}


@pytest.mark.parametrize(
    ("value", "blank"),
    [
        (None, True),
        ("", True),
        (" \u3000\n\xa0\u200b", True),
        (0, False),
        (False, False),
        ("无", False),
    ],
)
def test_blank(value: object, blank: bool) -> None:
    assert is_blank(value) is blank
