"""Authorisation opens, a recusal shuts: the same for every model that hangs on an inspection."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.db.models import Model

from tests.cycle.planning.reaching import paths_to_inspection
from tests.cycle.rectification.books import ledger
from tests.people import Cast
from tests.scenarios import Story, claimed, signal, told
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import INSPECTOR
from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.rectification.enums import ImportKind
from xuncha.cycle.rectification.models import Extension, Item
from xuncha.cycle.rectification.services import extending, importing
from xuncha.foundation import access
from xuncha.foundation.jobs.models import Job
from xuncha.foundation.jobs.services import start
from xuncha.foundation.notices.models import Notice
from xuncha.foundation.notices.services import tell
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Absent

PATHS = paths_to_inspection()


@pytest.fixture
def full(story: Story, people: Cast) -> Story:
    """Something of every kind under the first inspection, and an item under the other."""
    told(story.items[0], by=people["zhoulan"].pk)
    signal(claimed(story.items[1], by=people["zhoulan"].pk))
    extending.ask_extension(
        people.actor("zhoulan"), item_id=story.items[3].pk,
        to_on=story.inspection.rectify_until_on, reason="设备招标",
    )  # fmt: skip
    importing.bring_file(
        people.actor("liwen"), inspection_id=story.inspection.pk, kind=ImportKind.LEDGER,
        stream=ledger(), name="台账.xlsx",
    )  # fmt: skip
    return story


def _under(actor: Actor, model: type[Model], path: str, inspection: Inspection) -> int:
    rows = access.visible(actor, model)
    return rows.filter(**{path: inspection.pk}).count()


def _member(*grants: Inspection, without: tuple[Inspection, ...] = ()) -> Actor:
    return Actor(
        user_id=None, name="路遥某", roles=frozenset({INSPECTOR}),
        grants=frozenset(one.pk for one in grants), recusals=frozenset(one.pk for one in without),
    )  # fmt: skip


def test_the_search_finds_the_models_that_hang_on_an_inspection() -> None:
    names = {model.__name__ for model, _ in PATHS}
    assert {"Inspection", "Finding", "Item", "Proof", "Measure", "Progress", "Signal",
            "Extension", "LedgerImport"} <= names  # fmt: skip


@pytest.mark.parametrize(("model", "path"), PATHS, ids=[one.__name__ for one, _ in PATHS])
@pytest.mark.parametrize("who", ["song", "liwen", "hejingan", "fengli", "zhoulan"])
def test_a_recusal_shuts_every_row_whatever_the_role(
    who: str, model: type[Model], path: str, full: Story, people: Cast
) -> None:
    actor = people.actor(who)
    shut = replace(actor, recusals=frozenset({full.inspection.pk}))
    assert _under(shut, model, path, full.inspection) == 0
    assert _under(shut, model, path, full.other) == _under(actor, model, path, full.other)


@pytest.mark.parametrize(("model", "path"), PATHS, ids=[one.__name__ for one, _ in PATHS])
def test_a_member_sees_his_inspection_and_no_other(
    model: type[Model], path: str, full: Story
) -> None:
    member = _member(full.inspection)
    assert _under(member, model, path, full.other) == 0
    assert access.visible(_member(), model).count() == 0
    both = _member(full.inspection, without=(full.inspection,))
    assert access.visible(both, model).count() == 0


def test_what_a_member_sees_of_his_inspection(full: Story) -> None:
    member = _member(full.inspection)
    items = Item.objects.filter(inspection=full.inspection)
    assert set(access.visible(member, Item)) == set(items)
    assert access.visible(member, Extension).count() == 1
    assert list(access.visible(member, Organisation)) == [full.water]
    assert list(access.visible(member, Round)) == [full.round]
    assert not access.visible(member, Term).exists()


def test_a_recused_member_loses_sight_of_organisation_and_round_too(full: Story) -> None:
    shut = _member(full.inspection, without=(full.inspection,))
    assert not access.visible(shut, Organisation).exists()
    assert not access.visible(shut, Round).exists()


def test_the_other_inspections_of_a_round_stay_open(full: Story) -> None:
    part = _member(full.inspection, full.other, without=(full.other,))
    assert list(access.visible(part, Inspection)) == [full.inspection]
    assert list(access.visible(part, Round)) == [full.round]


def test_grants_do_not_narrow_who_reads_everything(full: Story, people: Cast) -> None:
    leader = replace(people.actor("hejingan"), grants=frozenset({full.inspection.pk}))
    assert access.visible(leader, Inspection).count() == 2


def test_a_recused_clerk_finds_nothing_to_import_into(full: Story, people: Cast) -> None:
    shut = replace(people.actor("liwen"), recusals=frozenset({full.inspection.pk}))
    with pytest.raises(Absent):
        importing.bring_file(
            shut, inspection_id=full.inspection.pk, kind=ImportKind.LEDGER, stream=io.BytesIO(b"x"),
            name="台账.xlsx",
        )  # fmt: skip


def test_notices_and_jobs_go_out_of_sight_with_their_inspection(full: Story, people: Cast) -> None:
    clerk = people.actor("liwen")
    about = topic_of(full.inspection.pk)
    tell(SYSTEM, users=[people["liwen"].pk], kind="x", text="水务局的事", topic=about)
    tell(SYSTEM, users=[people["liwen"].pk], kind="x", text="别的事")
    start(clerk, kind="rectification.recheck", arguments={}, title="水务局", topic=about)
    assert access.visible(clerk, Notice).count() == 2
    shut = replace(clerk, recusals=frozenset({full.inspection.pk}))
    assert [one.text for one in access.visible(shut, Notice)] == ["别的事"]
    assert not access.visible(shut, Job).exists()


def test_a_member_keeps_no_notice_of_what_is_shut_again(full: Story, people: Cast) -> None:
    tell(
        SYSTEM, users=[people["zhoulan"].pk], kind="x", text="一件事",
        topic=topic_of(full.inspection.pk),
    )  # fmt: skip
    member = replace(_member(full.inspection), user_id=people["zhoulan"].pk)
    assert access.visible(member, Notice).count() == 1
    after = replace(_member(), user_id=people["zhoulan"].pk)
    assert not access.visible(after, Notice).exists()
