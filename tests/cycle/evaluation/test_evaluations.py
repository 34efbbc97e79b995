"""Evaluation: counted by formulas, confirmed by another, vetoed by facts, answered, fixed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.evaluated import (
    answered,
    confirmed_meeting,
    filled,
    final,
    opened,
    surveyed,
    told,
)
from tests.lettered import overdue
from tests.overseen import concluded, verify
from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, signal
from xuncha.cycle.evaluation.enums import EvaluationState
from xuncha.cycle.evaluation.forms import PRESETS, Form
from xuncha.cycle.evaluation.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationStep,
    Score,
)
from xuncha.cycle.evaluation.rules import set_evaluation_rules
from xuncha.cycle.evaluation.scoring.measures import MEASURES
from xuncha.cycle.evaluation.services import evaluations, settling
from xuncha.cycle.evaluation.services.evaluations import Given
from xuncha.cycle.oversight.enums import Found
from xuncha.cycle.oversight.models import SpotCheck
from xuncha.cycle.rectification.models import Item, ItemStep, Progress, Signal
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def begun(story: Story, people: Cast) -> dict[str, Score]:
    row = evaluations.open_evaluation(people.actor("liwen"), inspection_id=story.inspection.pk)
    return {one.code: one for one in row.scores.all()}


def test_every_preset_comes_to_a_hundred_and_counts_what_it_names() -> None:
    for form in PRESETS:
        assert sum(one.weight for one in form.indicators) == 100
        assert {one.source for one in form.indicators} <= {"asked", *MEASURES}
        assert len({one.code for one in form.indicators}) == len(form.indicators)
        assert Form.from_dict(form.to_dict()) == form


def test_each_score_has_its_formula_and_its_rows(story: Story, people: Cast) -> None:
    overdue(story)
    claimed(story.items[1], by=people["zhoulan"].pk)
    verify(story.items[2], people)
    asked = signal(story.items[1])
    Signal.objects.filter(pk=asked.pk).update(
        state="upheld", decision="属实", decided_at=clock.now()
    )
    Item.objects.filter(pk=story.items[0].pk).update(
        amount_due_yuan=1000, original_due_on=dt.date(2026, 3, 12)
    )
    Progress.objects.create(
        item=story.items[0], text="退款", recovered_yuan=250, reported_on=TODAY,
        created_at=clock.now(),
    )  # fmt: skip
    surveyed(story, people)
    confirmed_meeting(story, people)
    scores = begun(story, people)
    points = {code: one.proposed for code, one in scores.items() if one.formula}
    assert points == {
        "claimed": Decimal("2.5"), "verified": Decimal("3.8"), "sustained": 0,
        "on_time": 6, "clean": Decimal("4.5"), "kept": 6, "money": Decimal("1.3"), "proven": 5,
        "letters": 6, "satisfied": 10, "steps": Decimal("0.8"),
    }  # fmt: skip
    assert scores["verified"].formula == ("核实完成的事项 1 / 4 件 = 25.0%，× 15 分 = 3.8 分")
    assert scores["verified"].rows["counted"] == [story.items[2].pk]
    assert scores["on_time"].rows["left"] == [story.items[0].pk]
    assert "追回 250.00 / 1,000.00 元 = 25.0%" in scores["money"].formula
    assert scores["lead"].points is None


def test_points_of_a_person_need_a_reason_and_stay_when_counted_anew(
    story: Story, people: Cast
) -> None:
    clerk = people.actor("liwen")
    row = evaluations.open_evaluation(clerk, inspection_id=story.inspection.pk)

    def give(points: str, reason: str) -> Evaluation:
        told_ = {"lead": Given(Decimal(points), reason)}
        return evaluations.fill_in(clerk, evaluation_id=row.pk, version=row.version, given=told_)

    with pytest.raises(Invalid, match="写明理由"):
        give("8", " ")
    with pytest.raises(Invalid, match="0 到 10"):
        give("11", "很好")
    row = give("8", "主持专题研究3次")
    claimed(story.items[0], by=people["zhoulan"].pk)
    row = evaluations.recount(clerk, evaluation_id=row.pk, version=row.version)
    scores = {one.code: one for one in row.scores.all()}
    assert (scores["lead"].points, scores["lead"].reason) == (8, "主持专题研究3次")
    assert scores["claimed"].points == Decimal("1.3")
    with pytest.raises(Conflict):
        evaluations.recount(clerk, evaluation_id=row.pk, version=row.version - 1)
    with pytest.raises(Conflict, match="没有给分"):
        evaluations.submit_evaluation(clerk, evaluation_id=row.pk, version=row.version)
    with clock.at(TODAY + dt.timedelta(days=1)), pytest.raises(Conflict, match="重算"):
        evaluations.submit_evaluation(clerk, evaluation_id=row.pk, version=row.version)


def test_one_fills_another_confirms_the_unit_answers_a_third_fixes(
    story: Story, people: Cast
) -> None:
    row = filled(story, people)
    points = row.points
    with pytest.raises(Refused, match="另一个人"):
        settling.confirm_evaluation(
            people.actor("liwen"), evaluation_id=row.pk, version=row.version
        )
    with pytest.raises(Absent):
        settling.answer_evaluation(
            people.actor("zhoulan"), evaluation_id=row.pk, version=row.version, agrees=True,
            text="同意",
        )  # fmt: skip
    row = settling.confirm_evaluation(
        people.actor("zhaoqing"), evaluation_id=row.pk, version=row.version
    )
    assert row.answer_by == dt.date(2026, 3, 25)
    with pytest.raises(Conflict, match="单位可以在"):
        settling.finish_evaluation(
            people.actor("song"), evaluation_id=row.pk, version=row.version, reason="定"
        )
    row = settling.answer_evaluation(
        people.actor("zhengyan"), evaluation_id=row.pk, version=row.version, agrees=False,
        text="第三项已补证",
    )  # fmt: skip
    row = settling.return_evaluation(
        people.actor("song"), evaluation_id=row.pk, version=row.version, reason="采纳意见"
    )
    assert (row.state, row.filled_by_id) == (EvaluationState.DRAFT, None)
    said = row.answers.get()
    assert (said.agrees, said.points) == (False, points)


def test_whoever_confirmed_fixes_no_grade(story: Story, people: Cast) -> None:
    row = filled(story, people)
    director = people.actor("song")
    row = settling.confirm_evaluation(director, evaluation_id=row.pk, version=row.version)
    row = settling.answer_evaluation(
        people.actor("zhengyan"), evaluation_id=row.pk, version=row.version, agrees=True,
        text="同意",
    )  # fmt: skip
    with pytest.raises(Refused, match="分是您确认的"):
        settling.finish_evaluation(director, evaluation_id=row.pk, version=row.version, reason="定")


def test_a_grade_is_fixed_and_frozen(story: Story, people: Cast) -> None:
    row = final(story, people)
    kept = (row.points, row.grade, row.as_of)
    claimed(story.items[0], by=people["zhoulan"].pk)
    with clock.at(dt.date(2026, 8, 1)), pytest.raises(Conflict, match="不能再改"):
        evaluations.recount(people.actor("liwen"), evaluation_id=row.pk, version=row.version)
    row.refresh_from_db()
    assert (row.points, row.grade, row.as_of) == kept
    rows = Evaluation.objects.filter(pk=row.pk)
    for change in ({"confirmed_by": people["liwen"]}, {"final_by": people["liwen"]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(Conflict, match="已经发起"):
        evaluations.open_evaluation(people.actor("liwen"), inspection_id=story.inspection.pk)
    row = settling.withdraw_evaluation(
        people.actor("song"), evaluation_id=row.pk, version=row.version, reason="数据有误"
    )
    evaluations.open_evaluation(people.actor("liwen"), inspection_id=story.inspection.pk)


def test_silence_is_waited_for_until_the_day_is_over(story: Story, people: Cast) -> None:
    row = told(story, people)
    with clock.at(dt.date(2026, 3, 26)):
        row = settling.finish_evaluation(
            people.actor("song"), evaluation_id=row.pk, version=row.version, reason="没有回复"
        )
    assert row.state == EvaluationState.FINAL


def test_facts_cap_a_grade_whatever_the_points(story: Story, people: Cast) -> None:
    values = {"preset": "tasks", "vetoes": {"untrue": 1}}
    set_evaluation_rules(people.actor("song"), effective_on=TODAY, note="收紧", values=values)
    concluded(story, people, found=Found.NOT)
    row = opened(story, people)
    codes = [one["code"] for one in row.vetoes]
    assert codes == ["untrue"]
    assert row.grade == "差"
    assert row.earned_grade != ""
    assert row.vetoes[0]["items"] == [story.items[0].pk]
    assert row.rules_version == 1
    assert "实地核查不属实 1 件，达到 1 件，等次最高为“差”" in row.vetoes[0]["words"]


def test_what_was_untrue_counts_when_it_was_mended(story: Story, people: Cast) -> None:
    values = {"preset": "tasks", "vetoes": {"untrue": 1}}
    set_evaluation_rules(people.actor("song"), effective_on=TODAY, note="收紧", values=values)
    first = concluded(story, people, found=Found.NOT)
    again = SpotCheck.objects.get(pk=first.pk)
    again.pk, again.number, again.found = None, first.number + 1, Found.TRUE
    again.save()
    veto = opened(story, people).vetoes[0]
    assert veto["items"] == [story.items[0].pk]
    assert "不属实 1 件（其中 1 件查实以后才改好）" in veto["words"]


def test_a_reopened_risky_item_caps_at_middling(story: Story, people: Cast) -> None:
    ItemStep.objects.create(
        item=story.items[0], action="reopen", label="重新整改", before="verified",
        after="reopened", by_name="李闻", at=clock.now(),
    )  # fmt: skip
    assert opened(story, people).vetoes == []
    Item.objects.filter(pk=story.items[0].pk).update(amount_due_yuan=12600)
    row = Evaluation.objects.get()
    row = evaluations.recount(people.actor("liwen"), evaluation_id=row.pk, version=row.version)
    assert [(one["code"], one["cap"]) for one in row.vetoes] == [("reopened", "一般")]
    scores = {one.code: one.points for one in row.scores.all()}
    assert scores["kept"] == Decimal("4.5")


def test_rules_make_sense_and_never_reach_back(story: Story, people: Cast) -> None:
    song = people.actor("song")

    def make(values: dict[str, object], note: str = "调整") -> None:
        set_evaluation_rules(song, effective_on=TODAY, note=note, values=values)

    for values, words in (
        ({"preset": "none"}, "选一套"),
        ({"preset": "five", "weights": {"lead": 13}}, "加起来是 101"),
        ({"preset": "five", "least": {"0": 70}}, "从高到低"),
        ({"preset": "five", "vetoes": {"untrue": -1}}, "否决的数"),
        ({"preset": "five", "numbers": {"answer_days": 0}}, "回复意见"),
    ):
        with pytest.raises(Invalid, match=words):
            make(values)
    row = opened(story, people)
    make({"preset": "five", "numbers": {"answer_days": 3}})
    row.refresh_from_db()
    assert (row.rules_version, row.form["key"]) == (0, "tasks")
    with pytest.raises(Refused):
        set_evaluation_rules(
            people.actor("liwen"), effective_on=TODAY, note="x", values={"preset": "five"}
        )


def test_who_sees_an_evaluation(story: Story, people: Cast) -> None:
    row = filled(story, people)

    def seen(who: str) -> list[int]:
        actor = people.actor(who)
        models = (Evaluation, Score, EvaluationStep, EvaluationAnswer)
        return [access.visible(actor, model).count() for model in models]

    scores, steps = row.scores.count(), EvaluationStep.objects.count()
    for who in ("liwen", "hejingan", "fengli"):
        assert seen(who) == [1, scores, steps, 0]
    for who in ("zhoulan", "zhengyan", "wutong", "xitong", "baomi", "shenji"):
        assert seen(who) == [0, 0, 0, 0], who
    row = settling.confirm_evaluation(
        people.actor("zhaoqing"), evaluation_id=row.pk, version=row.version
    )
    assert seen("zhengyan") == [1, scores, 0, 0]
    assert seen("wutong") == [0, 0, 0, 0]


def test_answered_is_answered_once(story: Story, people: Cast) -> None:
    row = answered(story, people)
    with pytest.raises(Conflict):
        settling.answer_evaluation(
            people.actor("zhoulan"), evaluation_id=row.pk, version=row.version, agrees=True,
            text="又同意",
        )  # fmt: skip
