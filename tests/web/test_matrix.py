"""Every address × every kind of person: the answer is what the table says; the table is whole."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cycle.rectification.books import ledger
from tests.fielded import Fielded
from tests.people import Cast
from tests.scenarios import Story, claimed, signal
from tests.web.matrix import AREA_OF, MATRIX, people_of
from tests.web.thirds import third
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.rectification.enums import ImportKind
from xuncha.cycle.rectification.services import extending, importing, telling
from xuncha.foundation.accounts.models import RoleGrant
from xuncha.foundation.jobs.services import start
from xuncha.foundation.notices.services import tell
from xuncha.kernel.actor import SYSTEM

SignIn = Callable[[str], Client]


def patterns() -> Iterator[tuple[str, URLPattern, Any]]:
    """All named addresses of the site."""

    def walk(rows: list[Any]) -> Iterator[tuple[str, URLPattern, Any]]:
        for row in rows:
            if isinstance(row, URLResolver):
                yield from walk(row.url_patterns)
            else:
                yield str(row.name), row, row.callback

    yield from walk(get_resolver().url_patterns)


def arguments(name: str, story: Story, people: Cast) -> dict[str, int]:
    """A record for each kind of argument that the address may take; of the unit where it can."""
    given = {
        "round_id": story.round.pk, "inspection_id": story.inspection.pk,
        "finding_id": story.findings[0].pk, "item_id": story.items[0].pk, "number": 1,
        "user_id": people["zhaoqing"].pk,
    }  # fmt: skip
    area = AREA_OF.get(name)
    return given | (area.arguments(story, people) if area else own_arguments(story, people))


def own_arguments(story: Story, people: Cast) -> dict[str, int]:
    """Records of the addresses that stand in the first table."""
    made = claimed(story.items[1], by=people["zhoulan"].pk)
    asked = signal(made)
    liaison = people.actor("zhoulan")
    proof = telling.add_proof(
        liaison, item_id=story.items[2].pk, stream=io.BytesIO("清运记录".encode()),
        name="清运记录.txt", effective_on=story.inspection.feedback_on, proves="证明已清运",
    )  # fmt: skip
    extension = extending.ask_extension(
        liaison, item_id=story.items[3].pk, to_on=story.inspection.rectify_until_on,
        reason="设备招标",
    )  # fmt: skip
    brought = importing.bring_file(
        people.actor("liwen"), inspection_id=story.inspection.pk, kind=ImportKind.LEDGER,
        stream=ledger(), name="台账.xlsx",
    )  # fmt: skip
    tell(SYSTEM, users=[people["liwen"].pk], kind="x", text="看一看", url="/rectification/")
    job = start(
        people.actor("liwen"), kind="rectification.recheck",
        arguments={"inspection_id": story.inspection.pk}, topic=topic_of(story.inspection.pk),
    )  # fmt: skip
    return {
        "item_id": made.pk, "signal_id": asked.pk, "proof_id": proof.pk, "job_id": job.pk,
        "extension_id": extension.pk, "import_id": brought.pk,
        "grant_id": RoleGrant.objects.filter(user=people["zhaoqing"])[0].pk,
        "notice_id": people["liwen"].notices.get().pk,
    }  # fmt: skip


def ask(client: Client, url: str) -> int:
    """The answer's status: GET where there is a page, else POST of an empty form."""
    answer = client.get(url)
    if answer.status_code == 405:
        answer = client.post(url, {})
    return answer.status_code


def test_every_page_has_its_row_and_every_row_its_page() -> None:
    names = {name for name, _, _ in patterns()}
    assert names == set(MATRIX)


def test_every_view_says_whether_it_reads_or_writes_and_for_whom() -> None:
    silent = [name for name, _, view in patterns() if not hasattr(view, "xuncha_audience")]
    assert silent == []


IN_ONE = 16
"""Addresses asked on one set of records: making them takes longer than asking."""


def bundles(*, in_the_field: bool) -> Iterator[Any]:
    """Addresses of one room together, each undone before the next."""
    rooms: dict[str, list[str]] = {}
    for name in sorted(MATRIX):
        area = AREA_OF.get(name)
        if hasattr(area, "MORE") is not in_the_field:
            continue
        rooms.setdefault(area.__name__.rpartition(".")[2] if area else "own", []).append(name)
    for room, names in rooms.items():
        for at in range(0, len(names), IN_ONE):
            yield pytest.param(names[at : at + IN_ONE], id=f"{room}-{at // IN_ONE + 1}")


class Signed:
    """Everybody signed in once; each asks with cookies that no earlier answer changed."""

    def __init__(self, as_: SignIn) -> None:
        self._as, self._cookies = as_, {}

    def __call__(self, who: str | None) -> Client:
        client = Client()
        if who:
            if who not in self._cookies:
                self._cookies[who] = self._as(who).cookies
            client.cookies = copy.deepcopy(self._cookies[who])
        return client


def check(names: list[str], as_: SignIn, story: Story, people: Cast) -> None:
    """Ask for each as everybody."""
    given = arguments(names[0], story, people)
    needs = {label: row.pattern.converters for label, row, _ in patterns()}
    signed = Signed(as_)
    wrong = {}
    for turn, name in enumerate(names):
        url = reverse(name, kwargs={key: given[key] for key in needs[name]})
        everybody = list(zip(people_of(name), MATRIX[name].split(), strict=True))
        for who, wanted in third(everybody, turn):
            client = signed(who)
            with transaction.atomic():
                told = str(ask(client, url))
                transaction.set_rollback(True)
            if told != wanted:
                wrong[name, who] = f"{told}, not {wanted}"
    assert wrong == {}


@pytest.mark.parametrize("names", list(bundles(in_the_field=False)))
def test_who_gets_what(names: list[str], as_: SignIn, story: Story, people: Cast) -> None:
    check(names, as_, story, people)


@pytest.mark.parametrize("names", list(bundles(in_the_field=True)))
def test_who_gets_what_in_the_field(
    names: list[str], as_: SignIn, story: Story, people: Cast, field: Fielded
) -> None:
    check(names, as_, story, people)
