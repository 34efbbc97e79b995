"""A site with so many items: one round is written, the others are copied from it in the database.

Every round has 20 inspections of 50 items, one finding for three items, and the same mix of states,
so that a page about one round has the same work to do whatever the size. A mix that stays open for
ever is worse than life: old rounds are done by then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.cycle.rectification.models import Item, Measure, Progress, Signal
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

ORGANISATIONS = 600
INSPECTIONS = 20
ITEMS = 50
FINDINGS = 17
IN_ROUND = INSPECTIONS * ITEMS
ROUNDS_IN_TERM = 20
PASSWORD = "Qingyuan-2026"
STATES = ("open", "working", "claimed", "returned", "verified", "verified", "sustained",
          "sustained", "sustained", "working")  # fmt: skip
PROBLEM = "第{0}项：集体资产台账登记不完整，部分门面房租金收取不及时，公示内容与实际不一致。"


def build(size: int) -> None:
    """Fill an empty site with ``size`` items (a multiple of 1,000)."""
    rounds = size // IN_ROUND
    with transaction.atomic():
        people = _people()
        _plan(rounds)
        _first_round(people, rounds)
        if rounds > 1:
            _copies(rounds)
        _texts(rounds)
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


def _plan(rounds: int) -> None:
    """Terms of five years that end with today's, rounds of a quarter, the organisations."""
    today = clock.today()
    terms = -(-rounds // ROUNDS_IN_TERM)
    first = today.year - 5 * (terms - 1) - 4
    Term.objects.bulk_create(
        Term(
            pk=at + 1, number=at + 1, name=f"第{at + 1}届",
            start_on=dt.date(first + 5 * at, 1, 1), end_on=dt.date(first + 5 * at + 4, 12, 31),
        )
        for at in range(terms)
    )  # fmt: skip
    Round.objects.bulk_create(_round(at, rounds, first) for at in range(rounds))
    Organisation.objects.bulk_create(
        Organisation(pk=at + 1, code=f"N{at:04d}", name=f"清源区第{at + 1}单位", kind="department")
        for at in range(ORGANISATIONS)
    )


def _round(at: int, rounds: int, first: int) -> Round:
    """The newest round stands last in the newest term."""
    place = at + (-rounds % ROUNDS_IN_TERM)
    term, number = divmod(place, ROUNDS_IN_TERM)
    year, quarter = first + 5 * term + number // 4, number % 4
    start = dt.date(year, 3 * quarter + 1, 1)
    return Round(
        pk=at + 1, term_id=term + 1, number=number + 1, name=f"第{term + 1}届第{number + 1}轮",
        start_on=start, end_on=start + dt.timedelta(days=80),
    )  # fmt: skip


def _first_round(people: dict[str, User], rounds: int) -> None:
    today, now = clock.today(), clock.now()
    entered, fed_back = today - dt.timedelta(days=200), today - dt.timedelta(days=90)
    Inspection.objects.bulk_create(
        Inspection(
            pk=at + 1, round_id=1, organisation_id=at + 1, kind="regular", state="rectifying",
            team_name=f"第{at + 1}组", entered_on=entered, feedback_on=fed_back,
            rectify_until_on=today + dt.timedelta(days=at),
        )
        for at in range(INSPECTIONS)
    )  # fmt: skip
    Finding.objects.bulk_create(
        Finding(
            pk=at + 1, round_id=1, inspection_id=at // FINDINGS + 1,
            organisation_id=at // FINDINGS + 1, number=str(at % FINDINGS + 1),
            text=PROBLEM.format(at), key=f"f{at}", state="fed_back", created_at=now,
        )
        for at in range(INSPECTIONS * FINDINGS)
    )  # fmt: skip
    Item.objects.bulk_create(_item(at, today, now, people) for at in range(IN_ROUND))
    Signal.objects.bulk_create(
        Signal(
            pk=at + 1, inspection_id=at * 10 // ITEMS + 1, item_id=at * 10 + 1, code="R05",
            name="进展照抄措施", severity="medium", reason="进展与措施几乎相同。",
            fingerprint=f"s{at}", settings_version="bench", found_at=now, state="open",
        )
        for at in range(IN_ROUND // 10)
    )  # fmt: skip


def _item(at: int, today: dt.date, now: dt.datetime, people: dict[str, User]) -> Item:
    state = STATES[(at * 7 + at // 10) % len(STATES)]
    due = None if at % 20 == 19 else today + dt.timedelta(days=at % 120 - 60)
    done = state in ("verified", "sustained")
    inspection = at // ITEMS
    return Item(
        pk=at + 1, round_id=1, inspection_id=inspection + 1, organisation_id=inspection + 1,
        finding_id=inspection * FINDINGS + at % ITEMS // 3 + 1, number=str(at % ITEMS + 1),
        problem=PROBLEM.format(at), key=f"i{at}", lead="王主任", responsible_unit="办公室",
        due_on=due, original_due_on=due, is_long_term=due is None, state=state,
        claimed_at=now if state == "claimed" or done else None,
        verified_at=now if done else None, verified_by=people["office"] if done else None,
        sustained_at=now if state == "sustained" else None,
        sustained_by=people["partner"] if state == "sustained" else None,
        open_signals=int(at % 10 == 0), created_at=now,
    )  # fmt: skip


def _copies(rounds: int) -> None:
    """Copy round 1 as rounds 2, 3, …: ids move by a round's worth, organisations go round."""

    def step(size: int) -> Callable[[str], str]:
        return lambda name: f"t.{name} + k.n * {size}"

    def organisation(name: str) -> str:
        return f"(t.{name} - 1 + k.n * {INSPECTIONS}) % {ORGANISATIONS} + 1"

    shared = {
        "round_id": step(1), "inspection_id": step(INSPECTIONS), "organisation_id": organisation,
        "finding_id": step(INSPECTIONS * FINDINGS), "item_id": step(IN_ROUND),
    }  # fmt: skip
    for model, size in (
        (Inspection, INSPECTIONS), (Finding, INSPECTIONS * FINDINGS), (Item, IN_ROUND),
        (Signal, IN_ROUND // 10),
    ):  # fmt: skip
        _copy(model, {**shared, "id": step(size)}, rounds)


def _copy(model: type[Model], moved: dict[str, Callable[[str], str]], rounds: int) -> None:
    names = [field.column for field in model._meta.concrete_fields if not field.generated]
    values = [moved[name](name) if name in moved else f"t.{name}" for name in names]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE k(n) AS"
            f" (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < {rounds - 1})"
            f" INSERT INTO {table} ({', '.join(names)})"
            f" SELECT {', '.join(values)} FROM k CROSS JOIN {table} t ORDER BY k.n, t.id"
        )


def _texts(rounds: int) -> None:
    """Measures and progress for the newest round."""
    first, today, now = (rounds - 1) * IN_ROUND, clock.today(), clock.now()
    items = range(first + 1, first + IN_ROUND + 1)
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
