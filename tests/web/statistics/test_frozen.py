"""The pages of frozen figures."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.people import Cast
from tests.scenarios import Story, claimed
from tests.sealed import close, sealed
from xuncha.insight.figures.models import Snapshot

SignIn = Callable[[str], Client]


def test_the_office_seals_a_round_and_reads_what_changed(
    story: Story, people: Cast, as_: SignIn
) -> None:
    office = as_("liwen")
    assert "没有期满" in office.get(reverse("statistics_frozen")).content.decode()
    seal = reverse("statistics_seal", args=[story.round.pk])
    assert "期满以后才能封存" in office.post(seal, {"day": "2026-03-18"}).content.decode()
    assert "可以封存" not in office.get(reverse("workbench")).content.decode()
    close(story)
    assert f'href="{seal}"' in office.get(reverse("workbench")).content.decode()
    assert "可以封存" not in as_("hejingan").get(reverse("workbench")).content.decode()
    office = as_("liwen")
    answer = office.post(seal, {"day": "2026-03-18"})
    made = Snapshot.objects.get()
    page = reverse("statistics_snapshot", args=[made.pk])
    assert "可以封存" not in office.get(reverse("workbench")).content.decode()
    assert answer.url == page
    claimed(story.items[0], by=people["zhoulan"].pk)
    changed = office.get(page + "?changed=yes").content.decode()
    assert "封存以后事项又有申报" in changed
    assert 'href="/statistics/items_claimed/?round=9&amp;term=12"' in changed
    assert "/statistics/findings_fed_back/" not in changed
    export = office.post(reverse("statistics_export_snapshot", args=[made.pk]))
    book = load_workbook(BytesIO(b"".join(export.streaming_content)))  # type: ignore[attr-defined]
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    claims = next(row for row in rows if row[1] == "事项自称（第9轮）")
    assert claims[3:6] == [0, 1, 1]
    again = office.post(seal, {"day": "2026-03-18"})
    assert again.status_code == 400
    assert "写明为什么" in again.content.decode()


def test_a_leader_reads_and_finds_no_button(story: Story, people: Cast, as_: SignIn) -> None:
    made = sealed(story, people)
    for url in (reverse("statistics_frozen"), reverse("statistics_snapshot", args=[made.pk])):
        body = as_("hejingan").get(url).content.decode()
        assert "seal/" not in body
        assert "第1版" in body
