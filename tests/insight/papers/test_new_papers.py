"""What the papers of evaluation, results, deeds, meetings, draws and figures say, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document
from docx.oxml.ns import qn

from tests.deeded import called, registered
from tests.evaluated import drafted as publicity_drafted
from tests.evaluated import final, opened
from tests.fedback import given, opinion, recorded, reviewed, settled
from tests.fielded import Fielded
from tests.people import Cast
from tests.resulted import answered, drafted, issued, to_unit
from tests.scenarios import TODAY, Story, claimed
from tests.sealed import sealed
from tests.teamed import Teamed
from xuncha.cycle.evaluation.forms import PRESETS, Form
from xuncha.cycle.evaluation.models import Publicity, Score
from xuncha.cycle.evaluation.services import publicity
from xuncha.cycle.feedback.enums import Aim, HearingKind
from xuncha.cycle.feedback.services import hearings, tasks
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.results.models import ResultBasis
from xuncha.cycle.teams.services import forming, seating
from xuncha.foundation.files.selectors import read_bytes
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.registry import MEASURES
from xuncha.insight.figures.telling import tell
from xuncha.insight.papers.known.evaluation import lines_of
from xuncha.insight.papers.registry import kinds_of
from xuncha.insight.papers.services import print_paper
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Refused


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def text_of(actor: Any, kind: str, record_id: int) -> str:
    """A paper's words, cells too, as one person prints it."""
    row = print_paper(actor, kind=kind, record_id=record_id)
    assert row.file is not None
    body = Document(BytesIO(read_bytes(row.file))).element.body
    return "\n".join(
        "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        for paragraph in body.iter(qn("w:p"))
    )


def test_the_evaluation_says_how_each_point_was_earned(story: Story, people: Cast) -> None:
    row, clerk = opened(story, people), people.actor("liwen")
    draft = text_of(clerk, "evaluation_sheet", row.pk)
    assert "评分中，等次未定" in draft
    with pytest.raises(Absent):
        print_paper(people.actor("zhoulan"), kind="evaluation_sheet", record_id=row.pk)


@pytest.mark.parametrize("form", PRESETS, ids=lambda one: one.key)
def test_every_preset_is_told_by_its_aspects(form: Form) -> None:
    scores = [
        Score(number=at, code=one.code, weight=one.weight, points=None if one.is_asked else at,
              formula="" if one.is_asked else f"算式{at}")
        for at, one in enumerate(form.indicators)
    ]  # fmt: skip
    told = lines_of(form, scores)
    assert [one["title"] for one in told] == [one.title for one in form.indicators]
    assert [one["how"] for one in told] == [one.formula for one in scores]
    aspects = [one["aspect"] for one in told if one["aspect"]]
    assert aspects == list(dict.fromkeys(one.aspect for one in form.indicators))
    assert sum(one["weight"] for one in told) == 100
    assert all(one["points"] == "" for one, of in zip(told, form.indicators, strict=True)
               if of.is_asked)  # fmt: skip


def test_the_evaluation_goes_to_the_unit_once_it_was_told(story: Story, people: Cast) -> None:
    row = final(story, people)
    told = text_of(people.actor("zhoulan"), "evaluation_sheet", row.pk)
    assert f"等次：{row.grade}" in told
    assert "第三项已经补证，请重新看。" in told
    assert all(one.formula in told for one in row.scores.all())
    assert "理由：查阅会议记录和责任清单" in told


def approved_and_out(row: Publicity, people: Cast) -> Publicity:
    """Submitted by the liaison, approved by the head, public since today."""
    unit, head = people.actor("zhoulan"), people.actor("zhengyan")
    row = publicity.submit_publicity(unit, publicity_id=row.pk, version=row.version)
    row = publicity.approve_publicity(head, publicity_id=row.pk, version=row.version)
    return publicity.publish(
        unit, publicity_id=row.pk, version=row.version, published_on=TODAY, place="公示栏",
        proof="网页快照",
    )  # fmt: skip


