"""A row finds its finding: in the same words, in other words, by its number where words are few."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xuncha.cycle.rectification.importing.matching import FedBack, Place, places
from xuncha.cycle.rectification.importing.rows import ItemDraft
from xuncha.engines.reading.records import Claim

LIST = [
    FedBack(1, "1", "文会不减反增，2025年发文44份、开会91次。同时，向林业站下发表格8种，2种重复。"),
    FedBack(
        2, "2", "房产出租管理不规范。一是11处房产未公开招租；二是10家租户欠租42.75万元没有催收。"
    ),
    FedBack(3, "3", "退耕补助17户3.81万元被村组扣留，用于招待。"),
    FedBack(4, "4", "古树名木保护缺位，野渡两株银杏树洞朽烂。"),
]
EMPTY = ItemDraft(
    "台账", 3, "", "", "", "", "", "", None, "", False, (), "", Claim.UNSTATED, None, None, None,
    (), "", "",
)  # fmt: skip


def row(problem: str, number: str = "", finding: str = "") -> ItemDraft:
    return replace(EMPTY, problem=problem, number=number, finding=finding)


@pytest.mark.parametrize(
    ("told", "which"),
    [
        (row("退耕补助17户3.81万元被村组扣留，用于招待"), Place(3, "3")),
        (row("问卷显示，17户补助款被村组截留3.81万元"), Place(3, "3")),
        (row("向林业站下发表格8种，2种内容重复"), Place(1, "1")),
        (row("列席会议发现，10家租户欠租42.75万元，没有催收"), Place(2, "2")),
        (row("3户欠款", finding="古树名木保护缺位，野渡两株银杏树洞朽烂。"), Place(4, "4")),
        (row("食堂采购高档烟酒5万元以食材入账"), None),
        (row("食堂采购高档烟酒5万元以食材入账", number="4"), None),
    ],
)
def test_the_finding_of_a_row(told: ItemDraft, which: Place | None) -> None:
    assert places(LIST, [told]).get(0) == which


def test_a_weak_likeness_is_taken_where_no_other_comes_near_and_the_clerk_is_asked() -> None:
    assert places(LIST, [row("村组扣留补助款吃喝，群众不知情")]) == {
        0: Place(3, "3", is_sure=False)
    }


def test_a_number_tips_a_weak_likeness_between_two() -> None:
    twins = [*LIST[:3], FedBack(4, "4", "退耕补助村组扣留9.2万元未发放，被挪用修路。")]
    weak = row("补助款村组扣留后吃喝，群众不知情")
    assert places(twins, [weak]) == {}
    assert places(twins, [replace(weak, number="3")]) == {0: Place(3, "3", is_sure=False)}
