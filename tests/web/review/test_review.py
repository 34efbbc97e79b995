"""The review of a term: what it says is what its figures say, on the page and in the workbook."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.people import Cast
from tests.scenarios import Story, claimed
from xuncha.foundation.audit.models import AuditRow
from xuncha.insight.figures.asking import ask
from xuncha.insight.figures.registry import find
from xuncha.insight.figures.review import review
from xuncha.insight.figures.telling import tell

SignIn = Callable[[str], Client]
PAGE, EXPORT = reverse("review_term"), reverse("review_export")


def test_each_number_is_its_figures(story: Story, people: Cast) -> None:
    claimed(story.items[0], by=people["zhoulan"].pk)
    question = ask(people.actor("song"))
    found = review(question)
    assert found.years == (2021, 2022, 2023, 2024, 2025, 2026)
    fed_back = found.line("findings_fed_back")
    claims = found.line("items_claimed")
    assert fed_back is not None
    assert claims is not None
    assert [one and one.value for one in fed_back.years] == [0, 0, 0, 0, 5, 0]
    assert [one and one.value for one in fed_back.rounds] == [5]
    assert claims.at_end
    assert [one and one.value for one in claims.years][-1] == 1
    for _, lines in found.groups:
        for line in lines:
            assert tell(*find(line.whole.name, question)).value == line.whole.value
            for told in (*line.years[4:5], *line.rounds):
                if told is not None:
                    assert tell(told.measure, told.ask).value == told.value, told.name


def test_the_page_opens_rows_and_the_workbook_says_the_same(
    story: Story, people: Cast, as_: SignIn
) -> None:
    client = as_("hejingan")
    body = client.get(PAGE).content.decode()
    assert 'href="/statistics/findings_fed_back/?year=2025&amp;term=12">5</a>' in body
    assert 'href="/statistics/items_total/?round=9&amp;term=12">5</a>' in body
    assert "信访" not in body.split("<main")[1]
    answer = client.post(EXPORT, {"term": story.term.pk, "day": "2026-03-18"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    told = next(row for row in rows if row[1] == "反馈问题")
    assert told[3:11] == [0, 0, 0, 0, 5, 0, 5, 5]
    assert AuditRow.objects.filter(verb__contains="export").exists()


def test_before_the_feedback_it_knows_of_none(story: Story, people: Cast, as_: SignIn) -> None:
    body = as_("song").get(PAGE, {"day": "2025-12-09"}).content.decode()
    assert "截至" in body
    found = review(ask(people.actor("song"), day=story.inspection.entered_on))
    line = found.line("findings_fed_back")
    assert line is not None
    assert line.whole.value == 0
    assert as_("song").get(PAGE, {"term": "999"}).status_code == 400