def test_what_is_laid_open_is_the_approved_text(story: Story, people: Cast) -> None:
    unit = people.actor("zhoulan")
    first = publicity_drafted(story, people)
    assert "还没有公开" in text_of(unit, "publicity", first.pk)
    row = approved_and_out(first, people)
    told = text_of(unit, "publicity", row.pk)
    assert row.text.splitlines()[0] in told
    assert "电话 5550101" in told
    assert "还没有公开" not in told
    assert row.approved_digest[:16] in told


def test_a_recommendation_never_tells_one_unit_of_another(story: Story, people: Cast) -> None:
    row, clerk = issued(story, people, to_unit(story)), people.actor("liwen")
    foreign = Finding.objects.get(pk=story.foreign.finding_id)
    ResultBasis.objects.create(result=row, finding=foreign)
    told = text_of(clerk, "recommendation", row.pk)
    assert row.code in told
    assert story.findings[1].text in told
    assert foreign.text not in told
    assert "民政局" not in told
    assert told.replace("李闻", "") == text_of(people.actor("zhoulan"), "recommendation", row.pk)
    with pytest.raises(Conflict, match="还没有反馈结果"):
        print_paper(clerk, kind="result_outcome", record_id=row.pk)


def test_the_outcome_tells_persons_by_post(story: Story, people: Cast) -> None:
    first = drafted(story, people)
    assert "（拟稿，不得送达）" in text_of(people.actor("liwen"), "recommendation", first.pk)
    with pytest.raises(Absent):
        print_paper(people.actor("fengli"), kind="recommendation", record_id=first.pk)
    row = answered(story, people)
    told = text_of(people.actor("fengli"), "result_outcome", row.pk)
    assert "诫勉（股级干部） 1人" in told
    assert "追缴资金 12600.5元" in told
    with pytest.raises(Absent):
        print_paper(people.actor("zhoulan"), kind="result_outcome", record_id=row.pk)


def test_who_owes_a_deed_never_reads_what_was_said(story: Story, people: Cast) -> None:
    row = called(story, people)
    clerk, unit = people.actor("liwen"), people.actor("zhoulan")
    card = text_of(clerk, "deed_card", row.pk)
    assert "老人夜里看不见路" in card
    for kind, record in (("deed_closing", row.pk), ("deed_register", story.inspection.pk)):
        for reader in (clerk, unit):
            told = text_of(reader, kind, record)
            assert "装二十盏路灯" in told
            assert "看不见路" not in told
            assert "还有两盏不亮" not in told
    assert "100户抽10户" in text_of(clerk, "deed_closing", row.pk)
    assert "100户抽10户" not in text_of(unit, "deed_closing", row.pk)
    with pytest.raises(Refused):
        print_paper(unit, kind="deed_card", record_id=row.pk)
    other = registered(story, people)
    with pytest.raises(Conflict, match="还没有办结"):
        print_paper(clerk, kind="deed_closing", record_id=other.pk)


def test_minutes_tell_matters_and_only_count_persons(field: Fielded, people: Cast) -> None:
    told, clerk = settled(field, people), people.actor("liwen")
    row = recorded(told, reviewed(told), HearingKind.GROUP)
    for aim in Aim:
        tasks.add_task(clerk, hearing_id=row.pk, told=opinion(told, aim, "fengli"))
    assert "（记录中）" in text_of(clerk, "hearing_minutes", row.pk)
    row = hearings.close_hearing(clerk, hearing_id=row.pk, version=row.version)
    for reader in ("song", "liwen", "hejingan"):
        minutes = text_of(people.actor(reader), "hearing_minutes", row.pk)
        assert "由财政部门专项检查" in minutes
        assert "谈话提醒" not in minutes
        assert "分管财务的副局长" not in minutes
    assert "另有点人意见1件" in text_of(people.actor("song"), "hearing_minutes", row.pk)
    with pytest.raises(Absent):
        print_paper(people.actor("zhoulan"), kind="hearing_minutes", record_id=row.pk)


