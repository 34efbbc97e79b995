"""The desk in a browser without scripts: one after the other, filters, acts, proofs in place; the
unit's answer; one unit on a page; the rules' record. Queries stay flat."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.questioned import ASKED, Desk
from xuncha.cycle.questions.models import Question, SignalRules
from xuncha.cycle.rectification.models import Proof, Signal
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock

SignIn = Callable[[str], Client]


def _text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def _act(client: Client, row: Signal, act: str, back: str = "", **more: Any) -> Any:
    row.refresh_from_db()
    data = {"act": act, "version": row.version, **more}
    return client.post(f"/signals/{row.pk}/act/{back}", data)


def test_one_after_the_other_until_the_desk_is_empty(desk: Desk, as_: SignIn) -> None:
    liwen = as_("liwen")
    text = _text(liwen.get("/signals/"))
    assert "空泛无实例" in text
    assert "无佐证" in text
    assert "<kbd>j</kbd>" in text
    assert _act(liwen, desk.signal, "clear").status_code == 400  # neither chosen nor written
    answer = _act(liwen, desk.signal, "clear", offered="已到现场看过，整改属实", reason="3月17日")
    assert answer["Location"] == f"/signals/{desk.second.pk}/"
    desk.signal.refresh_from_db()
    assert desk.signal.decision == "已到现场看过，整改属实；3月17日"
    answer = _act(liwen, desk.second, "return", reason="第二本账里查无此数")
    assert answer.status_code == 409
    assert "第二本账里查无此数" in _text(answer)  # what was typed is still there
    answer = _act(as_("zhaoqing"), desk.signal, "clear", reason="我也核对过了，凭证齐全")
    assert answer.status_code == 409
    assert "我也核对过了，凭证齐全" in _text(answer)  # also by whoever came second
    assert _act(liwen, desk.second, "uphold", reason="确实没有")["Location"] == "/signals/"
    assert "没有要处理的疑点" in _text(liwen.get("/signals/"))
    assert "空泛无实例" in _text(liwen.get("/signals/?box=mine"))
    assert "没有疑点" in _text(as_("zhaoqing").get("/signals/?box=mine"))


def test_filters_narrow_and_stay_on_the_way(desk: Desk, as_: SignIn) -> None:
    liwen = as_("liwen")
    assert "无佐证 <" not in _text(liwen.get("/signals/?code=R16")).split("desk__one")[0]
    unit = desk.story.water.pk
    text = _text(liwen.get(f"/signals/?unit={unit}&severity=medium"))
    assert f"/signals/{desk.second.pk}/?unit={unit}&severity=medium" in text
    assert "没有疑点" in _text(liwen.get("/signals/?severity=high"))
    answer = _act(liwen, desk.signal, "clear", "?severity=medium", reason="属实")
    assert answer["Location"] == f"/signals/{desk.second.pk}/?severity=medium"


def test_asking_the_unit_and_its_answer(desk: Desk, as_: SignIn) -> None:
    liwen, zhoulan = as_("liwen"), as_("zhoulan")
    assert _act(liwen, desk.signal, "ask", text=ASKED).status_code == 302
    assert "空泛无实例" in _text(liwen.get("/signals/?box=asked"))
    made = Question.objects.get()
    assert "巡察办的问询" in _text(zhoulan.get("/"))
    page = f"/questions/{made.pk}/"
    text = _text(zhoulan.get(page))
    assert ASKED in text
    assert "已于3月2日办结，凭证编号2026-031" in text  # beside what the unit wrote itself
    assert "事项 1：进展里没有数字和时间" in _text(zhoulan.get("/"))
    for url in ("/questions/", page):
        told = _text(zhoulan.get(url))
        assert not [one for one in ("R16", "空泛", desk.signal.reason) if one in told]
    assert zhoulan.post(page, {"version": made.version, "words": ""}).status_code == 400
    upload = SimpleUploadedFile("清单.txt", "二十八件".encode())
    data = {"version": made.version, "words": "清理28件", "file": upload}
    assert zhoulan.post(page, data).status_code == 302
    assert "单位已答复的疑点" in _text(liwen.get("/"))
    text = _text(liwen.get("/signals/?box=answered"))
    assert "清理28件" in text
    file = made.files.get()
    assert liwen.post(f"/questions/files/{file.pk}/").status_code == 200
    assert as_("wutong").post(f"/questions/files/{file.pk}/").status_code == 404


def test_the_director_hears_and_speaks(desk: Desk, as_: SignIn) -> None:
    liwen, song = as_("liwen"), as_("song")
    assert _act(liwen, desk.signal, "escalate", words="拟退回重报").status_code == 302
    assert "等主任批示" in _text(liwen.get(f"/signals/{desk.signal.pk}/"))
    assert _act(liwen, desk.signal, "clear", reason="x").status_code == 403
    assert "呈报您批示的疑点" in _text(song.get("/"))
    assert "拟退回重报" in _text(song.get("/signals/?box=escalated"))
    waiting = desk.signal.escalations.get()
    answer = song.post(
        f"/signals/{desk.signal.pk}/act/",
        {"act": "instruct", "version": waiting.version, "reason": "同意退回"},
    )
    assert answer.status_code == 302
    assert "同意退回" in _text(liwen.get(f"/signals/{desk.signal.pk}/"))
    assert _act(liwen, desk.signal, "return", reason="请补数字").status_code == 302
    desk.item.refresh_from_db()
    assert desk.item.state == "returned"


def _proof(desk: Desk, name: str, raw: bytes) -> Proof:
    stored = keep_file(desk.actor("zhoulan"), stream=io.BytesIO(raw), name=name)
    return Proof.objects.create(item=desk.item, title=name, file=stored, added_at=clock.now())


def test_a_proof_is_shown_in_place_and_noted(desk: Desk, as_: SignIn) -> None:
    liwen, picture, paper = as_("liwen"), io.BytesIO(), io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    Image.new("RGB", (40, 30), "white").save(paper, "PDF")
    url = f"/signals/{desk.signal.pk}/proofs/"
    for name, raw, shown in (
        ("情况.txt", "二十八件设备已经入账".encode(), "二十八件设备已经入账"),
        ("照片.png", picture.getvalue(), "data:image/png;base64,"),
        ("凭证.pdf", paper.getvalue(), "data:image/png;base64,"),
        ("包.zip", b"PK\x05\x06" + bytes(18), "请下载后看"),
    ):
        answer = liwen.post(f"{url}{_proof(desk, name, raw).pk}/")
        assert shown in _text(answer), name
    assert AuditRow.objects.filter(verb="rectification.proof.downloaded").count() == 4
    foreign = Proof.objects.create(
        item=desk.story.foreign, title="x", added_at=clock.now(),
        file=Proof.objects.filter(file__isnull=False)[0].file,
    )  # fmt: skip
    assert liwen.post(f"{url}{foreign.pk}/").status_code == 404


def test_one_unit_on_one_page(desk: Desk, as_: SignIn) -> None:
    liwen = as_("liwen")
    _act(liwen, desk.signal, "clear", reason="已当面核对")
    text = _text(liwen.get(f"/signals/inspections/{desk.story.inspection.pk}/"))
    for words in ("已当面核对", "自称", "核实", "巩固", "应追缴", "已逾期", "R06 无佐证"):
        assert words in text, words


def test_the_record_and_the_next_version(desk: Desk, as_: SignIn) -> None:
    song = as_("song")
    assert "还没有自己的规则" in _text(song.get("/signals/record/"))
    mended = "/rectification/signals/?code=R04&mended=yes"
    assert desk.signal.reason not in _text(song.get(mended))
    Signal.objects.filter(pk=desk.signal.pk).update(
        code="R04",
        state="gone",
        decision="已认定",
        decided_by=desk.people["song"].pk,
        decided_at=clock.now(),
    )
    assert desk.signal.reason in _text(song.get(mended))
    assert song.get("/signals/record/new/?code=R99").status_code == 404
    url = "/signals/record/new/?code=R04"
    text = _text(song.get(url))
    form = {"effective_on": "2026-03-18", "note": "误报多", "answer_workdays": 4,
            "severity": "low", "off": "on"}  # fmt: skip
    numbers = {
        part.split('"')[0]: value
        for part, value in (
            (one, one.split('value="')[1].split('"')[0]) for one in text.split('name="')
            if one.startswith("p_") and 'value="' in one
        )
    }  # fmt: skip
    assert numbers
    assert song.post(url, form | numbers | {"note": ""}).status_code == 400
    assert song.post(url, form | numbers).status_code == 302
    made = SignalRules.objects.get()
    assert made.settings["check"] == {"off": ["R04"]}
    assert made.settings["severity"] == {"R04": "low"}
    assert "已停用" in _text(song.get("/signals/record/"))


def test_queries_are_as_many_for_five_thousand_signals(desk: Desk, as_: SignIn) -> None:
    liwen = as_("liwen")
    url = f"/signals/{desk.signal.pk}/"

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert liwen.get(url).status_code == 200
        return len(seen)

    count()
    few = count()
    Signal.objects.bulk_create(
        [
            Signal(
                inspection=desk.story.inspection, item=desk.item, code="R16", name="空泛无实例",
                severity="medium", reason="x", fingerprint=f"n{at}", settings_version="1",
                found_at=clock.now(),
            )
            for at in range(5000)
        ],
        batch_size=500,
    )  # fmt: skip
    assert count() == few
    text = _text(liwen.get(url))
    assert text.count('class="desk__name"') <= 27
    assert "5,000+" in text
