"""The store in a browser: unlocking, one clue from registration to result, names, papers."""

from __future__ import annotations

import base64
import datetime as dt
import html
import re
from collections.abc import Callable
from io import BytesIO

from django.contrib.sessions.models import Session
from django.test import Client
from docx import Document

from tests.clued import MATTER, PASSPHRASE, SUBJECT, WORDS, Sealed
from tests.people import PASSWORD
from tests.scenarios import TODAY
from xuncha.cycle.clues.models import Clue, ClueGrant, ClueRead
from xuncha.foundation.accounts.models import User
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.holders.models import Keyholder
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock

SignIn = Callable[[str], Client]
FORM = {
    "met_on": "2026-03-18", "unit": "柳岸闸站", "post": "站长", "matter": "私分渠道维护费",
    "disciplines": ["integrity"], "amount": "12000", "opinion": "建议移交",
}  # fmt: skip


def _text(answer: object) -> str:
    return html.unescape(answer.content.decode())  # type: ignore[attr-defined]


def test_from_registration_to_result(store: Sealed, at_the_store: SignIn) -> None:
    luyi = at_the_store("luyi")
    inspection = store.fielded.inspection.pk
    answer = luyi.post(f"/clues/inspections/{inspection}/new/", FORM)
    made = Clue.objects.order_by("pk").last()
    assert made is not None
    page = answer["Location"]
    assert page == f"/clues/{made.pk}/"
    assert "私分渠道维护费" not in _text(luyi.get(page))
    assert "私分渠道维护费" in _text(luyi.post(f"{page}open/", {"all": "1"}))
    assert luyi.post(f"{page}open/", {}).status_code == 400
    data = {"version": made.version, "mode": "single", "on": "2026-03-18", "opinion": ""}
    assert luyi.post(f"{page}hand-over/", data).status_code == 302
    copy = made.copies.get()
    slip = _text(luyi.post(f"/clues/copies/{copy.pk}/slip/"))
    assert "移〔2026〕1号" in slip
    assert "陆一 2026-03-18" in slip  # the watermark
    paper = luyi.post(f"/clues/copies/{copy.pk}/slip/", {"word": "1"})
    document = Document(BytesIO(paper.content))
    assert "移〔2026〕1号" in "".join(one.text for one in document.paragraphs)
    assert "私分渠道维护费" in document.element.xml
    foot, head = document.sections[0].footer._element.xml, document.sections[0].header._element.xml
    assert "陆一第2次打印" in foot
    assert 'string="陆一 2026-03-18 第1份"' in head
    assert not StoredFile.objects.filter(name__contains="移").exists()
    song = at_the_store("song")
    for data in (
        {"on": "2026-03-18", "signer": "收文员"},
        {"on": "2026-03-18", "disposal": "verify"},
        {"on": "2026-03-18", "disposal": "filed", "sanction": "party", "is_final": "on",
         "words": "给予警告", "amount": "500"},
    ):  # fmt: skip
        copy.refresh_from_db()
        answer = song.post(f"/clues/copies/{copy.pk}/follow/", data | {"version": copy.version})
        assert answer.status_code == 302
    page_text = _text(song.get(page))
    assert "已办结" in page_text
    assert "给予警告" not in page_text
    made.refresh_from_db()
    assert made.state == "concluded"
    assert ClueRead.objects.filter(clue=made, by__username="luyi", way="printed").exists()


def test_the_second_person_needs_a_grant_and_a_key(
    store: Sealed, as_: SignIn, at_the_store: SignIn
) -> None:
    page = f"/clues/{store.clue.pk}/"
    guer = as_("guer")
    assert guer.get(page).status_code == 404
    form = {"password": PASSWORD, "passphrase": "顾二自己记得的一句话", "again": "不一样"}
    assert guer.post("/keys/", form).status_code == 400
    answer = guer.post("/keys/", form | {"again": form["passphrase"]})
    assert answer["Location"] == "/keys/unlock/"
    luyi = at_the_store("luyi")
    user = User.objects.get(username="guer")
    told = {"user": user.pk, "from_on": "2026-03-18", "reason": "协助核实"}
    assert luyi.post(f"{page}grants/", told).status_code == 302
    assert guer.get(page).status_code == 200
    assert "/keys/unlock/" in guer.post(f"{page}open/", {"all": "1"})["Location"]
    answer = guer.post("/keys/unlock/", {"passphrase": form["passphrase"], "next": page})
    assert answer["Location"] == page
    assert MATTER in _text(guer.post(f"{page}open/", {"places": ["matter"]}))
    assert "顾二" in _text(luyi.get(page))
    grant = ClueGrant.objects.get(user=user)
    assert luyi.post(f"/clues/grants/{grant.pk}/end/", {"reason": "核实完"}).status_code == 302
    assert guer.get(page).status_code == 404
    told_notice = Notice.objects.get(user=user, kind="clues.grant.given")
    assert not [word for word in (*WORDS, "水务", "线-") if word in told_notice.text]