def test_the_briefing_tells_what_the_leading_group_heard(field: Fielded, people: Cast) -> None:
    told, clerk = settled(field, people), people.actor("liwen")
    round_id = told.inspection.round_id
    with pytest.raises(Conflict, match="还没有经领导小组听取"):
        print_paper(clerk, kind="hearing_briefing", record_id=round_id)
    given(told)
    briefing = text_of(clerk, "hearing_briefing", round_id)
    assert "报告1份，列出问题3条" in briefing
    assert "3笔接待费没有公函" in briefing
    with pytest.raises(Refused):
        print_paper(people.actor("hejingan"), kind="hearing_briefing", record_id=round_id)


def test_the_draw_can_be_repeated_from_its_list(teamed: Teamed, people: Cast) -> None:
    clerk = people.actor("liwen")
    with pytest.raises(Conflict, match="不是抽取"):
        print_paper(clerk, kind="team_draw", record_id=teamed.round.pk)
    forming.form_teams(clerk, round_id=teamed.round.pk)
    seating.draw_seats(clerk, round_id=teamed.round.pk, seed="20260318")
    told = text_of(clerk, "team_draw", teamed.round.pk)
    team = teamed.round.teams.first()
    assert told.count("20260318") >= 2
    assert team.draw_basis["digest"] in told
    assert all(str(one.inspector) in told for one in team.seats.all())
    assert "随机抽取" in told


def test_statistics_are_the_registrys(story: Story, people: Cast) -> None:
    clerk = people.actor("liwen")
    told = text_of(clerk, "term_statistics", story.term.pk)
    ask = Ask(clerk, story.term, TODAY)
    known = [one for one in MEASURES if not one.roles or clerk.has(*one.roles)]
    assert all(one.label in told and one.definition in told for one in known)
    items = tell(next(one for one in MEASURES if one.name == "items_total"), ask)
    assert f"\n{items.value} " in told
    assert "第九轮" in text_of(clerk, "round_statistics", story.round.pk)
    with pytest.raises(Absent):
        print_paper(people.actor("zhoulan"), kind="round_statistics", record_id=story.round.pk)


def test_a_closed_rounds_summary_tells_what_was_sealed(story: Story, people: Cast) -> None:
    clerk = people.actor("liwen")
    assert "本轮还没有期满封存" in text_of(clerk, "round_summary", story.round.pk)
    made = sealed(story, people)
    claimed(story.items[0], by=people["zhoulan"].pk)
    told = text_of(clerk, "round_summary", story.round.pk)
    assert f"封存的第1版（摘要 {made.digest[:16]}），以后不变" in told
    assert "\n事项自称（第9轮）\n0 项\n" in told


def test_the_papers_of_a_record_lead_back_to_it() -> None:
    titles = [one.name for one in kinds_of("planning.round")]
    assert titles[:2] == ["round_plan", "round_summary"]
    assert kinds_of("planning.round")[0].page == "rounds_detail"
    assert kinds_of("planning.inspection")[0].page == "rounds_inspection"


def test_the_way_from_the_records_to_their_papers(story: Story, people: Cast) -> None:
    client = Client()
    client.force_login(people["liwen"])
    deed, result = registered(story, people), drafted(story, people)
    pages = {
        f"/deeds/{deed.pk}/": f"/prints/of/deeds.deed/{deed.pk}/",
        f"/results/{result.pk}/": f"/prints/of/results.result/{result.pk}/",
        f"/teams/rounds/{story.round.pk}/": f"/prints/of/planning.round/{story.round.pk}/",
        "/statistics/": f"/prints/of/planning.term/{story.term.pk}/",
    }
    for page, papers in pages.items():
        assert papers in client.get(page).content.decode(), page
        assert client.get(papers).status_code == 200
