"""Report and feedback as people meet them, from the first draft to the unit's receipt."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from django.test import Client

from tests.fedback import approved, delivered, held, recorded, reviewed, settled
from tests.fielded import Fielded
from tests.people import Cast
from xuncha.cycle.feedback.enums import HearingKind
from xuncha.cycle.feedback.models import (
    CopyLetter,
    Delivery,
    Feedback,
    Hearing,
    Report,
    Task,
    TeamReview,
)
from xuncha.foundation.audit.models import AuditRow

SignIn = Callable[[str], Client]


def _act(client: Client, url: str, row: Any, action: str, **more: Any) -> int:
    row.refresh_from_db()
    data = {"action": action, "version": row.version, **more}
    return client.post(url, data).status_code


def _text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_a_report_is_written_and_checked(field: Fielded, people: Cast, as_: SignIn) -> None:
    told = settled(field, people)
    leader, office = as_("luyi"), as_("liwen")
    start = f"/inspections/{told.inspection.pk}/feedback/"
    assert "起草报告" in _text(leader, start)
    assert leader.post(f"{start}report/", {"kind": "special"}).status_code == 400
    assert leader.post(f"{start}report/", {"kind": "main"}).status_code == 302
    row = Report.objects.get()
    url = f"/reports/{row.pk}/"
    assert "数字和金额都对得上" in _text(leader, url)
    one = row.versions.get().sentences.order_by("line")[1]
    form = {"version": row.version, "text": "3笔接待费，涉及金额9万元", "section": one.section,
            "line": 1}  # fmt: skip
    assert leader.post(f"/report-sentences/{one.pk}/", form).status_code == 302
    page = _text(leader, url)
    for words in ("9万元", "在问题2里找不到", "改过"):
        assert words in page
    assert "按问题起草的文字" in _text(leader, f"/report-sentences/{one.pk}/")
    row.refresh_from_db()
    rework = f"/report-sentences/{one.pk}/rework/"
    assert _act(leader, rework, row, "drop") == 302
    assert "没有写" in _text(leader, url)
    row.refresh_from_db()
    take = {"version": row.version, "finding": told.findings[1].pk}
    assert leader.post(f"{url}take-in/", take).status_code == 302
    assert leader.post(f"{url}take-in/", take | {"finding": "x"}).status_code == 400
    row.refresh_from_db()
    more = {"version": row.version, "text": "总的看，问题不少。", "section": "其他方面"}
    assert leader.post(f"{url}add/", more).status_code == 302
    assert "没有对应的问题" in _text(leader, url)
    row.refresh_from_db()
    whole = {"version": row.version, "title": "报告", "opening": "发现问题9个。", "closing": "整改"}
    assert leader.post(f"{url}change/", whole).status_code == 302
    paper = leader.post(f"{url}print/").content.decode()
    assert "核对时有 2 处对不上" in paper
    assert "草稿，不得外送" in paper
    assert _act(leader, f"{url}move/", row, "sign") == 302
    assert leader.get(f"{url}change/").status_code == 409
    assert _act(office, f"{url}move/", row, "review", note="好") == 302
    assert "报告等领导小组听取" in _text(office, "/")
    assert as_("zhoulan").get(start).status_code == 404


def test_a_meeting_gives_out_tasks(field: Fielded, people: Cast, as_: SignIn) -> None:
    told = settled(field, people)
    row = reviewed(told)
    office, owner = as_("liwen"), as_("fengli")
    form = {"held_on": "2026-03-18", "attended": "组长", "heard": "听了", "decision": "同意",
            "reports": [row.pk]}  # fmt: skip
    new = "/hearings/new/?kind=group"
    assert office.post(new, form | {"attended": ""}).status_code == 400
    assert office.post(new, form).status_code == 302
    meeting = Hearing.objects.get()
    url = f"/hearings/{meeting.pk}/"
    changed = form | {"version": meeting.version, "place": "三楼"}
    assert office.post(f"{url}change/", changed).status_code == 302
    task = {"inspection_id": told.inspection.pk, "aim": "person", "subject": "分管副局长",
            "text": "谈话提醒", "owner_id": people["fengli"].pk, "owner_post": "纪检",
            "due_on": "2026-04-10"}  # fmt: skip
    assert office.post(f"{url}tasks/", task).status_code == 302
    assert _act(office, f"{url}move/", meeting, "close") == 302
    one = Task.objects.get()
    mine = f"/hearing-tasks/{one.pk}/"
    for client in (office, owner):
        page = _text(client, mine)
        assert "分管副局长" not in page
        assert "谈话提醒" not in page
    assert "分管副局长" not in _text(office, url)
    assert "会议交办我办的" in _text(owner, "/")
    assert "谈话提醒" in owner.post(f"{mine}read/").content.decode()
    assert AuditRow.objects.filter(verb="feedback.task.read").count() == 1
    assert as_("zhaoqing").get(mine).status_code == 404
    assert as_("zhaoqing").get("/hearing-tasks/").context["page"].rows == []
    book = b"".join(as_("song").post("/hearing-tasks/export/", {}).streaming_content)  # type: ignore[attr-defined]
    cells = [
        str(cell) for row in openpyxl.load_workbook(io.BytesIO(book)).active.values for cell in row
    ]
    assert "（点人的意见不导出）" in cells
    assert "分管副局长" not in cells
    assert owner.get("/hearing-tasks/?mine=yes").context["page"].rows == [one]
    assert _act(owner, f"{mine}move/", one, "report", outcome="谈了") == 302
    assert "等确认办结的交办事项" in _text(as_("song"), "/")
    assert _act(as_("song"), f"{mine}move/", one, "settle") == 302


def test_a_secretarys_meeting_is_filed(field: Fielded, people: Cast, as_: SignIn) -> None:
    told = settled(field, people)
    row = reviewed(told)
    office = as_("liwen")
    for kind in HearingKind:
        made = recorded(told, row, kind)
        assert _act(office, f"/hearings/{made.pk}/move/", made, "close") == 302
    filing = made.filing
    assert "书记专题会第1次等报备" in _text(office, "/")
    url = f"/filings/{filing.pk}/move/"
    said = {"sent_to": "市委巡察办", "paper": "清巡〔2026〕1号", "on": "2026-03-18"}
    assert _act(office, url, filing, "file", **said) == 302
    assert "清巡〔2026〕1号" in _text(office, f"/hearings/{made.pk}/")
    assert Report.objects.get().state == "secretary"


def _told_to_both(office: Client, row: Feedback) -> None:
    for one in row.deliveries.order_by("pk"):
        form = {"version": one.version, "held_on": "2026-03-18", "told_by": "组长",
                "attended": "班子成员"}  # fmt: skip
        assert office.post(f"/feedback-deliveries/{one.pk}/hold/", form).status_code == 302


def test_a_feedback_is_told_signed_and_copied(field: Fielded, people: Cast, as_: SignIn) -> None:
    told = settled(field, people)
    row = approved(told)
    office, unit, director = as_("liwen"), as_("zhoulan"), as_("song")
    url = f"/feedbacks/{row.pk}/"
    assert "还没有登记向主要负责人" in _text(office, url)
    _told_to_both(office, row)
    assert unit.get(url).status_code == 404
    assert _act(office, f"{url}move/", row, "deliver") == 409
    told.inspection.state = "for_feedback"
    told.inspection.save(update_fields=["state"])
    assert _act(office, f"{url}move/", row, "deliver") == 302
    page = _text(unit, url)
    assert "李闻" not in page
    assert "巡察报告第" not in page
    assert "巡察反馈意见请签收" in _text(unit, "/")
    body = Delivery.objects.get(audience="body")
    assert _act(unit, f"/feedback-deliveries/{body.pk}/sign/", body, "sign") == 302
    assert "还没有抄告：分管领导、主责部门、纪检监察机关、组织部门" in _text(office, url)
    form = {"kind": "discipline", "recipient": "区纪委监委", "user_id": people["fengli"].pk}
    assert office.post(f"{url}copies/", form).status_code == 302
    letter = CopyLetter.objects.get()
    one = f"/copy-letters/{letter.pk}/"
    bad = {"version": letter.version, "text": f"{letter.text}\n举报人要求保密。"}
    assert office.post(f"{one}change/", bad).status_code == 302
    assert "信访来源不能写进抄告" in _text(office, one)
    assert _act(office, f"{one}move/", letter, "submit") == 409
    good = {"version": letter.version, "text": letter.text.replace("举报人要求保密。", "")}
    assert office.post(f"{one}change/", good).status_code == 302
    assert _act(office, f"{one}move/", letter, "submit") == 302
    assert _act(director, f"{one}move/", letter, "issue") == 302
    partner = as_("fengli")
    assert "等我签收的抄告" in _text(partner, "/")
    assert "李闻" not in _text(partner, one)
    assert _act(partner, f"{one}move/", letter, "receive") == 302
    assert "巡抄〔2026〕1号" in office.post(f"{one}print/").content.decode()
    assert "签收回执" in unit.post(f"{url}print/").content.decode()


def test_the_units_form_stays_from_the_team(field: Fielded, people: Cast, as_: SignIn) -> None:
    told = settled(field, people)
    delivered(told)
    row = TeamReview.objects.get()
    unit, url = as_("zhoulan"), f"/team-reviews/{row.pk}/"
    form = {"version": row.version, **{f"score_{at}": 5 for at in range(1, 9)}}
    assert unit.post(f"{url}answer/", form).status_code == 400
    assert unit.post(f"{url}answer/", form | {"score_9": 2, "remark": "好"}).status_code == 302
    assert unit.get(f"{url}answer/").status_code == 409
    assert "较差" in _text(as_("song"), url)
    assert as_("luyi").get(url).status_code == 403
    page = _text(as_("luyi"), f"/inspections/{told.inspection.pk}/feedback/")
    assert "后评估" not in page.partition("<main")[2]


def test_rules_are_versions(people: Cast, as_: SignIn) -> None:
    director = as_("song")
    form = director.get("/feedbacks/rules/new/").context["form"].initial
    said = form | {"effective_on": "2026-03-18", "note": "先两周", "feedback_workdays": 5}
    assert director.post("/feedbacks/rules/new/", said | {"questions": ""}).status_code == 400
    assert director.post("/feedbacks/rules/new/", said).status_code == 302
    assert "先两周" in _text(as_("hejingan"), "/feedbacks/rules/")


def test_lists_and_the_inspections_page_count_alike(
    field: Fielded, people: Cast, as_: SignIn
) -> None:
    told = settled(field, people)
    held(told, approved(told))
    office = as_("liwen")
    assert len(office.get("/feedbacks/?state=approved").context["page"].rows) == 1
    assert len(office.get("/hearings/").context["page"].rows) == 2
    assert len(office.get("/reports/").context["page"].rows) == 1
    page = office.get(f"/inspections/{told.inspection.pk}/feedback/")
    assert page.status_code == 200
    assert len(page.context["hearings"]) == 2
    assert as_("zhoulan").get("/feedbacks/").context["page"].rows == []