def test_the_unlocked_key_is_in_clear_nowhere_and_ends_by_itself(
    store: Sealed, at_the_store: SignIn
) -> None:
    luyi = at_the_store("luyi")
    page = f"/clues/{store.clue.pk}/open/"
    private = store.key("luyi").private
    for row in Session.objects.all():
        told = str(row.get_decoded())
        assert base64.b64encode(private).decode() not in told
        assert luyi.cookies["clue_key"].value not in told
    cookie = luyi.cookies["clue_key"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/clues/", True, "Strict")
    assert luyi.post(page, {"all": "1"}).status_code == 200
    with clock.at(clock.now() + dt.timedelta(minutes=16)):
        assert "/keys/unlock/" in luyi.post(page, {"all": "1"})["Location"]
    kept = cookie.value
    luyi.cookies["clue_key"] = base64.urlsafe_b64encode(bytes(32)).decode()
    assert luyi.post(page, {"all": "1"}).status_code == 302
    luyi.cookies["clue_key"] = kept
    assert luyi.post(page, {"all": "1"}).status_code == 200
    luyi.post("/keys/lock/")
    luyi.cookies["clue_key"] = kept
    assert luyi.post(page, {"all": "1"}).status_code == 302


def test_what_was_typed_survives_the_lock(store: Sealed, at_the_store: SignIn) -> None:
    luyi = at_the_store("luyi")
    luyi.post("/keys/lock/")
    url = f"/clues/inspections/{store.fielded.inspection.pk}/new/"
    assert "/keys/unlock/" in luyi.get(url)["Location"]
    answer = luyi.post(url, FORM)
    assert answer.status_code == 400
    assert "私分渠道维护费" in _text(answer)
    assert answer.headers["Cache-Control"].count("no-store") == 1
    answer = luyi.post(url, FORM | {"passphrase": PASSPHRASE.format("luyi"), "again": "1"})
    assert answer["Location"] == url
    assert luyi.get(url).status_code == 200


def test_wrong_passphrases_are_told_and_counted(store: Sealed, as_: SignIn) -> None:
    luyi = as_("luyi")
    answer = luyi.post("/keys/unlock/", {"passphrase": "不是这一句", "next": "//evil.test/"})
    assert answer.status_code == 400
    assert "口令不对" in _text(answer)
    assert "不是这一句" not in _text(answer)
    assert Keyholder.objects.get(user__username="luyi").failures == 1
    ways = {"passphrase": PASSPHRASE.format("luyi"), "next": "https://evil.test/clues/"}
    assert luyi.post("/keys/unlock/", ways)["Location"] == "/keys/"


def test_ceremony_papers_and_recovery(store: Sealed, at_the_store: SignIn) -> None:
    song = at_the_store("song")
    officers = {one: at_the_store(one) for one in ("liwen", "zhaoqing")}
    data = {"officers": [store.people[one].pk for one in officers], "need": 2}
    assert song.post("/keys/escrow/new/", data | {"officers": []}).status_code == 400
    assert song.post("/keys/escrow/new/", data).status_code == 302
    papers = []
    for client in officers.values():
        url = re.findall(r'action="(/keys/escrow/shares/\d+/)"', _text(client.get("/keys/escrow/")))
        text = _text(client.post(url[0]))
        assert song.post(url[0]).status_code == 404
        papers.append("-".join(re.findall(r'<span class="nowrap">([0-9A-Z]{1,4})</span>', text)))
        words = re.search(r"这份的核对词：<strong>(.+?)</strong>", text)
        assert words
        told = {"words": words.group(1)}
        assert client.post(f"{url[0]}confirm/", {"words": "红山 红山 红山"}).status_code == 400
        assert client.post(f"{url[0]}confirm/", told).status_code == 302
    assert song.post("/keys/escrow/move/").status_code == 302
    luyi = at_the_store("luyi")
    form = {
        "password": PASSWORD,
        "passphrase": "陆一重新设立的一句口令",
        "again": "陆一重新设立的一句口令",
    }
    luyi.post("/keys/", form)
    luyi.post("/keys/unlock/", {"passphrase": form["passphrase"]})
    page = f"/clues/{store.clue.pk}/"
    assert luyi.post(f"{page}open/", {"all": "1"}).status_code == 403
    told = {
        "user": User.objects.get(username="luyi").pk, "papers": "\n".join(papers), "reason": "忘了"
    }  # fmt: skip
    wrong = told | {"papers": papers[0]}
    assert officers["liwen"].post("/keys/escrow/recover/", wrong).status_code == 400
    assert officers["liwen"].post("/keys/escrow/recover/", told).status_code == 302
    assert SUBJECT in _text(luyi.post(f"{page}open/", {"all": "1"}))


def test_a_key_is_handed_again_and_changed(store: Sealed, at_the_store: SignIn) -> None:
    song = at_the_store("song")
    page = f"/clues/{store.clue.pk}/"
    store.make_key("luyi")
    assert "没有钥匙" in _text(song.get(page))
    grant = ClueGrant.objects.get(user__username="luyi")
    assert song.post(f"/clues/grants/{grant.pk}/key/").status_code == 302
    assert "没有钥匙" not in _text(song.get(page))
    assert song.post(f"{page}rekey/").status_code == 302
    store.clue.refresh_from_db()
    assert store.clue.generation == 2
    data = {"reason": "重复登记", "version": store.clue.version}
    assert song.post(f"{page}withdraw/", data).status_code == 302
    change = {
        "old": PASSPHRASE.format("song"),
        "new": "宋致远换了一句话",
        "again": "宋致远换了一句话",
    }
    assert song.post("/keys/change/", change | {"old": "x"}).status_code == 400
    assert song.post("/keys/change/", change | {"new": "宋致远换了一句新话",
                     "again": "宋致远换了一句新话"}).status_code in {302, 400}  # fmt: skip


def test_rules_and_their_refusals(store: Sealed, as_: SignIn) -> None:
    song = as_("song")
    data = {"effective_on": TODAY.isoformat(), "note": "按本区规定", "accept_workdays": 7,
            "result_months": 6, "unlock_minutes": 5, "least_shown": 3,
            "retention_years": 30}  # fmt: skip
    assert song.post("/clues/rules/new/", data | {"result_months": 99}).status_code == 400
    assert song.post("/clues/rules/new/", data).status_code == 302
    assert "第 1 版" in _text(song.get("/clues/rules/"))
