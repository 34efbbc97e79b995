"""The model of leaves: the taxonomy it knows, when it speaks and when it is silent."""

from __future__ import annotations

from benchmarks.drafting.score import score
from benchmarks.drafting.train import accuracy, held_texts
from xuncha.cycle.taxonomy import data
from xuncha.engines.drafting import Draft, hints_of, leaves

DRINKS = "局里接待没有公函，一次八人陪餐，全年公款吃喝超过标准两倍，食堂列支高档酒"


def test_the_model_knows_the_taxonomy_as_it_stands() -> None:
    model = leaves.shipped_model()

    assert {one[0]: one[1] for one in model.leaves} == {
        code: node.name for code, node in data.leaves().items()
    }


def test_a_leaf_that_does_not_fit_is_asked_about_with_its_confidence() -> None:
    told = hints_of(Draft("1", DRINKS, leaf="1.1.1 学习不深入、方法单一"))
    hint = next(one for one in told if one.code == "D06")

    assert hint.proposal == "2.3.1"
    assert hint.confidence is not None
    assert hint.confidence >= 0.6
    assert "2.3.1 超标准接待、公款吃喝" in hint.reason


def test_silence_on_the_right_leaf_its_branch_no_leaf_and_foreign_words() -> None:
    for leaf in ("2.3.1", "中央八项规定精神", "群众身边不正之风和腐败问题", "", "本区自定类别甲"):
        assert all(one.code != "D06" for one in hints_of(Draft("1", DRINKS, leaf=leaf))), leaf
    told = hints_of(Draft("1", "1234 abcd", leaf="1.1.1"))
    assert all(one.code != "D06" for one in told)


def test_sentences_written_by_hand_are_told_as_often_as_the_documents_say() -> None:
    told = accuracy(leaves.shipped_model(), held_texts(), 0.6)

    assert told["first"] >= 0.75
    assert told["right_of_said"] >= 0.95


def test_the_labelled_sentences_hold() -> None:
    for part, least in (("dev", 0.85), ("second", 0.85), ("held", 0.6)):
        for code, tally in score(part).items():
            assert tally.precision >= least, (part, code, tally.errors)
            assert tally.recall >= least, (part, code, tally.errors)
