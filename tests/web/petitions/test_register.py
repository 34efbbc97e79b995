"""The register in a browser: taking in, turning away, handling, the source and its custodian."""

from __future__ import annotations

import html
import io
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.fielded import Fielded
from tests.keyed import PASSPHRASE
from tests.papered import drafted
from tests.people import Cast
from tests.petitioned import CONTACT, NAME, SOURCE, TEXT, Petitioned, petitioned
from tests.scenarios import TODAY, Story, finding
from xuncha.cycle.findings.models import FindingPaper
from xuncha.cycle.petitions.models import Petition, SourceOpening, SourceRequest, TurnedAway
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock

SignIn = Callable[[str], Client]
FORM = {
    "level": "own", "way": "call", "came_from": "own", "received_on": "2026-03-18",
    "subject": "闸站站长", "category": "work", "text": "反映值班脱岗，汛期无人值守。",
    "real_name": "on", "name": "尹某人", "contact": "", "address": "",
}  # fmt: skip


@pytest.fixture
def desk(field: Fielded, story: Story, people: Cast) -> Petitioned:
    return petitioned(story, people)


@pytest.fixture
def opened(as_: SignIn) -> SignIn:
    """A client whose own key is open, as a person would do it."""

    def sign_in(username: str) -> Client:
        client = as_(username)
        told = {"passphrase": PASSPHRASE.format(username), "next": "/petitions/"}
        assert client.post("/keys/unlock/", told)["Location"] == "/petitions/"
        return client

    return sign_in


def _text(answer: object) -> str:
    return html.unescape(answer.content.decode())  # type: ignore[attr-defined]


def _act(client: Client, row: Petition, action: str, **more: object) -> int:
    row.refresh_from_db()
    data = {"action": action, "version": row.version, "on": TODAY.isoformat(), **more}
    return client.post(f"/petitions/{row.pk}/act/", data).status_code


def test_one_goes_its_whole_way(desk: Petitioned, as_: SignIn) -> None:
    guer = as_("guer")
    url = f"/inspections/{desk.fielded.inspection.pk}/petitions/new/"
    assert "data-sealed" in _text(guer.get(url))
    assert "data-autosave" not in _text(guer.get(url))
    assert guer.post(url, FORM | {"name": ""}).status_code == 400
    assert guer.post(url, FORM | {"again": "1"})["Location"] == url
    row = Petition.objects.get(number=2)
    page = f"/petitions/{row.pk}/"
    assert "尹某人" not in _text(guer.get(page))
    luyi = as_("luyi")
    assert _act(luyi, row, "accept") == 302
    assert _act(luyi, row, "tell") == 302
    assert _act(luyi, row, "pass_on", receiver="区应急局") == 302
    assert _act(luyi, row, "answer", answer="已整改值班制度") == 302
    assert _act(luyi, row, "nonsense") == 400
    text = _text(luyi.get(page))
    assert "已办结" in text
    assert "反馈结果" in text


def test_a_matter_of_a_higher_organ_is_not_even_looked_at(
    desk: Petitioned, as_: SignIn
) -> None:  # fmt: skip
    guer = as_("guer")
    url = f"/inspections/{desk.fielded.inspection.pk}/petitions/new/"
    answer = guer.post(url, FORM | {"level": "higher", "text": "区委主要领导的问题"}, follow=True)
    text = _text(answer)
    assert "不得录入本系统" in text
    assert "1 件" in text
    assert Petition.objects.count() == 1
    assert TurnedAway.objects.get().count == 1


def test_the_source_by_leave_of_the_custodian(
    desk: Petitioned, as_: SignIn, opened: SignIn
) -> None:  # fmt: skip
    luyi, liwen = opened("luyi"), opened("liwen")
    page = f"/petitions/{desk.petition.pk}/"
    told = {"places": ["name", "contact"]}
    assert luyi.post(f"{page}source/open/", told).status_code == 403
    assert luyi.post(f"{page}source/ask/", {"reason": "当面核实"}).status_code == 302
    assert "等保管人决定" in _text(luyi.get(page))
    made = SourceRequest.objects.get()
    data = {"version": made.version, "answer": "grant", "until_on": "2026-03-20", "reason": "可以"}
    url = f"/petitions/requests/{made.pk}/"
    assert luyi.post(url, data).status_code == 403
    assert liwen.post(url, data).status_code == 302
    text = _text(luyi.post(f"{page}source/open/", told))
    assert NAME in text
    assert CONTACT in text
    assert SOURCE[2] not in text
    assert NAME not in _text(luyi.get(page))
    assert SourceOpening.objects.count() == 2
    made.refresh_from_db()
    assert liwen.post(url, {"version": made.version, "end": "1", "reason": "完"}).status_code == 302
    assert luyi.post(f"{page}source/open/", told).status_code == 403
    assert "李闻" in _text(luyi.get(f"/inspections/{desk.fielded.inspection.pk}/petitions/"))


