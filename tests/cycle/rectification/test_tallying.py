"""The tally is the items' own count at every commit, whoever changed them and however."""

from __future__ import annotations

import ast
import datetime as dt
import importlib
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Q, Sum

import xuncha
from tests.people import Cast
from tests.scenarios import Story, claimed, signal
from xuncha.cycle.rectification import tallying
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.models import Extension, Item, ItemTally, Signal
from xuncha.cycle.rectification.services import extending, signals, steps, telling
from xuncha.insight.figures.definitions import ITEM_FIGURES, QUESTIONED
from xuncha.insight.figures.figure import values_by, values_by_round
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Conflict, Invalid


def rows() -> int:
    return ItemTally.objects.count()


def test_every_step_is_tallied(story: Story, people: Cast) -> None:
    item, zhoulan, liwen, song = story.items[0], *map(people.actor, ("zhoulan", "liwen", "song"))
    assert not tallying.faults()
    telling.add_progress(zhoulan, item_id=item.pk, text="已清退12600元，凭证2026-031")
    assert not tallying.faults()
    item = claimed(story.items[0], by=people["zhoulan"].pk)
    for act, who, more in (
        (steps.return_item, liwen, {"reason": "佐证不足"}),
        (None, None, None),
        (steps.withdraw_claim, zhoulan, {"reason": "还要补材料"}),
        (None, None, None),
        (steps.verify_item, liwen, {}),
        (steps.sustain_item, song, {"note": "回访没有反弹"}),
        (steps.reopen_item, song, {"reason": "又出现了"}),
    ):
        if act is None:
            item = claimed(item, by=people["zhoulan"].pk)
        else:
            before = rows()
            item = act(who, item_id=item.pk, version=item.version, **more)
            assert rows() == before + 2
        assert not tallying.faults()


def test_questions_are_tallied(story: Story, people: Cast) -> None:
    asked = [signal(story.items[0], code) for code in ("R16", "R05")]
    signals.count_open([story.items[0].pk])
    assert not tallying.faults()
    before = rows()
    signals.clear_signal(
        people.actor("liwen"), signal_id=asked[0].pk, version=1, reason="原文就是这样写的"
    )
    assert rows() == before, "one question still waits: the item stays in its cell"
    signals.uphold_signal(people.actor("liwen"), signal_id=asked[1].pk, version=1, reason="属实")
    assert rows() == before + 2
    assert not tallying.faults()
    assert Item.objects.get(pk=story.items[0].pk).open_signals == 0


def test_a_moved_date_is_tallied(story: Story, people: Cast) -> None:
    to_on = story.items[0].due_on + dt.timedelta(days=30)
    asked = extending.ask_extension(
        people.actor("zhoulan"), item_id=story.items[0].pk, to_on=to_on, reason="招标"
    )
    extending.grant_extension(people.actor("song"), extension_id=asked.pk, version=1)
    assert Extension.objects.get(pk=asked.pk).state == "granted"
    assert not tallying.faults()
    assert ItemTally.objects.filter(owed_on=to_on).aggregate(n=Sum("number"))["n"] == 1


def test_what_is_refused_leaves_no_trace(story: Story, people: Cast) -> None:
    item = claimed(story.items[0], by=people["zhoulan"].pk)
    before = rows()
    with pytest.raises(Conflict):
        steps.verify_item(people.actor("liwen"), item_id=item.pk, version=item.version + 1)
    with pytest.raises(Invalid):
        steps.return_item(people.actor("liwen"), item_id=item.pk, version=item.version, reason=" ")
    assert rows() == before


@pytest.mark.parametrize("who", ["song", "hejingan", "fengli", "zhoulan"])
def test_rounds_count_as_their_items_do(story: Story, people: Cast, who: str) -> None:
    signal(claimed(story.items[0], by=people["zhoulan"].pk))
    actor = people.actor(who)
    for one in (actor, replace(actor, recusals=frozenset({story.inspection.pk}))):
        told = values_by_round(one, ITEM_FIGURES, Q(round__term=story.term))
        counted = values_by(one, ITEM_FIGURES, "round_id", Q(round__term=story.term))
        assert dict(told) == dict(counted)


