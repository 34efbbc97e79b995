"""The demo's letters and clues: the same every time, in order, and nothing of a source in clear."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.fielded import in_the_field
from tests.keyed import boxes
from tests.people import Cast, cast
from tests.scenarios import TODAY, Story, story
from xuncha.cycle.clues import sealing
from xuncha.cycle.clues.models import Clue
from xuncha.cycle.clues.services import opening
from xuncha.cycle.petitions.models import (
    Custodian,
    Petition,
    PetitionClock,
    PetitionSource,
    SourceKey,
    TurnedAway,
)
from xuncha.demo import clues, holders, petitions
from xuncha.demo.texts import letters
from xuncha.foundation.holders.services import holding
from xuncha.foundation.seals import shares
from xuncha.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture(name="story")
def _story(db: None) -> Story:
    return story()


@pytest.fixture
def people(story: Story) -> Cast:
    made = cast()
    in_the_field(story, made)
    return made


def _office(people: Cast) -> Any:
    return SimpleNamespace(
        director=people["song"], clerks=[people["liwen"], people["zhaoqing"]]
    )  # fmt: skip


def test_letters_are_the_same_every_time_and_their_senders_sealed(
    people: Cast, tmp_path: Path
) -> None:
    holders.load(_office(people), papers=tmp_path)

    def told() -> list[Any]:
        petitions.load(_office(people), seed=7)
        rows = Petition.objects.order_by("pk").values_list("text", "state", "received_on")
        return list(rows)

    first = told()
    assert len(first) >= 3
    sealed = json.dumps(list(PetitionSource.objects.values()), default=str, ensure_ascii=False)
    assert not [name for name in letters.NAMES if name in sealed]
    for row in Petition.objects.all():
        assert row.received_on <= TODAY
        assert row.steps.exists()
    assert not PetitionClock.objects.filter(met_on__gt=TODAY).exists()
    for model in (PetitionClock, SourceKey, PetitionSource):
        model.objects.all().delete()
    for row in Petition.objects.all():
        row.steps.all().delete()
    Petition.objects.all().delete()

    Custodian.objects.all().delete()
    TurnedAway.objects.all().delete()
    assert told() == first


def test_clues_open_with_the_shown_passphrase_and_the_papers_join(
    people: Cast, tmp_path: Path
) -> None:
    assert boxes.WORK < 1000
    holders.load(_office(people), papers=tmp_path)
    count = clues.load(_office(people), seed=7)
    assert count == Clue.objects.count() > 0
    key = holding.unlock(people.actor("song"), passphrase=holders.PASSPHRASE)
    clue = Clue.objects.order_by("pk")[0]
    told = opening.open_fields(
        people.actor("song"), key, clue_id=clue.pk, places=["matter", "post"]
    )
    assert set(told) == {"matter", "post"}
    lines = (tmp_path / "托管份额.txt").read_text("utf-8").splitlines()[1:]
    papers = [line.split("：")[1].split("　")[0] for line in lines]
    secret = shares.join([shares.from_paper(one) for one in papers])
    assert boxes.pair_of(secret).public == sealing.active_escrow().public
