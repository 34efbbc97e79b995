"""What the pages of lists show, to whom, and how much they ask of the database."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.checkpoints import ROW, answered, book, drafted, facts, in_field, leaf, library
from tests.people import Cast
from tests.scenarios import Story, inspected, unit
from xuncha.cycle.checkpoints.models import Checkpoint, Decision, InspectionPoint, PointSet
from xuncha.cycle.checkpoints.services import decisions, lists, sets
from xuncha.cycle.findings.linking import link_points
from xuncha.cycle.findings.models import Finding, FindingPoint
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts import actors
from xuncha.foundation.accounts.models import RoleGrant
from xuncha.foundation.audit.models import AuditRow

SignIn = Callable[[str], Client]


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    "page",
    ["/checkpoints/", "/decisions/", "/decisions/{decision}/", "/points/", "/checkpoint-sets/",
     "/checkpoint-sets/{set}/", "/checkpoint-sets/{draft}/compare/{set}/", "/points/{point}/",
     "/inspections/{inspection}/points/", "/rounds/{round}/points/", "/findings/{finding}/",
     "/findings/{finding}/points/", "/inspections/{inspection}/", "/rounds/{round}/"],
)  # fmt: skip
def test_ten_times_the_rows_ask_no_more(page: str, story: Story, people: Cast, as_: SignIn) -> None:
    made = answered(story, people)
    draft = drafted(people.actor("liwen"), "2027年监督清单")
    client, first = as_("song"), made.list_[0]
    link_points(people.actor("song"), finding_id=story.findings[0].pk, point_ids=[first.pk])
    url = page.format(
        decision=made.decision.pk, set=made.version.pk, draft=draft.pk, point=first.pk,
        inspection=story.inspection.pk, round=story.round.pk, finding=story.findings[0].pk,
    )  # fmt: skip
    client.get(url)
    before = _queries(client, url)
    _grow(story, people, made.version, draft)
    assert _queries(client, url) <= before


def _grow(story: Story, people: Cast, version: PointSet, draft: PointSet) -> None:
    """Thirty more decisions, points, list rows with links, and eight more inspections."""
    office = people.actor("liwen")
    for n in range(30):
        decision = decisions.create_decision(
            office, facts=facts(number=f"清源发〔2025〕{n + 50}号")
        )
        told = sets.PointFacts(decision.pk, leaf("4.1.1").pk, ("department",), f"要点{n}", "一\n二")
        point = sets.add_checkpoint(office, set_id=draft.pk, facts=told)
        Checkpoint.objects.filter(pk=point.pk).update(set=version)
    ids = Inspection.objects.filter(pk=story.inspection.pk)
    ids.update(state=Stage.LEARNING)
    for n in range(30):
        added = lists.add_point(
            office, inspection_id=story.inspection.pk, text=f"另查{n}", leaf_id=leaf("3.1.1").pk,
            reason="来信",
        )  # fmt: skip
        link_points(office, finding_id=story.findings[0].pk, point_ids=[added.pk])
    ids.update(state=Stage.RECTIFYING)
    for n in range(8):
        in_field(inspected(story.round, unit(f"B{n}", f"清源区第{n}局")))
    lists.give_round(office, round_id=story.round.pk)


def test_uncovered_points_are_told_before_leaving_and_block_nothing(
    story: Story, people: Cast, as_: SignIn
) -> None:
    library(story, people)
    Inspection.objects.filter(pk=story.inspection.pk).update(state=Stage.DEEPENING)
    client, url = as_("liwen"), f"/inspections/{story.inspection.pk}/"
    page = text(client.get(url))
    assert "监督要点没有查" in page
    assert "未查 3" in page
    story.inspection.refresh_from_db()
    answer = client.post(
        f"{url}advance/", {"version": story.inspection.version, "on": "2026-03-18"}
    )
    assert answer.status_code == 302
    story.inspection.refresh_from_db()
    assert story.inspection.state == Stage.LEFT
    board = text(client.get(f"/rounds/{story.round.pk}/"))
    assert "3 条监督要点未查" in board


def test_the_units_page_says_nothing_of_points(story: Story, people: Cast, as_: SignIn) -> None:
    made = answered(story, people)
    link_points(people.actor("song"), finding_id=story.findings[0].pk, point_ids=[made.list_[0].pk])
    Finding.objects.filter(pk=story.findings[0].pk).update(leaf=leaf("2.5.1"))
    for who in ("zhoulan", "zhengyan", "fengli"):
        client = as_(who)
        for url in (f"/inspections/{story.inspection.pk}/", f"/findings/{story.findings[0].pk}/",
                    "/", "/findings/"):  # fmt: skip
            page = text(client.get(url))
            assert "监督要点" not in page, (who, url)
            assert "监督清单" not in page, (who, url)
            assert made.list_[0].text not in page, (who, url)


def test_a_person_walks_through_a_list(story: Story, people: Cast, as_: SignIn) -> None:
    made = library(story, people)
    client, first = as_("liwen"), made.list_[0]
    url = f"/points/{first.pk}/"
    assert text(client.get(url)).count("已查未发现问题") >= 1
    empty = client.post(f"{url}answer/", {"version": 1, "state": "clear"})
    assert empty.status_code == 400
    assert "请写明怎样查的" in text(empty)
    done = client.post(
        f"{url}answer/", {"version": 1, "state": "clear", "how": "查了公示栏", "again": "1"}
    )
    assert done["Location"] == f"/points/{made.list_[1].pk}/"
    stale = client.post(f"{url}answer/", {"version": 1, "state": "found", "answer": "有"})
    assert stale.status_code == 409
    again = client.post(
        f"{url}move/", {"version": 2, "action": "reopen", "reason": "又有来信"}, follow=True
    )
    assert "又有来信" in text(again)
    assert InspectionPoint.objects.get(pk=first.pk).state == "open"


def test_a_member_works_while_authorised_and_is_shut_out_after(
    story: Story, people: Cast, as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A role of a team member by itself opens nothing; the live grant does."""
    from dataclasses import replace

    made = library(story, people)
    RoleGrant.objects.filter(user=people["zhaoqing"]).update(role="inspector")
    live: set[int] = {story.inspection.pk}

    def granted(user: object, actor: actors.Actor) -> actors.Actor:
        mine = user == people["zhaoqing"]
        return replace(actor, grants=frozenset(live)) if mine else actor

    monkeypatch.setattr(actors, "_enrichers", [*actors._enrichers, granted])
    client, url = as_("zhaoqing"), f"/points/{made.list_[0].pk}/"
    page = text(client.get(f"/inspections/{story.inspection.pk}/points/"))
    assert made.list_[0].text in page
    assert "增加要点" in page
    assert "导出" not in page
    answer = {"version": 1, "state": "not_applicable", "answer": "没有承担"}
    assert client.post(f"{url}answer/", answer).status_code == 302
    assert client.get(f"/inspections/{story.other.pk}/points/").status_code == 404
    assert client.get(f"/rounds/{story.round.pk}/points/").status_code == 403
    assert client.post("/points/export/").status_code == 403
    live.clear()
    for shut in (url, f"/inspections/{story.inspection.pk}/points/"):
        assert client.get(shut).status_code == 404
    assert client.get("/points/").context["page"].total.number == 0
    assert client.get("/checkpoints/").context["page"].total.number == 0


