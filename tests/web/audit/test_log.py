"""The log: for the auditor alone; narrowed, opened, checked, taken out."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.web.signing import actor_of, signed_in
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.foundation.audit import keeping
from xuncha.foundation.audit.models import AuditHead, AuditRow
from xuncha.foundation.audit.services import record, record_refusal, service
from xuncha.foundation.jobs.models import Job
from xuncha.foundation.jobs.worker import run_pending
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor

pytestmark = pytest.mark.django_db
BUSINESS_WORDS = "该单位反映的问题线索涉及某同志，请暂缓公开"


@service
def did(actor: Actor, verb: str, name: str, reason: str = "", **details: Any) -> None:
    """Something for the log."""
    record(actor, verb, User.objects.get(pk=actor.user_id) if actor.user_id else None,
           name=name, reason=reason, **details)  # fmt: skip


@pytest.fixture
def auditor(db: None) -> Client:
    keeping.head_file().unlink(missing_ok=True)
    return signed_in("shenji", "auditor")


def checked(client: Client) -> str:
    """Ask for a check, let the worker do it, read the verdict."""
    assert client.post("/audit/verify/").status_code == 302
    run_pending()
    return client.get("/audit/verify/").content.decode()


def numbers(client: Client, **query: str) -> list[int]:
    text = client.get("/audit/", query).content.decode()
    return [int(one) for one in re.findall(r'href="/audit/(\d+)/"', text)]


@pytest.mark.parametrize(
    "role",
    ["office_director", "office_staff", "leader", "unit_head", "unit_liaison", "partner",
     "sysadmin", "security_officer"],
)  # fmt: skip
def test_nobody_but_the_auditor(role: str) -> None:
    client = signed_in("mou", role)
    for method, path in (("get", "/audit/"), ("get", "/audit/1/"), ("post", "/audit/verify/"),
                         ("post", "/audit/export/")):  # fmt: skip
        assert getattr(client, method)(path).status_code == 403, path
    assert AuditRow.objects.filter(verb="access.request.refused", actor_name="mou员").count() == 4
    assert 'href="/audit/"' not in client.get("/notices/").content.decode()


def test_nobody_before_signing_in() -> None:
    for path in ("/audit/", "/audit/1/"):
        assert Client().get(path).status_code == 302
    assert Client().post("/audit/verify/").status_code == 302
    assert not AuditRow.objects.filter(verb="audit.chain.verified").exists()


def test_newest_first_by_page(auditor: Client) -> None:
    for n in range(120):
        did(SYSTEM, "jobs.job.cancelled", f"任务{n}")
    last = AuditRow.objects.latest("number").number
    first_page = auditor.get("/audit/").content.decode()
    older = re.search(r'href="(\?[^"]*after=[^"]+)"', first_page)
    assert older is not None
    shown = numbers(auditor)
    assert shown == list(range(last, last - 50, -1))
    did(SYSTEM, "jobs.job.cancelled", "翻页时新来的一条")
    second = auditor.get("/audit/" + older[1].replace("&amp;", "&")).content.decode()
    following = [int(one) for one in re.findall(r'href="/audit/(\d+)/"', second)]
    assert following == list(range(last - 50, last - 100, -1))


def test_refused_rows_are_marked_in_words_and_found(auditor: Client) -> None:
    did(SYSTEM, "jobs.job.cancelled", "一般的一条")
    record_refusal(SYSTEM, what="rounds_new", sentence="您的岗位不使用这个页面。")
    record_refusal(SYSTEM, what="x", sentence="没有找到。", hidden="整改事项(pk=3)")
    text = auditor.get("/audit/").content.decode()
    assert text.count(">被拒绝</span>") == 2
    assert len(numbers(auditor, refused="1")) == 2
    assert "一般的一条" not in auditor.get("/audit/", {"refused": "1"}).content.decode()


def test_by_day_in_chinas_time(auditor: Client) -> None:
    for moment in (
        dt.datetime(2026, 3, 1, 23, 59, tzinfo=clock.CHINA),
        dt.datetime(2026, 3, 2, 0, 0, tzinfo=clock.CHINA),
        dt.datetime(2026, 3, 2, 23, 59, 59, tzinfo=clock.CHINA),
        dt.datetime(2026, 3, 3, 0, 0, tzinfo=clock.CHINA),
    ):
        with clock.at(moment):
            did(SYSTEM, "jobs.job.cancelled", f"{moment:%d日%H%M}")
    text = auditor.get("/audit/", {"since": "2026-03-02", "until": "2026-03-02"}).content.decode()
    assert "02日0000" in text
    assert "02日2359" in text
    assert "01日2359" not in text
    assert "03日0000" not in text


def test_by_person_verb_and_object(auditor: Client) -> None:
    other = actor_of(signed_in("liwen", "office_staff"))
    did(other, "jobs.job.cancelled", "核对疑点：清源区水务局")
    did(SYSTEM, "calendar.year.loaded", "2027年工作日表")
    one = AuditRow.objects.get(object_name="核对疑点：清源区水务局").number
    assert one in numbers(auditor, person="liwen")
    assert one in numbers(auditor, person=str(other.user_id))
    assert numbers(auditor, person="查无此人") == []
    assert numbers(auditor, verb="jobs.job.cancelled") == [one]
    assert numbers(auditor, object="水务局") == [one]
    assert numbers(auditor, object="100%_") == []
    page = auditor.get("/audit/").content.decode()
    assert '<option value="calendar.year.loaded">装入工作日表</option>' in page


@pytest.mark.parametrize(
    "query",
    [{"since": "后天"}, {"until": "2026-02-30"}, {"verb": "no.such.verb"}, {"refused": "7"},
     {"until": "9999-12-31"}, {"person": "9" * 30}, {"person": "\x00"}, {"object": "'; --"}],
)  # fmt: skip
def test_odd_conditions_never_break_the_page(auditor: Client, query: dict[str, str]) -> None:
    assert auditor.get("/audit/", query).status_code in {200, 400}


def test_a_cursor_that_makes_no_sense(auditor: Client) -> None:
    answer = auditor.get("/audit/", {"after": "xx"})
    assert answer.status_code == 400
    assert "翻页的位置不对" in answer.content.decode()


def test_one_row_tells_who_what_and_how_it_changed(auditor: Client) -> None:
    did(actor_of(auditor), "jobs.job.cancelled", "停用账号", before="active", after="disabled",
        rows=12, roles=["auditor"])  # fmt: skip
    row = AuditRow.objects.latest("number")
    text = auditor.get(f"/audit/{row.number}/").content.decode()
    for wanted in ("取消后台任务", "shenji员", "安全审计员", "停用账号", "active", "disabled",
                   "行数", "12", row.digest, row.previous):  # fmt: skip
        assert wanted in text, wanted
    assert auditor.get("/audit/999999/").status_code == 404


def test_what_people_wrote_about_the_business_is_not_shown(auditor: Client) -> None:
    did(
        SYSTEM, "rectification.item.returned", "事项 3", reason=BUSINESS_WORDS,
        note=BUSINESS_WORDS * 3, before={"text": BUSINESS_WORDS * 2}, after={"text": ""},
    )  # fmt: skip
    row = AuditRow.objects.latest("number")
    assert row.reason == BUSINESS_WORDS
    listing = auditor.get("/audit/").content.decode()
    page = auditor.get(f"/audit/{row.number}/").content.decode()
    assert BUSINESS_WORDS not in listing + page
    assert "不在此显示" in page


def test_hostile_names_are_shown_as_text(auditor: Client) -> None:
    did(SYSTEM, "jobs.job.cancelled", "<script>alert(1)</script>", what="<b>x</b>")
    row = AuditRow.objects.latest("number")
    for path in ("/audit/", f"/audit/{row.number}/"):
        text = auditor.get(path).content.decode()
        assert "<script>alert" not in text
        assert "<b>x</b>" not in text


def test_a_whole_chain_gives_the_head_to_write_down(auditor: Client) -> None:
    did(SYSTEM, "jobs.job.cancelled", "一")
    head = AuditRow.objects.latest("number")
    text = checked(auditor)
    assert "审计链完整" in text
    assert f"{head.number}:{head.digest}" in text
    noted = AuditRow.objects.get(verb="audit.chain.verified")
    assert noted.details["sound"] is True
    assert noted.actor_name == "shenji员"


def test_a_changed_row_is_named(auditor: Client) -> None:
    for n in range(5):
        did(SYSTEM, "jobs.job.cancelled", f"任务{n}")
    bad = AuditRow.objects.get(object_name="任务2")
    AuditRow.objects.filter(pk=bad.pk).update(object_name="换了名")
    text = checked(auditor)
    assert f"第 {bad.number} 条审计记录被改动过。" in text
    assert "审计链完整" not in text
    assert 'role="alert"' in text
    noted = AuditRow.objects.get(verb="audit.chain.verified")
    assert (noted.details["sound"], noted.details["bad_row"]) == (False, bad.number)


def test_a_missing_row_is_named(auditor: Client) -> None:
    for n in range(3):
        did(SYSTEM, "jobs.job.cancelled", f"任务{n}")
    number = AuditRow.objects.get(object_name="任务1").number
    AuditRow.objects.filter(number=number).delete()
    text = checked(auditor)
    assert f"第 {number} 条审计记录缺失。" in text


def test_a_cut_tail_shows_even_with_the_inner_head_set_back(
    auditor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for n in range(3):
            did(SYSTEM, "jobs.job.cancelled", f"任务{n}")
    last = AuditRow.objects.latest("number")
    assert keeping.known_head() == (last.number, last.digest)
    AuditRow.objects.filter(number=last.number).delete()
    before = AuditRow.objects.latest("number")
    AuditHead.objects.update(number=before.number, digest=before.digest)
    text = checked(auditor)
    assert f"审计链尾部被截断：现存 {before.number} 条" in text
    assert f"第 {last.number} 条" in text
    keeping.head_file().unlink()


def test_checking_is_not_done_by_a_link(auditor: Client) -> None:
    before = AuditRow.objects.count()
    assert auditor.get("/audit/verify/").status_code == 200
    assert not Job.objects.exists()
    assert AuditRow.objects.count() == before
    assert auditor.get("/audit/export/").status_code == 405


def test_a_check_runs_beside_the_pages_and_is_not_asked_for_twice(auditor: Client) -> None:
    did(SYSTEM, "jobs.job.cancelled", "一")
    assert "还没有核验过" in auditor.get("/audit/verify/").content.decode()
    for _ in range(2):
        assert auditor.post("/audit/verify/").status_code == 302
    job = Job.objects.get()
    page = auditor.get("/audit/verify/").content.decode()
    assert f'hx-get="/jobs/{job.pk}/fragment/"' in page
    assert "再核验一次" not in page
    assert not AuditRow.objects.filter(verb="audit.chain.verified").exists()
    assert run_pending() == 1
    job.refresh_from_db()
    assert (job.state, job.result["sound"]) == ("done", True)
    ended = auditor.get(f"/jobs/{job.pk}/").content.decode()
    assert "审计链完整" in ended
    assert 'href="/audit/verify/"' in ended
    assert "再核验一次" in auditor.get("/audit/verify/").content.decode()


def test_earlier_verdicts_stay_to_be_read_by_every_auditor(auditor: Client) -> None:
    did(SYSTEM, "jobs.job.cancelled", "一")
    checked(auditor)
    checked(auditor)
    text = signed_in("shenji2", "auditor").get("/audit/verify/").content.decode()
    assert "以前的核验" in text
    assert text.count("shenji员") >= 2


def test_whoever_is_no_auditor_any_more_gets_no_verdict(auditor: Client) -> None:
    did(SYSTEM, "jobs.job.cancelled", "一")
    auditor.post("/audit/verify/")
    RoleGrant.objects.all().delete()
    run_pending()
    assert Job.objects.get().state == "failed"
    assert not AuditRow.objects.filter(verb="audit.chain.verified").exists()


def test_the_workbook_holds_what_the_list_shows_and_is_noted(auditor: Client) -> None:
    did(SYSTEM, "jobs.job.cancelled", "=cmd|'/c calc'!A1")
    did(SYSTEM, "calendar.year.loaded", "2027年工作日表", year=2027)
    answer = auditor.post("/audit/export/", {"verb": "jobs.job.cancelled"})
    assert answer.status_code == 200
    assert "审计记录" in unquote(answer["Content-Disposition"])
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    cells = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    words = [str(cell) for row in cells for cell in row]
    assert "'=cmd|'/c calc'!A1" in words
    assert "2027年工作日表" not in words
    noted = AuditRow.objects.get(verb="exchange.table.exported")
    assert noted.details == {"rows": 1, "filters": {"verb": "jobs.job.cancelled"}}
    assert noted.actor_name == "shenji员"


def test_a_condition_that_makes_no_sense_takes_nothing_out(auditor: Client) -> None:
    """The list says that the condition was left aside; a workbook of everything would not."""
    answer = auditor.post("/audit/export/", {"since": "后天"})
    assert answer.status_code == 400
    assert "筛选条件填得不对" in answer.content.decode()
    assert not AuditRow.objects.filter(verb="exchange.table.exported").exists()
