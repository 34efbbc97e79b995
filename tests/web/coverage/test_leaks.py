"""A recused reader finds nowhere in the plan that the unit is planned, or that it was covered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cycle.planning.coverage.district import District, approved, district, draft, place_all
from tests.people import Cast, cast
from xuncha.cycle.planning.coverage.overview import overview
from xuncha.cycle.planning.models import Demand, PlanEntry, PlanVersion
from xuncha.cycle.planning.selectors import list_rounds
from xuncha.cycle.teams.models import Recusal
from xuncha.foundation import access
from xuncha.kernel import clock

SignIn = Callable[[str], Client]
UNITS = ("水务局", "住建局")
"""One that was covered, one that is planned."""


@pytest.fixture(name="made")
def _made(db: None) -> District:
    return district()


@pytest.fixture
def people(made: District) -> Cast:
    return cast()


@pytest.fixture
def plan(made: District, people: Cast) -> PlanVersion:
    row = draft(people.actor("liwen"), made)
    place_all(row, made)
    return approved(people.actor("liwen"), people.actor("hejingan"), made, row)


def recused(people: Cast, who: str, made: District) -> None:
    for code in ("A01", "A04"):
        Recusal.objects.create(
            user=people[who], organisation=made.units[code], ground="kin", words="亲属",
            origin="office", state="confirmed", key=f"{who}-{code}", raised_at=clock.now(),
            confirmed_at=clock.now(),
        )  # fmt: skip


def pages(made: District, plan: PlanVersion) -> list[str]:
    term, first = made.term.pk, made.rounds[0].pk
    return [
        f"/term/?term={term}", f"/term/?term={term}&by=year", f"/term/rows/?term={term}",
        f"/term/rows/?term={term}&standing=all", f"/term/rows/?term={term}&standing=counted",
        f"/term/rows/?term={term}&standing=planned", f"/terms/{term}/", f"/coverage/?term={term}",
        f"/coverage/terms/{term}/needs/", f"/coverage/plans/{plan.pk}/",
        f"/coverage/plans/{plan.pk}/compare/", f"/coverage/plans/{plan.pk}/vary/",
        f"/rounds/{first}/", "/teams/",
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["hejingan", "liwen", "song"])
def test_no_page_names_the_unit(
    who: str, made: District, plan: PlanVersion, people: Cast, as_: SignIn
) -> None:
    recused(people, who, made)
    client = as_(who)
    for url in pages(made, plan):
        answer = client.get(url)
        if answer.status_code == 403:
            continue
        assert answer.status_code == 200, url
        text = answer.content.decode()
        assert not [name for name in UNITS if name in text], url
    whole = as_("zhaoqing").get(pages(made, plan)[3]).content.decode()
    assert all(name in whole for name in UNITS), "others still see it"


def test_no_number_counts_the_unit(made: District, plan: PlanVersion, people: Cast) -> None:
    before = overview(people.actor("hejingan"), made.term, clock.today()).matrix("round")
    rounds = {
        one.pk: one.inspection_count  # type: ignore[attr-defined]
        for one in list_rounds(people.actor("hejingan"), made.term)
    }
    recused(people, "hejingan", made)
    actor = people.actor("hejingan")
    after = overview(actor, made.term, clock.today()).matrix("round")
    [old] = [row for row in before if row.kind == "department"]
    [new] = [row for row in after if row.kind == "department"]
    assert (old.total - new.total, old.counted - new.counted) == (2, 1)
    cells = {
        one.column.key: (one.counted, one.planned) for one in new.cells if one.counted + one.planned
    }
    assert str(made.rounds[0].pk) not in cells
    counted = {one.pk: one.inspection_count for one in list_rounds(actor, made.term)}  # type: ignore[attr-defined]
    assert rounds[made.rounds[0].pk] - counted[made.rounds[0].pk] == 1
    assert rounds[made.rounds[3].pk] - counted[made.rounds[3].pk] == 1


@pytest.mark.parametrize("export", ["/term/export/", "/coverage/plans/{}/export/"])
def test_no_workbook_holds_the_unit(
    export: str, made: District, plan: PlanVersion, people: Cast, as_: SignIn
) -> None:
    recused(people, "hejingan", made)
    answer = as_("hejingan").post(export.format(plan.pk), {"term": made.term.pk, "standing": "all"})
    assert answer.status_code == 200
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = "".join(str(cell) for row in book.worksheets[0].values for cell in row)
    assert "林业局" in cells
    assert not [name for name in UNITS if name in cells]


def test_its_own_pages_are_not_there(
    made: District, plan: PlanVersion, people: Cast, as_: SignIn
) -> None:
    demand = Demand.objects.get(term=made.term, organisation=made.units["A04"])
    recused(people, "liwen", made)
    client = as_("liwen")
    unit = made.pk("A04")
    for url in (
        f"/coverage/needs/{demand.pk}/", f"/coverage/needs/{demand.pk}/change/",
        f"/coverage/plans/{plan.pk}/units/{unit}/",
    ):  # fmt: skip
        assert client.get(url).status_code == 404, url
    newer = draft(people.actor("zhaoqing"), made, based_on_id=plan.pk)
    entry = PlanEntry.objects.get(plan=newer, organisation=unit)
    told = {"organisation": unit, "version": entry.version, "round": made.rounds[5].pk}
    assert client.post(f"/coverage/plans/{newer.pk}/move/", told).status_code == 404
    assert (
        client.post(f"/coverage/plans/{newer.pk}/pin/", told | {"pinned": "on"}).status_code == 404
    )
    assert not access.visible(people.actor("liwen"), PlanEntry).filter(organisation=unit).exists()