def test_duplicates_are_proposed_on_the_page_and_merged_by_number(
    desk: Petitioned, as_: SignIn
) -> None:
    row = desk.register(text=TEXT + "再次反映。")
    luyi = as_("luyi")
    assert "可能是重复的" in _text(luyi.get(f"/petitions/{row.pk}/"))
    assert _act(luyi, row, "merge", into=9) == 400
    assert _act(luyi, row, "merge", into=1) == 302
    row.refresh_from_db()
    assert row.same_as_id == desk.petition.pk


def test_export_and_lists_have_no_source(desk: Petitioned, as_: SignIn) -> None:
    client = as_("liwen")
    answer = client.post("/petitions/export/", {"q": "灌区"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert TEXT in cells
    assert not [word for word in SOURCE if any(word in cell for cell in cells)]
    row = AuditRow.objects.filter(verb="exchange.table.exported").last()
    assert row is not None
    assert row.details["filters"] == {"q": "有"}
    for query in ("", "?q=灌区", "?due=open", "?due=overdue", "?mine=yes", f"?q={NAME}"):
        text = _text(client.get(f"/petitions/{query}"))
        assert not [word for word in SOURCE if word in text.replace(f"{NAME}", "", 3)]
    assert "信-001" not in _text(client.get(f"/petitions/?q={NAME}"))


def test_other_teams_units_and_leaders_find_no_word(desk: Petitioned, as_: SignIn) -> None:
    for who in ("qinsan", "hejingan", "fengli", "zhoulan", "shenji"):
        client = as_(who)
        for url in ("/petitions/", f"/petitions/{desk.petition.pk}/", "/notices/", "/",
                    f"/inspections/{desk.fielded.inspection.pk}/petitions/"):  # fmt: skip
            text = _text(client.get(url))
            assert TEXT[:12] not in text
            assert "灌区站站长" not in text


def test_custodian_handler_and_rules(desk: Petitioned, as_: SignIn) -> None:
    luyi, song = as_("luyi"), as_("song")
    guer = desk.fielded.member.pk
    url = f"/inspections/{desk.fielded.inspection.pk}/petitions/custodian/"
    assert luyi.post(url, {"user": guer}).status_code == 302
    assert luyi.post(f"/petitions/{desk.petition.pk}/assign/", {"handler": guer}).status_code == 302
    assert "顾二" in _text(luyi.get(f"/petitions/{desk.petition.pk}/"))
    rules = {"effective_on": "2026-03-18", "note": "本区", "decide_workdays": 3,
             "tell_workdays": 15, "finish_months": 2, "result_workdays": 15, "higher_workdays": 5,
             "near_percent": 50, "retention_years": 10}  # fmt: skip
    assert song.post("/petitions/rules/new/", rules | {"note": ""}).status_code == 400
    assert song.post("/petitions/rules/new/", rules).status_code == 302
    assert "第 1 版" in _text(song.get("/petitions/rules/"))


def test_from_the_letter_to_the_finding_and_back_in_two_clicks(
    desk: Petitioned, as_: SignIn
) -> None:
    """Along the chain go number, way and day; neither who wrote it nor what it says."""
    paper = drafted(desk.fielded, desk.fielded.leader, cited=(f"petition:{desk.petition.pk}",))
    made = finding(desk.fielded.inspection, "1", "接待费报销没有公函。")
    FindingPaper.objects.create(
        finding=made, paper=paper, version=paper.versions.get(), linked_at=clock.now()
    )
    luyi = as_("luyi")
    text = _text(luyi.get(f"/petitions/{desk.petition.pk}/"))
    paper_url, finding_url = f"/papers/{paper.pk}/", f"/findings/{made.pk}/"
    assert f'href="{paper_url}"' in text
    assert f'href="{finding_url}"' in text
    for url, back in ((finding_url, paper_url), (paper_url, f"/petitions/{desk.petition.pk}/")):
        text = _text(luyi.get(url))
        assert f'href="{back}"' in text, url
        assert not [word for word in (*SOURCE, TEXT[:12]) if word in text]
    text = _text(as_("qinsan").get(paper_url))
    assert "信-001" not in text
