"""The end of a rectification as people meet it: report, publicity, meeting, survey, evaluation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.evaluated import SHEET, WRONG, both_accepted, prepared, sent, told
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.evaluation.jobs import read_report
from xuncha.cycle.evaluation.models import (
    Evaluation,
    EvaluationRules,
    LifeMeeting,
    Publicity,
    Report,
    Survey,
)

SignIn = Callable[[str], Client]


class Quiet:
    """Progress that nobody looks at."""

    def step(self, done: int, total: int, message: str = "") -> None:
        """Says nothing."""


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_a_report_from_the_unit_to_its_acceptance(story: Story, people: Cast, as_: SignIn) -> None:
    unit, office = as_("zhoulan"), as_("liwen")
    base = f"/inspections/{story.inspection.pk}/"
    assert "起草整改方案并报送" in page(unit, f"{base}process/")
    assert "未报送" in page(unit, f"{base}reports/")
    data = {"kind": "unit", "uploads": SimpleUploadedFile("报告.txt", WRONG.encode())}
    assert unit.post(f"{base}reports/send/", {"kind": "head"}).status_code == 400
    assert unit.post(f"{base}reports/send/", data).status_code == 302
    row = Report.objects.get()
    one = f"/evaluation/reports/{row.pk}/"
    assert "正在读报告" in page(unit, one)
    read_report(Quiet(), edition_id=row.editions.get().pk)
    told = page(unit, one)
    assert "<mark>已整改完成9个</mark>" in told
    assert "台账实有 0项" in told
    assert "处和台账对不上：改了重报" in told
    reason = {"action": "accept", "version": row.version, "reason": "可以"}
    assert office.post(f"{one}move/", reason).status_code == 409
    for difference in row.editions.get().differences.all():
        url = f"/evaluation/differences/{difference.pk}/"
        assert unit.post(url, {"text": "含往年立行立改"}).status_code == 302
    assert "单位说明：含往年立行立改" in page(office, one)
    assert "审核集中整改进展情况报告" in page(office, "/")
    assert office.post(f"{one}move/", reason).status_code == 302
    assert "报告已接受" in page(office, one)
    shown = page(office, "/evaluation/")
    assert "接受 1 / 2" in shown
    assert "另有" in shown
    assert page(as_("wutong"), "/evaluation/").count("水务局") == 0


def test_a_public_text_from_the_data_to_the_end(story: Story, people: Cast, as_: SignIn) -> None:
    both_accepted(story, people)
    unit, head = as_("zhoulan"), as_("zhengyan")
    base = f"/inspections/{story.inspection.pk}/publicity/"
    assert "拟社会公开稿" in page(unit, base)
    assert unit.post(f"{base}draft/", {"scope": "x"}).status_code == 400
    assert unit.post(f"{base}draft/", {"scope": "public"}).status_code == 302
    row = Publicity.objects.get()
    one = f"/evaluation/publicity/{row.pk}/"
    text = f"{row.text}\n某领导收受礼金2000元。"
    form = {"version": row.version, "text": text, "contact": "电话 5550101"}
    assert unit.post(f"{one}change/", form | {"contact": ""}).status_code == 400
    assert unit.post(f"{one}change/", form).status_code == 302

    def move(client: Client, action: str, **more: str) -> int:
        row.refresh_from_db()
        data = {"action": action, "version": row.version, **more}
        return client.post(f"{one}move/", data).status_code

    assert "像线索" in page(head, one)
    assert move(unit, "redraft", reason=" ") == 400
    assert move(unit, "redraft", reason="按数据重来") == 302
    assert "像线索" not in page(head, one)
    assert move(unit, "submit") == 302
    assert 'value="redraft"' not in page(unit, one)
    assert "等我审批的公开稿" in page(head, "/")
    assert move(unit, "approve") == 403
    assert move(head, "approve") == 302
    assert "文字和批准时一致" in page(head, one)
    out = {"published_on": str(TODAY), "place": "网站", "proof": "快照"}
    assert move(unit, "publish", **out) == 302
    assert move(unit, "object", received_on=str(TODAY), gist="河道还有垃圾") == 302
    said = row.objections.get()
    assert "河道还有垃圾" in page(unit, one)
    url = f"/evaluation/objections/{said.pk}/"
    assert unit.post(url, {"answer": "已派人清运"}).status_code == 302
    assert "已派人清运" in page(unit, one)
    assert move(unit, "close", reason="处理完") == 409
    printed = unit.post(f"{one}print/").content.decode()
    assert "意见反映方式：电话 5550101" in printed
    Publicity.objects.update(text="别的话")
    assert "文字和批准时不一致" in page(head, one)


def test_a_meeting_is_recorded_and_confirmed(story: Story, people: Cast, as_: SignIn) -> None:
    unit, office, there = as_("zhoulan"), as_("liwen"), as_("fengli")
    base = f"/inspections/{story.inspection.pk}/meeting/"
    assert "还没有准备" in page(unit, base)
    assert unit.post(f"{base}prepare/").status_code == 302
    row = LifeMeeting.objects.get()
    one = f"/evaluation/meetings/{row.pk}/"
    assert "派现场督导人（" in page(office, "/")
    plan = {"action": "plan", "version": row.version, "supervisor_id": people["fengli"].pk}
    assert office.post(f"{one}move/", plan).status_code == 302
    assert "我到会督导的专题民主生活会" in page(there, "/")
    row.refresh_from_db()
    form = {
        "version": row.version, "held_on": "2026-01-20", "place": "会议室",
        "attended": "党组书记等4人", "opinions": "抓管护不实",
        "finding_ids": [story.findings[0].pk],
    }  # fmt: skip
    assert unit.post(f"{one}record/", form | {"finding_ids": []}).status_code == 400
    papers = {"uploads": SimpleUploadedFile("记录.txt", "记录".encode())}
    assert unit.post(f"{one}record/", form | papers).status_code == 302
    row.refresh_from_db()
    confirm = {"action": "confirm", "version": row.version, "reason": "到会"}
    assert office.post(f"{one}move/", confirm).status_code == 403
    assert there.post(f"{one}move/", confirm).status_code == 302
    told = page(unit, one)
    for words in ("党组书记等4人", "抓管护不实", "专项资金支出缓慢", "记录.txt", "到会"):
        assert words in told


def test_sheets_are_typed_and_counted(story: Story, people: Cast, as_: SignIn) -> None:
    office = as_("liwen")
    base = f"/inspections/{story.inspection.pk}/surveys/"
    form = {"respondents": "staff", "handed_out": "30", "questions": "一\n二"}
    assert office.post(f"{base}new/", form).status_code == 400
    assert office.post(f"{base}new/", form | {"questions": "一\n二\n三\n四"}).status_code == 302
    row = Survey.objects.get()
    one = f"/evaluation/surveys/{row.pk}/"
    assert office.post(f"{one}sheets/", {"lines": "1 2"}).status_code == 400
    lines = "\n".join([SHEET] * 12)
    assert office.post(f"{one}sheets/", {"lines": lines}).status_code == 302
    assert office.post(f"{one}sheets/", {"q1": "1", "q2": "", "q3": "2"}).status_code == 302
    void = f"/evaluation/sheets/{row.sheets.get(number=1).pk}/void/"
    assert office.post(void, {"reason": "录重"}).status_code == 302
    assert "已录 12 份" in page(office, one)
    data = {"action": "close", "version": row.version}
    assert office.post(f"{one}move/", data).status_code == 302
    assert "满意率 100%" in page(as_("zhoulan"), one)
    assert "已录" not in page(as_("zhoulan"), one)
    assert "不记名" in office.post(f"{one}print/").content.decode()


def test_an_evaluation_from_the_figures_to_the_grade(
    story: Story, people: Cast, as_: SignIn
) -> None:
    office, unit = as_("liwen"), as_("zhengyan")
    base = f"/inspections/{story.inspection.pk}/evaluation/"
    assert "评估表：任务为主" in page(office, base)
    assert office.post(f"{base}open/").status_code == 302
    row = Evaluation.objects.get()
    one = f"/evaluation/evaluations/{row.pk}/"
    assert "核实完成的事项 0 / 4 件 = 0.0%，× 15 分 = 0.0 分" in page(office, one)
    assert "集中整改期到 2026-06-10 才满" in page(office, one)
    assert "没有算进去的" in page(
        office, f"/evaluation/scores/{row.scores.get(code='verified').pk}/"
    )
    fill = {"version": row.version, "points_lead": "9", "reason_lead": "研究4次"}
    assert office.post(f"{one}fill/", fill | {"points_lead": "90"}).status_code == 400
    assert office.post(f"{one}fill/", fill | {"reason_lead": ""}).status_code == 400
    for code in ("duty", "satisfied", "money", "proven"):
        fill |= {f"points_{code}": "4", f"reason_{code}": "查阅资料"}
    assert office.post(f"{one}fill/", fill).status_code == 302

    def move(client: Client, action: str, **more: str) -> int:
        row.refresh_from_db()
        data = {"action": action, "version": row.version, **more}
        return client.post(f"{one}move/", data).status_code

    assert move(office, "submit") == 302
    assert move(office, "confirm") == 403
    assert unit.get(one).status_code == 404
    assert move(as_("zhaoqing"), "confirm") == 302
    told = page(unit, one)
    assert "研究4次" in told
    assert "李闻" not in told
    assert move(unit, "answer", agrees="no", text="请看补证") == 302
    assert "等我办的整改评估" in page(as_("song"), "/")
    row.refresh_from_db()
    assert f"等次定为“{row.grade}”，{row.points} 分" in page(as_("song"), one)
    assert move(as_("song"), "finish", reason="维持") == 302
    row.refresh_from_db()
    assert row.grade in page(unit, f"/inspections/{story.inspection.pk}/process/")
    assert "单位有不同意见" in office.post(f"{one}print/").content.decode()


def test_the_director_sets_another_form(story: Story, people: Cast, as_: SignIn) -> None:
    director = as_("song")
    shown = director.get("/evaluation/rules/new/?preset=five")
    form = shown.context["form"]
    data = {name: form[name].value() for name in form.fields}
    data |= {"note": "改用五项指标", "effective_on": str(TODAY)}
    assert director.post("/evaluation/rules/new/", data | {"w_lead": "13"}).status_code == 400
    assert director.post("/evaluation/rules/new/", data).status_code == 302
    assert EvaluationRules.objects.get().values["preset"] == "five"
    assert "五项指标" in page(as_("zhoulan"), "/evaluation/rules/")


def test_the_list_narrows_and_goes_out(story: Story, people: Cast, as_: SignIn) -> None:
    office = as_("liwen")
    sent(story, people)
    prepared(story, people)
    assert "民政局" not in page(office, "/evaluation/?reports=waiting").split("<tbody>")[1]
    assert "水务局" in page(office, "/evaluation/?evaluation=none")
    assert "没有符合条件" in page(office, "/evaluation/?evaluation=final")
    answer = office.post("/evaluation/export/", {"reports": "waiting"})
    assert answer["Content-Type"].endswith("sheet")


def test_a_closed_door_looks_like_none(story: Story, people: Cast, as_: SignIn) -> None:
    row = sent(story, people)
    for who, status in (("wutong", 404), ("xitong", 403), ("baomi", 403), ("shenji", 403)):
        assert as_(who).get(f"/evaluation/reports/{row.pk}/").status_code == status
        assert as_(who).post(f"/evaluation/editions/{row.editions.get().pk}/").status_code == status


def test_an_evaluation_that_the_unit_let_go_by_waits_for_the_director(
    story: Story, people: Cast, as_: SignIn
) -> None:
    row, director = told(story, people), as_("song")
    url = f"/evaluation/evaluations/{row.pk}/"
    assert "等我办的整改评估" not in director.get("/").content.decode()
    assert "等单位在" in director.get(url).content.decode()
    Evaluation.objects.update(answer_by=TODAY - dt.timedelta(days=1))
    assert "等我办的整改评估" in director.get("/").content.decode()
    assert "单位没有在期限内回复" in director.get(url).content.decode()