def test_a_list_is_given_from_the_page_with_the_proposed_kinds(
    story: Story, people: Cast, as_: SignIn
) -> None:
    library(story, people)
    in_field(story.other)
    client, url = as_("liwen"), f"/inspections/{story.other.pk}/points/give/"
    form = client.get(url).context["form"]
    assert form.initial["kinds"] == ["department"]
    assert dict(form.fields["kinds"].choices)["department"] == "区直单位（3 条）"
    assert client.post(url, {"kinds": "hospital"}).status_code == 400
    assert client.post(url, {"kinds": ["department", "village"]}).status_code == 302
    assert story.other.points.count() == 5
    assert client.post(url, {"kinds": "department"}).status_code == 409


def test_an_export_holds_what_the_list_shows_and_is_noted(
    story: Story, people: Cast, as_: SignIn
) -> None:
    answered(story, people)
    client = as_("hejingan")
    answer = client.post("/points/export/", {"state": "found"})
    rows = _rows(answer)
    assert [row[3] for row in rows] == ["监督要点", "报销是否有公函、清单和审批"]
    assert rows[1][9] == "3笔接待费没有公函"
    said = AuditRow.objects.filter(verb="exchange.table.exported").latest("number")
    assert said.details["filters"] == {"state": "found"}
    assert len(_rows(client.post("/decisions/export/"))) == 2
    assert len(_rows(client.post("/checkpoints/export/", {"kind": "village"}))) == 3


def _rows(answer: object) -> list[list[object]]:
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)]


