"""Reports, publicity, meetings, surveys and evaluations for tests, made by the services as people
would."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

from tests.people import Cast
from tests.scenarios import FEEDBACK, TODAY, Story
from xuncha.cycle.evaluation.counting import DEFAULT_QUESTIONS
from xuncha.cycle.evaluation.enums import ReportKind, Respondents, Scope
from xuncha.cycle.evaluation.models import Evaluation, LifeMeeting, Publicity, Report, Survey
from xuncha.cycle.evaluation.services import (
    evaluations,
    meetings,
    publicity,
    reports,
    settling,
    surveys,
)
from xuncha.cycle.evaluation.services.evaluations import Given
from xuncha.cycle.evaluation.services.meetings import Held

FIT = "整改工作按方案推进，主要负责人亲自部署。"
WRONG = "巡察反馈的9个问题已整改完成9个。"
SHEET = "1\t2\t1\t1"


def paper(text: str, name: str = "整改报告.txt") -> tuple[io.BytesIO, str]:
    """A report as it comes from a form."""
    return io.BytesIO(text.encode()), name


def sent(story: Story, people: Cast, kind: ReportKind = ReportKind.UNIT, text: str = FIT) -> Report:
    """By 周岚, the head's own by 郑岩; nobody has read it yet."""
    who = "zhengyan" if kind == ReportKind.HEAD else "zhoulan"
    return reports.send_report(
        people.actor(who), inspection_id=story.inspection.pk, kind=kind,
        uploads=[paper(text, f"{kind.label}.txt")],
    )  # fmt: skip


def accepted(story: Story, people: Cast, kind: ReportKind = ReportKind.UNIT) -> Report:
    """Read without a difference, taken by 李闻."""
    row = sent(story, people, kind)
    edition = row.editions.get()
    reports.note_read(people.actor("liwen"), edition_id=edition.pk, differences=[])
    return reports.accept_report(
        people.actor("liwen"), report_id=row.pk, version=row.version, reason="内容和台账一致"
    )


def both_accepted(story: Story, people: Cast) -> None:
    """Both reports."""
    for kind in ReportKind:
        accepted(story, people, kind)


def drafted(story: Story, people: Cast, scope: Scope = Scope.PUBLIC) -> Publicity:
    """By 周岚 after both reports, with the words how people tell their opinion."""
    if not Report.objects.filter(inspection=story.inspection).exists():
        both_accepted(story, people)
    liaison = people.actor("zhoulan")
    row = publicity.draft_publicity(liaison, inspection_id=story.inspection.pk, scope=scope)
    return publicity.change_publicity(
        liaison, publicity_id=row.pk, version=row.version, text=row.text,
        contact="电话 5550101，工作日",
    )  # fmt: skip


def submitted(story: Story, people: Cast, scope: Scope = Scope.PUBLIC) -> Publicity:
    """Handed in by 周岚."""
    row = drafted(story, people, scope)
    return publicity.submit_publicity(
        people.actor("zhoulan"), publicity_id=row.pk, version=row.version
    )


def published(story: Story, people: Cast, scope: Scope = Scope.PUBLIC) -> Publicity:
    """Approved by 郑岩, public since today."""
    row = submitted(story, people, scope)
    row = publicity.approve_publicity(
        people.actor("zhengyan"), publicity_id=row.pk, version=row.version
    )
    return publicity.publish(
        people.actor("zhoulan"), publicity_id=row.pk, version=row.version, published_on=TODAY,
        place="区政府网站公示栏", proof="网页快照 2026-03",
    )  # fmt: skip


def prepared(story: Story, people: Cast, supervisor: str = "fengli") -> LifeMeeting:
    """By 周岚; 冯立 is sent to be there."""
    row = meetings.prepare_meeting(people.actor("zhoulan"), inspection_id=story.inspection.pk)
    return meetings.send_supervisor(
        people.actor("liwen"), meeting_id=row.pk, version=row.version,
        supervisor_id=people[supervisor].pk,
    )  # fmt: skip


def held(story: Story, on: dt.date = FEEDBACK + dt.timedelta(days=30)) -> Held:
    """What the record says."""
    return Held(
        held_on=on, place="三楼会议室", attended="党组书记、党组成员3人",
        opinions="党组书记：抓河道管护不够实。", finding_ids=[story.findings[0].pk],
    )  # fmt: skip


def recorded(story: Story, people: Cast) -> LifeMeeting:
    """Recorded by 周岚 with its minutes."""
    row = prepared(story, people)
    return meetings.record_meeting(
        people.actor("zhoulan"), meeting_id=row.pk, version=row.version, held=held(story),
        uploads=[paper("会议记录", "会议记录.txt")],
    )  # fmt: skip


def confirmed_meeting(story: Story, people: Cast) -> LifeMeeting:
    """Confirmed by 冯立."""
    row = recorded(story, people)
    return meetings.confirm_meeting(
        people.actor("fengli"), meeting_id=row.pk, version=row.version, reason="到会，开得认真"
    )


def handed_out(story: Story, people: Cast, number: int = 40) -> Survey:
    """By 李闻, to the staff."""
    return surveys.open_survey(
        people.actor("liwen"), inspection_id=story.inspection.pk, respondents=Respondents.STAFF,
        handed_out=number, questions=DEFAULT_QUESTIONS,
    )  # fmt: skip


def surveyed(story: Story, people: Cast, lines: list[str] | None = None) -> Survey:
    """Typed in and counted."""
    row = handed_out(story, people)
    told = lines if lines is not None else [SHEET] * 20
    surveys.paste_sheets(people.actor("liwen"), survey_id=row.pk, lines="\n".join(told))
    return surveys.close_survey(people.actor("liwen"), survey_id=row.pk, version=row.version)


def opened(story: Story, people: Cast) -> Evaluation:
    """By 李闻, with what is asked given and what could not be counted too."""
    clerk = people.actor("liwen")
    row = evaluations.open_evaluation(clerk, inspection_id=story.inspection.pk)
    empty = row.scores.filter(points__isnull=True)
    given = {one.code: Given(Decimal(one.weight), "查阅会议记录和责任清单") for one in empty}
    return evaluations.fill_in(clerk, evaluation_id=row.pk, version=row.version, given=given)


def filled(story: Story, people: Cast) -> Evaluation:
    """Handed in by 李闻."""
    row = opened(story, people)
    return evaluations.submit_evaluation(
        people.actor("liwen"), evaluation_id=row.pk, version=row.version
    )


def told(story: Story, people: Cast) -> Evaluation:
    """Confirmed by 赵青; the unit knows."""
    row = filled(story, people)
    return settling.confirm_evaluation(
        people.actor("zhaoqing"), evaluation_id=row.pk, version=row.version
    )


def answered(story: Story, people: Cast) -> Evaluation:
    """Answered by 郑岩."""
    row = told(story, people)
    return settling.answer_evaluation(
        people.actor("zhengyan"), evaluation_id=row.pk, version=row.version, agrees=False,
        text="第三项已经补证，请重新看。",
    )  # fmt: skip


def final(story: Story, people: Cast) -> Evaluation:
    """Fixed by 宋致远."""
    row = answered(story, people)
    return settling.finish_evaluation(
        people.actor("song"), evaluation_id=row.pk, version=row.version, reason="意见已核，维持"
    )
