"""A site with so many items: one round is written, the others are copied from it in the database.

Every round has 20 inspections, one finding for three items. At every size the present term has 20
rounds, all of them inspected, so that a page about the term or a round has as much to show; in the
smaller sites only the newest rounds have items. A round has 1,000 items in sites up to 20,000 and
2,500 above: the present term of the largest has 50,000.

The newest four rounds are at work: half of their items are owed, a tenth have a question. In older
rounds all is done but for three in a hundred. An inspection's deadlines are a dozen days, as in a
ledger, not one an item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.cycle.rectification import tallying
from xuncha.cycle.rectification.models import Item, Measure, Progress, Signal
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

ORGANISATIONS = 600
INSPECTIONS = 20
ROUNDS_IN_TERM = 20
AT_WORK = 4
LARGE = 50_000
PASSWORD = "Qingyuan-2026"
STATES = ("open", "working", "claimed", "returned", "verified", "verified", "sustained",
          "sustained", "sustained", "working")  # fmt: skip
PROBLEM = "第{0}项：集体资产台账登记不完整，部分门面房租金收取不及时，公示内容与实际不一致。"


@dataclass(frozen=True)
class Shape:
    """How a site of one size is made up."""

    size: int

    @property
    def items(self) -> int:
        """Of one inspection."""
        return 125 if self.size >= LARGE else 50

    @property
    def findings(self) -> int:
        """Of one inspection."""
        return -(-self.items // 3)

    @property
    def in_round(self) -> int:
        return INSPECTIONS * self.items

    @property
    def rounds(self) -> int:
        """Rounds that have items; the newest of all."""
        return self.size // self.in_round

    @property
    def all_rounds(self) -> int:
        """Whole terms."""
        return -(-self.rounds // ROUNDS_IN_TERM) * ROUNDS_IN_TERM

    @property
    def empty(self) -> int:
        """Rounds before the first that has items."""
        return self.all_rounds - self.rounds


def build(size: int) -> None:
    """Fill an empty site with ``size`` items (a multiple of a round's)."""
    shape = Shape(size)
    with transaction.atomic(), _quickly():
        people = _people()
        _plan(shape)
        _first_round(people, shape)
        _copies(shape, people)
        _one_each(people, shape)
        _texts(shape)
        tallying.rebuild()
    _settle()


def _people() -> dict[str, User]:
    return {
        name: bootstrap_user(
            SYSTEM, username=name, name=name, post="", password=PASSWORD, roles=[role],
            must_change=False,
        )
        for name, role in (
            ("office", "office_staff"), ("leader", "leader"), ("partner", "partner"),
        )
    }  # fmt: skip


def _plan(shape: Shape) -> None:
    """Terms of five years that end with today's, rounds of a quarter, what they inspect."""
    today = clock.today()
    entered, fed_back = today - dt.timedelta(days=200), today - dt.timedelta(days=90)
    terms = shape.all_rounds // ROUNDS_IN_TERM
    first = today.year - 5 * (terms - 1) - 4
    Term.objects.bulk_create(
        Term(
            pk=at + 1, number=at + 1, name=f"第{at + 1}届",
            start_on=dt.date(first + 5 * at, 1, 1), end_on=dt.date(first + 5 * at + 4, 12, 31),
        )
        for at in range(terms)
    )  # fmt: skip
    Round.objects.bulk_create(_round(at, first) for at in range(shape.all_rounds))
    Organisation.objects.bulk_create(
        Organisation(pk=at + 1, code=f"N{at:04d}", name=f"清源区第{at + 1}单位", kind="department")
        for at in range(ORGANISATIONS)
    )
    Inspection.objects.bulk_create(
        Inspection(
            pk=at + 1, round_id=at // INSPECTIONS + 1, organisation_id=at % ORGANISATIONS + 1,
            kind="regular", state="rectifying", team_name=f"第{at % INSPECTIONS + 1}组",
            entered_on=entered, feedback_on=fed_back,
            rectify_until_on=today + dt.timedelta(days=at % INSPECTIONS),
        )
        for at in range(shape.all_rounds * INSPECTIONS)
    )  # fmt: skip


def _round(at: int, first: int) -> Round:
    term, number = divmod(at, ROUNDS_IN_TERM)
    year, quarter = first + 5 * term + number // 4, number % 4
    start = dt.date(year, 3 * quarter + 1, 1)
    return Round(
        pk=at + 1, term_id=term + 1, number=number + 1, name=f"第{term + 1}届第{number + 1}轮",
        start_on=start, end_on=start + dt.timedelta(days=80),
    )  # fmt: skip


def _first_round(people: dict[str, User], shape: Shape) -> None:
    """The oldest round that has items, as one at work."""
    today, now = clock.today(), clock.now()
    round_id, before = shape.empty + 1, shape.empty * INSPECTIONS
    Finding.objects.bulk_create(
        Finding(
            pk=at + 1, round_id=round_id, inspection_id=before + at // shape.findings + 1,
            organisation_id=(before + at // shape.findings) % ORGANISATIONS + 1,
            number=str(at % shape.findings + 1),
            text=PROBLEM.format(at), key=f"f{at}", state="fed_back", created_at=now,
        )
        for at in range(INSPECTIONS * shape.findings)
    )  # fmt: skip
    Item.objects.bulk_create(
        _item(at, round_id, before + at // shape.items, shape, today, now, people)
        for at in range(shape.in_round)
    )
    Signal.objects.bulk_create(
        Signal(
            pk=at + 1, inspection_id=before + at * 10 // shape.items + 1, item_id=at * 10 + 1,
            code="R05", name="进展照抄措施", severity="medium", reason="进展与措施几乎相同。",
            fingerprint=f"s{at}", settings_version="bench", found_at=now, state="open",
        )
        for at in range(shape.in_round // 10)
    )  # fmt: skip


def _item(
    at: int, round_id: int, inspection: int, shape: Shape, today: dt.date, now: dt.datetime,
    people: dict[str, User], *, pk: int | None = None,
) -> Item:  # fmt: skip
    state = STATES[(at * 7 + at // 10) % len(STATES)]
    due = None if at % 20 == 19 else today + dt.timedelta(days=at % 12 * 10 - 60)
    done = state in ("verified", "sustained")
    finding = at // shape.items * shape.findings + at % shape.items // 3 + 1
    return Item(
        pk=pk or at + 1, round_id=round_id, inspection_id=inspection + 1,
        organisation_id=inspection % ORGANISATIONS + 1,
        finding_id=finding, number=str(at % shape.items + 1),
        problem=PROBLEM.format(at), key=f"i{at}", lead="王主任", responsible_unit="办公室",
        due_on=due, original_due_on=due, is_long_term=due is None, state=state,
        claimed_at=now if state == "claimed" or done else None,
        verified_at=now if done else None, verified_by=people["office"] if done else None,
        sustained_at=now if state == "sustained" else None,
        sustained_by=people["partner"] if state == "sustained" else None,
        open_signals=int(at % 10 == 0), created_at=now,
    )  # fmt: skip


def _copies(shape: Shape, people: dict[str, User]) -> None:
    """Copy the first round's rows as those of later rounds: ids move by a round's worth, and so do
    the organisations. What is old is done."""

    def step(size: int) -> Callable[[str], str]:
        return lambda name: f"t.{name} + k.n * {size}"

    def organisation(name: str) -> str:
        return f"(t.{name} - 1 + k.n * {INSPECTIONS}) % {ORGANISATIONS} + 1"

    old = f"k.n < {shape.rounds - AT_WORK} AND t.id % 33 <> 0"
    findings = step(INSPECTIONS * shape.findings)

    def done(value: str) -> Callable[[str], str]:
        return lambda name: f"CASE WHEN {old} THEN COALESCE({value}) ELSE t.{name} END"

    shared = {
        "round_id": step(1), "inspection_id": step(INSPECTIONS), "organisation_id": organisation,
        "finding_id": findings, "item_id": step(shape.in_round),
    }  # fmt: skip
    settled = {
        "state": lambda name: f"CASE WHEN {old} THEN 'sustained' ELSE t.{name} END",
        "open_signals": lambda name: f"CASE WHEN {old} THEN 0 ELSE t.{name} END",
        **{
            name: done(f"t.{name}, t.created_at")
            for name in ("claimed_at", "verified_at", "sustained_at")
        },
        "verified_by_id": done(f"t.verified_by_id, {people['office'].pk}"),
        "sustained_by_id": done(f"t.sustained_by_id, {people['partner'].pk}"),
    }
    _copy(Finding, {**shared, "id": findings}, 1, shape.rounds)
    _copy(Item, {**shared, **settled, "id": step(shape.in_round)}, 1, shape.rounds)
    first = max(1, shape.rounds - AT_WORK)
    _copy(Signal, {**shared, "id": step(shape.in_round // 10)}, first, shape.rounds)


def _copy(model: type[Model], moved: dict[str, Callable[[str], str]], first: int, end: int) -> None:
    """Rows of the first round again, for each ``k.n`` from ``first`` to before ``end``."""
    if first >= end:
        return
    names = [field.column for field in model._meta.concrete_fields if not field.generated]
    values = [moved[name](name) if name in moved else f"t.{name}" for name in names]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE k(n) AS"
            f" (SELECT {first} UNION ALL SELECT n + 1 FROM k WHERE n < {end - 1})"
            f" INSERT INTO {table} ({', '.join(names)})"
            f" SELECT {', '.join(values)} FROM k CROSS JOIN {table} t ORDER BY k.n, t.id"
        )


@contextmanager
def _quickly() -> Iterator[None]:
    """On PostgreSQL: no check of each foreign key, and indexes made once when all is in."""
    if connection.vendor != "postgresql":
        yield
        return
    tables = [one._meta.db_table for one in (Finding, Item, Signal)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)"
            " AND indexname NOT IN (SELECT conname FROM pg_constraint)", [tables],
        )  # fmt: skip
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, definition in indexes:
            cursor.execute(definition)


def _one_each(people: dict[str, User], shape: Shape) -> None:
    """One done item in each round that would have none: lists of rounds are as long at any size."""
    today, now = clock.today(), clock.now()
    Item.objects.bulk_create(
        _item(1, at + 1, at * INSPECTIONS, shape, today, now, people, pk=shape.size + at + 1)
        for at in range(shape.empty)
    )


def _texts(shape: Shape) -> None:
    """Measures and progress for the newest round."""
    today, now = clock.today(), clock.now()
    items = range(shape.size - shape.in_round + 1, shape.size + 1)
    Measure.objects.bulk_create(
        Measure(item_id=one, number=number, text="逐项清查资产，补登台账，限期收回租金。")
        for one in items
        for number in (1, 2)
    )
    Progress.objects.bulk_create(
        Progress(item_id=one, text="已清查十二处，补登九处。", reported_on=today, created_at=now)
        for one in items
        for _ in (1, 2)
    )  # fmt: skip


def _settle() -> None:
    """What the database does by itself in life: sequences, and on PostgreSQL the statistics."""
    if connection.vendor != "postgresql":
        return
    from django.core.management.color import no_style

    models: list[Any] = [Term, Round, Organisation, Inspection, Finding, Item, Signal]
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(line)
        cursor.execute("VACUUM ANALYZE")