def test_what_was_exported_can_be_brought_in_again(story: Story, people: Cast, as_: SignIn) -> None:
    made = library(story, people)
    client = as_("song")
    answer = client.post("/checkpoints/export/", {"set": made.version.pk})
    content = io.BytesIO(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    content.name = "导出.xlsx"
    draft = sets.create_set(people.actor("song"), name="抄", based_on_id=made.version.pk)
    brought = client.post(f"/checkpoint-sets/{draft.pk}/import/", {"file": content}, follow=True)
    assert brought.context["counts"] == {
        "new": 0, "changed": 0, "same": 5, "decisions": 0, "refused": 0,
    }  # fmt: skip


def test_a_workbook_with_troubles_says_where_and_gives_the_rows_back(
    story: Story, people: Cast, as_: SignIn
) -> None:
    draft = drafted(people.actor("liwen"))
    client = as_("liwen")
    bad = [*ROW[:6], "没有这一类", *ROW[7:]]
    stream = book([ROW, bad])
    stream.name = "要点.xlsx"
    page = client.post(f"/checkpoint-sets/{draft.pk}/import/", {"file": stream}, follow=True)
    assert "第 4 行“分类”" in text(page)
    row = page.context["row"]
    taken = client.post(f"/checkpoint-imports/{row.pk}/take/", {"version": 1}, follow=True)
    assert "第 4 行" in text(taken)
    assert not Checkpoint.objects.filter(text=ROW[4]).exists()
    back = b"".join(client.post(f"/checkpoint-imports/{row.pk}/refused/").streaming_content)  # type: ignore[attr-defined]
    sheet = openpyxl.load_workbook(io.BytesIO(back)).active
    assert sheet is not None
    assert "没有这一类" in str(sheet.cell(2, 1).value) + str(sheet.cell(3, 1).value)


def test_hostile_words_are_shown_as_words(story: Story, people: Cast, as_: SignIn) -> None:
    library(story, people)
    office = people.actor("liwen")
    evil = "<script>alert(1)</script>{{ 7*7 }}" + "长" * 300
    made = lists.add_point(
        office, inspection_id=story.inspection.pk, text=evil, leaf_id=leaf("3.1.1").pk,
        reason=evil[:150],
    )  # fmt: skip
    client = as_("liwen")
    for url in (f"/points/{made.pk}/", f"/inspections/{story.inspection.pk}/points/", "/points/"):
        page = text(client.get(url))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    "url",
    ["/points/?state=moon", "/points/?inspection=999999", "/points/?group=x", "/points/?after=%%",
     "/checkpoints/?set=999", "/checkpoints/?kind=moon", "/decisions/?valid=maybe",
     "/checkpoints/?decision=99999999999999999999999"],
)  # fmt: skip
def test_addresses_that_make_no_sense_are_answered_calmly(
    story: Story, people: Cast, as_: SignIn, url: str
) -> None:
    library(story, people)
    assert as_("song").get(url).status_code in {200, 400}


def test_links_are_made_and_undone_from_both_sides(story: Story, people: Cast, as_: SignIn) -> None:
    made = answered(story, people)
    client, finding = as_("liwen"), story.findings[1]
    client.post(f"/points/{made.list_[1].pk}/link/", {"finding": finding.pk})
    page = text(client.get(f"/findings/{finding.pk}/"))
    assert "报销是否有公函" in page
    client.post(f"/findings/{finding.pk}/unlink/", {"point": made.list_[1].pk})
    assert not FindingPoint.objects.exists()
    client.post(f"/findings/{finding.pk}/points/", {"points": [made.list_[0].pk]})
    assert FindingPoint.objects.get().point_id == made.list_[0].pk
    assert client.post(f"/findings/{finding.pk}/points/", {"points": [999]}).status_code == 400


def test_both_frames_stand_on_the_finding_and_a_hand_moves_the_second(
    story: Story, people: Cast, as_: SignIn
) -> None:
    drafted(people.actor("liwen"))
    finding = story.findings[1]
    Finding.objects.filter(pk=finding.pk).update(leaf=leaf("2.5.1"))
    client, url = as_("liwen"), f"/findings/{finding.pk}/"
    page = client.get(url)
    place = page.context["places"][0]
    assert "2.5.1" in text(page)
    assert "按分类对照" in text(page)
    other = place.frame.nodes.get(code="4")
    client.post(f"{url}place/", {"frame": place.frame.pk, "node": other.pk})
    assert "人工归类" in text(client.get(url))
    assert "对照框架：四个聚焦" in text(client.get("/taxonomy/"))


def test_a_decisions_file_is_noted_as_it_leaves(story: Story, people: Cast, as_: SignIn) -> None:
    made = decisions.create_decision(
        people.actor("liwen"), facts=facts(), stream=io.BytesIO("全文".encode()), name="意见.txt"
    )
    answer = as_("hejingan").post(f"/decisions/{made.pk}/file/")
    assert b"".join(answer.streaming_content) == "全文".encode()  # type: ignore[attr-defined]
    assert AuditRow.objects.filter(verb="checkpoints.decision.downloaded").count() == 1
    Decision.objects.update(file=None)
    assert as_("hejingan").post(f"/decisions/{made.pk}/file/").status_code == 404


def test_the_workbench_shows_whoever_has_points_what_waits(
    story: Story, people: Cast, as_: SignIn
) -> None:
    made = library(story, people)
    assert "还没有查的要点" not in text(as_("zhaoqing").get("/"))
    lists.assign_points(
        people.actor("liwen"), inspection_id=story.inspection.pk,
        point_ids=[made.list_[0].pk], user_id=people["zhaoqing"].pk,
    )  # fmt: skip
    page = as_("zhaoqing").get("/")
    assert "分给我、还没有查的要点" in text(page)
    assert made.list_[0].text in text(page)
    assert made.list_[1].text not in text(page)
    mine = as_("zhaoqing").get("/points/?mine=yes&state=open")
    assert mine.context["page"].total.number == 1
