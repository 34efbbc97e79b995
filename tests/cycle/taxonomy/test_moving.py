"""The frames changed rooms: a site with rows from before keeps them, on either database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.taxonomy import data
from xuncha.cycle.taxonomy.models import FrameRole, Taxonomy, TaxonomyMatch, TaxonomyNode
from xuncha.cycle.taxonomy.services import load_default_taxonomy
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

BEFORE = [("findings", "0001_initial"), ("taxonomy", None)]
DAY = dt.date(2026, 3, 18)


@pytest.fixture
def before(transactional_db: None) -> Iterator[Any]:
    """The tables of a site from before the move; in the end those of today."""
    MigrationExecutor(connection).migrate(BEFORE)
    loader = MigrationExecutor(connection).loader
    applied = [one for one in loader.applied_migrations if one in loader.graph.nodes]
    yield loader.project_state(applied).apps
    today = MigrationExecutor(connection)
    today.migrate(today.loader.graph.leaf_nodes())


def move() -> None:
    """What an update of the program does."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def populated(apps: Any) -> tuple[int, int]:
    """A frame of an office's own, and a finding filed under its leaf."""
    frame = apps.get_model("findings", "Taxonomy").objects.create(
        name="本区分类", version="1", effective_on=dt.date(2022, 1, 1)
    )
    nodes = apps.get_model("findings", "TaxonomyNode").objects
    top = nodes.create(taxonomy=frame, code="1", name="一级")
    leaf = nodes.create(taxonomy=frame, code="1.1", name="二级", parent=top)
    term = apps.get_model("planning", "Term").objects.create(
        number=12, name="十二届区委", start_on=dt.date(2021, 9, 1), end_on=dt.date(2026, 8, 31)
    )
    row = apps.get_model("planning", "Round").objects.create(
        term=term, number=1, name="第一轮", start_on=DAY, end_on=DAY
    )
    unit = apps.get_model("directory", "Organisation").objects.create(
        code="A01", name="清源区水务局", kind="department"
    )
    inspection = apps.get_model("planning", "Inspection").objects.create(
        round=row, organisation=unit, kind="regular"
    )
    found = apps.get_model("findings", "Finding").objects.create(
        inspection=inspection, organisation=unit, round=row, number="1", text="账实不符",
        key="k", leaf=leaf, created_at=clock.now(),
    )  # fmt: skip
    return leaf.pk, found.pk


def shipped(apps: Any) -> int:
    """The frame that the program itself had put there."""
    frame = apps.get_model("findings", "Taxonomy").objects.create(
        name=data.NAME, version=data.VERSION, effective_on=data.EFFECTIVE_ON
    )
    nodes = apps.get_model("findings", "TaxonomyNode").objects
    made: dict[str, Any] = {}
    for one in data.nodes():
        made[one.code] = nodes.create(
            taxonomy=frame, code=one.code, name=one.name, parent=made.get(one.parent or "")
        )
    return int(frame.pk)


def test_a_site_of_before(before: Any) -> None:
    """One site with both frames, since walking the steps takes long: rows stay under their numbers,
    new rows get numbers that are free, the shipped frame gets what it lacks once."""
    leaf, found = populated(before)
    frame = shipped(before)
    move()
    _rows_stay(leaf, found)
    load_default_taxonomy(SYSTEM)
    matches = TaxonomyMatch.objects.count()
    load_default_taxonomy(SYSTEM)
    # PostgreSQL counts on in the sequence of the old table.
    assert Taxonomy.objects.filter(role=FrameRole.MAIN).count() == 2
    assert Taxonomy.objects.count() == 3
    assert TaxonomyNode.objects.get(pk=leaf).code == "1.1"
    assert TaxonomyNode.objects.filter(taxonomy_id=frame).count() == len(data.nodes())
    assert TaxonomyMatch.objects.count() == matches > len(data.leaves())


def _rows_stay(leaf: int, found: int) -> None:
    node = TaxonomyNode.objects.select_related("taxonomy", "parent").get(pk=leaf)
    assert (node.code, str(node.taxonomy), node.parent and node.parent.code) == (
        "1.1", "本区分类 1", "1",
    )  # fmt: skip
    assert node.taxonomy.role == FrameRole.MAIN
    assert Finding.objects.get(pk=found).leaf == node
    with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012  told at the commit
        Finding.objects.filter(pk=found).update(leaf_id=987654)
        connection.check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        TaxonomyNode.objects.create(taxonomy=node.taxonomy, code="1.1", name="又一个")
