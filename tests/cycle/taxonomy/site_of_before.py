"""A site from before the frames changed rooms, brought up to date: run in a process of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.taxonomy import data
from xuncha.cycle.taxonomy.models import FrameRole, Taxonomy, TaxonomyMatch, TaxonomyNode
from xuncha.cycle.taxonomy.services import load_default_taxonomy
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

BEFORE = [("findings", "0001_initial")]
TOUCHED = ("findings", "taxonomy", "audit")
"""The rooms whose tables the walk looks at: the others' steps cost minutes and say nothing here."""
DAY = dt.date(2026, 3, 18)


def before() -> Any:
    """The tables of a site from before the move, as that program knew them."""
    executor = MigrationExecutor(connection)
    return executor.migrate(BEFORE).apps


def move() -> None:
    """What an update of the program does, as far as these rooms go."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    executor.migrate([node for node in leaves if node[0] in TOUCHED])


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


def walk() -> None:
    """One site with both frames: rows stay under their numbers, new rows get numbers that are free,
    the shipped frame gets what it lacks once."""
    then = before()
    leaf, found = populated(then)
    frame = shipped(then)
    move()
    rows_stay(leaf, found)
    load_default_taxonomy(SYSTEM)
    matches = TaxonomyMatch.objects.count()
    load_default_taxonomy(SYSTEM)
    # PostgreSQL counts on in the sequence of the old table.
    assert Taxonomy.objects.filter(role=FrameRole.MAIN).count() == 2
    assert Taxonomy.objects.count() == 3
    assert TaxonomyNode.objects.get(pk=leaf).code == "1.1"
    assert TaxonomyNode.objects.filter(taxonomy_id=frame).count() == len(data.nodes())
    assert TaxonomyMatch.objects.count() == matches > len(data.leaves())
    print("walked")


def rows_stay(leaf: int, found: int) -> None:
    """The frame of the office's own, its finding, and what the database itself keeps true."""
    node = TaxonomyNode.objects.select_related("taxonomy", "parent").get(pk=leaf)
    parent = node.parent and node.parent.code
    assert (node.code, str(node.taxonomy), parent) == ("1.1", "本区分类 1", "1")
    assert node.taxonomy.role == FrameRole.MAIN
    assert Finding.objects.get(pk=found).leaf == node
    refused(lambda: Finding.objects.filter(pk=found).update(leaf_id=987654))
    refused(lambda: TaxonomyNode.objects.create(taxonomy=node.taxonomy, code="1.1", name="又一个"))


def refused(write: Callable[[], object]) -> None:
    """The database says no, at once or at the commit."""
    try:
        with transaction.atomic():
            write()
            connection.check_constraints()
    except IntegrityError:
        return
    raise AssertionError("the database took it")
