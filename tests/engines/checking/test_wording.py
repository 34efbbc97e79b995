"""What a clause tells where no list has its words: none of these sentences was learnt from."""

from __future__ import annotations

import pytest

from benchmarks.check.sentences.__main__ import GIST, sentences
from tests.engines.checking.hand import fires
from xuncha.engines.checking import wording
from xuncha.engines.checking.acts import hints
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.settings import Settings

LEXICON = Lexicon(Settings.default())


def gist(clause: str) -> str:
    shares = wording.gist(clause, hints(clause, LEXICON))
    return max(shares, key=lambda one: shares[one])


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("孩子们坐进了新教室", wording.CHANGE),
        ("两台水泵换了新的", wording.CHANGE),
        ("押金都退到了摊主手里", wording.CHANGE),
        ("编外的十一个人走了九个", wording.CHANGE),
        ("支委会专门议了两回", wording.TALK),
        ("请党校教授来讲了一课", wording.TALK),
        ("把规定印成小册子发到各组", wording.TALK),
        ("支部书记把他叫来批评了一顿", wording.WORD),
        ("两人写了检讨表示悔改", wording.WORD),
        ("工作面貌有了新气象", wording.EMPTY),
        ("拟在明年汛期前动工", wording.LATER),
    ],
)
def test_a_clause_is_read_without_a_list(clause: str, kind: str) -> None:
    assert clause not in {text for text, _ in sentences(GIST)}
    assert gist(clause) == kind


@pytest.mark.parametrize(
    ("finding", "is_paper"),
    [
        ("出租车司机拒载挑客", False),
        ("两台救护车抛锚", False),
        ("中心组一年没学过几回", True),
        ("支部活动本子上尽是空白", True),
    ],
)
def test_a_finding_that_paper_answers(finding: str, is_paper: bool) -> None:
    assert (wording.asks_paper(finding) > 0.5) is is_paper


@pytest.mark.parametrize(
    ("clause", "goes_on"),
    [
        ("每月初五由监委会对账", True),
        ("没有派车单的车不准出院", True),
        ("退回多收的工钱", False),
        ("补栽了四十棵树", False),
    ],
)
def test_what_goes_on(clause: str, goes_on: bool) -> None:
    assert (wording.lasts(clause) > 0.6) is goes_on


def test_a_clause_without_a_known_sign_gets_the_bias_alone() -> None:
    shares = wording.gist("♞♞♞", ())
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("finding", ["殡仪馆的炉子冒黑烟", "城区泊位太少"])
def test_meetings_answer_no_finding_that_no_list_knows(finding: str) -> None:
    talk = "馆长办公会专题讨论，制定工作方案，组织职工观看警示片"
    assert fires("R03", finding=finding, progress=talk)
    assert not fires("R03", finding=finding, progress=f"{talk}，换上了两台新设备")
