"""Talks, visits and questionnaires for tests, made by the services as the team would."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import Any

from openpyxl import Workbook

from tests.fielded import Fielded
from tests.scenarios import TODAY, unit
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.inquiry.models import Questionnaire, Talk, Visit
from xuncha.cycle.inquiry.services import questionnaires, sheets, talks, visits
from xuncha.cycle.inquiry.services.questionnaires import FormFacts
from xuncha.cycle.inquiry.services.talks import TalkFacts
from xuncha.cycle.inquiry.services.visits import VisitFacts
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

WORDS = "问：采购怎样办？\n答：三家比价，记录在案。"


def talk_facts(field: Fielded, **more: Any) -> TalkFacts:
    """A whole talk of 陆一 and 顾二 with the head of an office."""
    facts = TalkFacts(
        talked_on=TODAY, starts_at=dt.time(9), ends_at=dt.time(10, 20), place="水务局三楼小会议室",
        post_kind="middle", post="办公室主任", first_id=field.leader.pk, second_id=field.member.pk,
        recorder_id=field.member.pk, rights_told=True, text=WORDS, read_back="own",
        signature="signed",
    )  # fmt: skip
    return replace(facts, **more)


def recorded(field: Fielded, **more: Any) -> Talk:
    """The talk as 陆一 writes it down."""
    facts = talk_facts(field, **more)
    return talks.record_talk(
        field.actor(field.leader), inspection_id=field.inspection.pk, facts=facts
    )


def half_signed(field: Fielded, **more: Any) -> Talk:
    """Signed by 陆一, waiting for 顾二."""
    row = recorded(field, **more)
    return talks.sign_talk(field.actor(field.leader), talk_id=row.pk, version=row.version)


def signed(field: Fielded, **more: Any) -> Talk:
    """Signed by both."""
    row = half_signed(field, **more)
    return talks.countersign_talk(field.actor(field.member), talk_id=row.pk, version=row.version)


def visit_facts(field: Fielded, **more: Any) -> VisitFacts:
    """陆一 and 顾二 look at a pumping station."""
    facts = VisitFacts(
        visited_on=TODAY, kind="site", place="南渠泵站", seen="两台泵停用，值班室无人。",
        people=(field.leader.pk, field.member.pk), asked=(("villager", 2, "灌溉时常没水"),),
    )  # fmt: skip
    return replace(facts, **more)


def visited(field: Fielded, **more: Any) -> Visit:
    """The visit as 陆一 writes it down, with a photo."""
    return visits.record_visit(
        field.actor(field.leader), inspection_id=field.inspection.pk,
        facts=visit_facts(field, **more),
        uploads=[(io.BytesIO("照片说明".encode()), "泵站.txt")],
    )  # fmt: skip


QUESTIONS = """1. 您对办事效率满意吗？
满意
基本满意
不满意

2. [多选] 您办过哪些事？
A. 用水报装
B. 缴费
C. 投诉

3. [打分] 请给服务态度打分。

4. 您有什么建议？"""


def drafted_form(field: Fielded, questions: str = QUESTIONS) -> Questionnaire:
    """A questionnaire of four questions, one of each kind."""
    facts = FormFacts("用水服务问卷", "服务对象", questions, "请如实填写。")
    return questionnaires.draft_questionnaire(
        field.actor(field.leader), inspection_id=field.inspection.pk, facts=facts
    )


def handed_out(field: Fielded) -> Questionnaire:
    """It is out."""
    row = drafted_form(field)
    return questionnaires.open_questionnaire(
        field.actor(field.leader), questionnaire_id=row.pk, version=row.version, handed_out=40
    )


def typed(field: Fielded, row: Questionnaire, *answers: dict[int, object]) -> None:
    """Sheets as 顾二 types them."""
    for one in answers:
        sheets.add_sheet(field.actor(field.member), questionnaire_id=row.pk, answers=one)


def workbook(*rows: list[object]) -> io.BytesIO:
    """A workbook with these rows."""
    book = Workbook()
    for one in rows:
        book.active.append(one)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def village(field: Fielded) -> Organisation:
    """A village below the inspected body."""
    row = unit("A01V1", "清源区柳渡村", "village")
    row.parent = field.inspection.organisation
    row.save()
    return row


def placed(inspection: Inspection, first: User, second: User) -> None:
    """A signed talk and a visit laid under any inspection, past the services."""
    at = clock.now()
    Talk.objects.create(
        inspection=inspection, number=1, made_at=at, talked_on=TODAY, starts_at=dt.time(9),
        ends_at=dt.time(10), place="会议室", post_kind="staff", post="科员", first=first,
        second=second, recorder=second, rights_told=True, text=WORDS, read_back="own",
        signature="signed", state="signed", signed_by=first, signed_at=at,
        countersigned_by=second, countersigned_at=at,
    )  # fmt: skip
    Visit.objects.create(
        inspection=inspection, number=1, made_at=at, visited_on=TODAY, kind="site", place="泵站",
        seen="停用",
    )  # fmt: skip