def test_the_tally_is_really_what_is_read(story: Story, people: Cast) -> None:
    ItemTally.objects.create(
        round=story.round, state=ItemState.OPEN, open_signals=1, owed_on=None, number=100
    )
    told = values_by_round(people.actor("song"), [QUESTIONED], Q(round=story.round))
    assert told[story.round.pk] == {"items_questioned": 100}
    shut = replace(people.actor("song"), recusals=frozenset({story.other.pk}))
    told = values_by_round(shut, [QUESTIONED], Q(round=story.round))
    assert told[story.round.pk] == {"items_questioned": 0}, "counted item by item for him"


def test_a_fault_is_found_named_and_mended(story: Story, caplog: pytest.LogCaptureFixture) -> None:
    Item.objects.filter(pk=story.items[0].pk).update(due_on=None)
    ItemTally.objects.filter(pk=ItemTally.objects.earliest("pk").pk).delete()
    assert tallying.faults()
    assert tallying.keep_tally(SYSTEM) > 0
    assert "was mended" in caplog.text
    assert not tallying.faults()
    assert tallying.keep_tally(SYSTEM) == 0


def test_many_rows_become_one_a_cell(story: Story) -> None:
    for _ in range(6):
        with transaction.atomic(), tallying.recounted([story.items[0].pk]):
            Item.objects.filter(pk=story.items[0].pk).update(state=ItemState.WORKING)
        with transaction.atomic(), tallying.recounted([story.items[0].pk]):
            Item.objects.filter(pk=story.items[0].pk).update(state=ItemState.OPEN)
    before = rows()
    tallying.fold(story.round.pk)
    assert rows() == before, "not many yet"
    tallying.fold(story.round.pk, beyond=5)
    assert rows() == 1
    assert not tallying.faults()


def test_of_two_who_fold_at_once_one_gives_way(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic(), tallying.recounted([story.items[0].pk]):
        Item.objects.filter(pk=story.items[0].pk).update(state=ItemState.WORKING)
    delete = tallying._deleted
    monkeypatch.setattr(tallying, "_deleted", lambda pks: delete(pks[1:]))
    before = rows()
    tallying.fold(story.round.pk, beyond=1)
    assert rows() == before
    assert not tallying.faults()


def test_an_older_site_is_counted_by_the_migration(story: Story) -> None:
    signal(story.items[1])
    ItemTally.objects.all().delete()
    move = importlib.import_module("xuncha.cycle.rectification.migrations.0004_item_tally")
    move.count(apps, None)
    assert not tallying.faults()
    assert rows() > 0


WRITERS = {
    "cycle/rectification/deadlines.py", "cycle/rectification/services/planned.py",
    "cycle/rectification/services/steps.py", "cycle/rectification/services/telling.py",
    "cycle/rectification/services/extending.py", "cycle/rectification/services/signals.py",
    "cycle/rectification/importing/writing.py", "demo/rows.py", "demo/checking.py",
}  # fmt: skip


def test_nobody_else_writes_items() -> None:
    """Whoever writes items keeps the tally: a new writer is named here once it does."""
    root = Path(xuncha.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        source = path.read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and _writes_items(_as_written(source, node)):
                found.add(path.relative_to(root).as_posix())
    assert found <= WRITERS


def _as_written(source: str, call: ast.Call) -> str:
    """The call in one line; as it stands where it can't be written anew."""
    try:
        return ast.unparse(call)
    except ValueError:  # a string within a string that would need a backslash
        return " ".join((ast.get_source_segment(source, call) or "").split())


def _writes_items(call: str) -> bool:
    begins = ("Item.objects.", "ITEM_STATES.move(", "type(item).objects.")
    writes = (".update(", "bulk_create(", "bulk_update(", ".create(", ".delete(", ".move(")
    return call.startswith(begins) and any(one in call for one in writes)


def test_a_signal_row_alone_changes_no_tally(story: Story) -> None:
    before = rows()
    Signal.objects.create(
        inspection=story.inspection, code="R01", name="漏改", severity="high", reason="没有",
        fingerprint="x", settings_version="1", found_at=clock.now(),
    )  # fmt: skip
    assert rows() == before
