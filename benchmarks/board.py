"""``python -m benchmarks board``: the coverage board, the map and the needs of a term with 200 and
with 2,000 organisations: milliseconds of CPU for a request without network, and queries."""

from __future__ import annotations

import datetime as dt
import os
import statistics
import tempfile
import time
from typing import Any

SIZES = (200, 2_000)
_TURNS = 9


def main() -> None:
    """Build a site of each size, one after the other, and print a table."""
    os.environ["XUNCHA_HOME"] = tempfile.mkdtemp(prefix="xuncha-board.")
    from xuncha.site.setup import create_site

    create_site()
    print("| 页面 | " + " | ".join(f"{size:,} 个单位" for size in SIZES) + " |")
    print("|---|" + "---:|" * len(SIZES))
    told: dict[str, list[str]] = {}
    for number, size in enumerate(SIZES, 1):
        for name, words in _measured(number, size):
            told.setdefault(name, []).append(words)
    for name, cells in told.items():
        print(f"| {name} | {' | '.join(cells)} |")


def _measured(number: int, size: int) -> list[tuple[str, str]]:
    from django.db import connection
    from django.test import Client

    term, plan, unit, user = _build(number, size)
    client = Client()
    client.force_login(user)
    pages = {
        "覆盖地图": f"/term/?term={term}", "覆盖地图的行": f"/term/rows/?term={term}",
        "规划的看板": f"/coverage/plans/{plan}/",
        "看板里的一个单位": f"/coverage/plans/{plan}/units/{unit}/",
        "巡察需求": f"/coverage/terms/{term}/needs/", "这一届走到哪一步": f"/terms/{term}/",
    }  # fmt: skip
    rows = []
    for name, url in pages.items():
        client.get(url)
        asked: list[str] = []

        def count(execute: Any, sql: str, *more: Any) -> Any:
            asked.append(sql)  # noqa: B023 - used before the next page
            return execute(sql, *more)

        with connection.execute_wrapper(count):
            client.get(url)
        times = []
        for _ in range(_TURNS):
            begun = time.process_time()
            assert client.get(url).status_code == 200
            times.append(1000 * (time.process_time() - begun))
        rows.append((name, f"{statistics.median(times):.0f} 毫秒，{len(asked)} 次查询"))
    return rows


def _build(number: int, size: int) -> tuple[int, int, int, object]:
    """A term of its own: rounds, organisations with villages under towns, a draft with everybody
    placed; who reads it."""
    from xuncha.cycle.directory.models import Organisation
    from xuncha.cycle.planning.coverage.drafting import draft_plan
    from xuncha.cycle.planning.models import PlanEntry, Round, Term
    from xuncha.foundation.accounts.services import bootstrap_user
    from xuncha.kernel import clock
    from xuncha.kernel.actor import SYSTEM

    Organisation.objects.filter(dissolved_on=None).update(dissolved_on=dt.date(2000, 1, 1))
    today = clock.today()
    term = Term.objects.create(
        number=number, name=f"第{number}届", start_on=today, end_on=today + dt.timedelta(1800)
    )
    rounds = [
        Round.objects.create(
            term=term, number=n, name=f"第{n}轮", start_on=today + dt.timedelta(140 * n),
            end_on=today + dt.timedelta(140 * n + 60),
        )
        for n in range(1, 13)
    ]  # fmt: skip
    units = _organisations(number, size)
    teams = size // 50
    plan = draft_plan(
        SYSTEM, term_id=term.pk, title="初稿", teams={one.pk: teams for one in rounds}
    )
    entries = list(PlanEntry.objects.filter(plan=plan).order_by("organisation__code"))
    for place, entry in enumerate(entries):
        entry.round, entry.team_number = rounds[place % 12], place // 12 % teams + 1
    PlanEntry.objects.bulk_update(entries, ["round", "team_number"], batch_size=500)
    user = bootstrap_user(
        SYSTEM, username=f"office{number}", name="巡察办", post="", password="x" * 12,
        roles=["office_staff"], must_change=False,
    )  # fmt: skip
    return term.pk, plan.pk, units[0].pk, user


def _organisations(number: int, size: int) -> list[object]:
    from xuncha.cycle.directory.enums import OrganisationKind as Kind
    from xuncha.cycle.directory.models import Organisation

    towns = [
        Organisation.objects.create(
            code=f"{number}T{n:03}", name=f"{number}号{n}镇", kind=Kind.TOWN
        )
        for n in range(max(1, size // 100))
    ]
    rest = size - len(towns)
    Organisation.objects.bulk_create(
        [
            Organisation(
                code=f"{number}U{n:05}", name=f"{number}区第{n}单位",
                kind=Kind.VILLAGE if n % 2 else Kind.DEPARTMENT,
                parent=towns[n % len(towns)] if n % 2 else None,
            )
            for n in range(rest)
        ],
        batch_size=500,
    )  # fmt: skip
    return [*towns]


if __name__ == "__main__":
    main()
