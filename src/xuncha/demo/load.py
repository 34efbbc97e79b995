"""Putting the fictional district into an empty site, in bulk and all or nothing.

It goes past the services on purpose (there are some two hundred thousand rows), so the log gets
one line for all of it, but for the few schemes and reports, which the services make; whoever uses
the demo site afterwards goes through the services.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification import tallying
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.taxonomy.services import load_default_taxonomy
from xuncha.demo import (
    checking,
    clues,
    deeds,
    evaluation,
    feedback,
    fieldwork,
    frozen,
    holders,
    inquiry,
    oversight,
    past,
    people,
    petitions,
    places,
    planning,
    points,
    pool,
    questions,
    results,
    rows,
    schemes,
    teams,
    workpapers,
    world,
)
from xuncha.demo.texts.ledgers import demo_ledger_workbooks
from xuncha.demo.texts.roster import demo_roster
from xuncha.demo.texts.talent import talents
from xuncha.demo.texts.talent_books import demo_pool_books
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Conflict

Progress = Callable[[int, int, str], None]
PLACE = "清源区"


def load(*, scale: int, seed: int, progress: Progress) -> None:
    """Load the district. ``Conflict`` on a site that holds organisations already. The same scale
    and seed give the same district every time."""
    if Organisation.objects.exists():
        raise Conflict("这个站点里已经有数据，演示区只能装入空站点。")
    built = world.build(scale=scale, seed=seed)
    day = dt.datetime.combine(world.DEMO_DATE, dt.time(9), clock.CHINA)
    with clock.at(day):
        told = _load(SYSTEM, built=built, scale=scale, progress=progress)
        checking.ask_about_recent_rounds(progress)
        questions.load(seed=seed)
        tallying.rebuild()
        oversight.load(
            seed, drawn_from="清源区水务局", answers="柳渡镇", late="清源区水务局",
            draft="清源区应急局",
        )  # fmt: skip
        evaluation.load(
            finished="清源区司法局", capped="清源区社保中心", reporting="清源区水务局",
            beginning="柳渡镇",
        )  # fmt: skip
        results.load(unit="清源区水务局", liaison="shuiqing", waits="jiaozhouyuan")
        deeds.load(seed, town="柳渡镇", liaison="liudu")
        frozen.load(by="jiandan")
    _keep_day(day, told)
    papers = Path(settings.XUNCHA_HOME) / "demo"
    demo_ledger_workbooks(papers, world=built)
    demo_pool_books(papers, world=built)
    planning.needs_workbook(papers, built.seed)
    demo_roster(papers, world=built)


@service
def _load(
    actor: Actor, *, built: world.World, scale: int, progress: Progress
) -> list[dict[str, str]]:
    """Everything but the questions, in one transaction."""
    progress(0, 100, "建立账号")
    load_default_taxonomy(actor)
    units = places.organisations(built)
    past.load(units, built)
    cast = people.load(actor, units)
    rounds = places.rounds(built)
    writer = rows.Writer(cast, rounds, units)
    # Round by round, as it came to pass: the newest items have the highest numbers.
    order = sorted({(one.round_number, one.organisation) for one in built.inspections()})
    for done, (number, code) in enumerate(order, start=1):
        writer.take(built.dossier(code), number)
        if done % 20 == 0:
            progress(5 + 70 * done // len(order), 100, f"装入 {done}/{len(order)} 次巡察")
    writer.flush()
    progress(76, 100, "装入监督清单")
    points.load(cast, seed=built.seed)
    people.tell(actor, cast)
    inspectors = pool.load(talents(built), units, cast)
    progress(78, 100, "装入覆盖规划")
    planning.load(actor, cast, built.seed)
    teams.load(cast, inspectors, built.seed)
    progress(79, 100, "装入巡中记录")
    fieldwork.load(cast, seed=built.seed)
    inquiry.load(built.seed)
    holders.load(cast, papers=Path(settings.XUNCHA_HOME) / "demo")
    petitions.load(cast, seed=built.seed, scale=scale)
    clues.load(cast, seed=built.seed, scale=scale)
    workpapers.load(cast, seed=built.seed)
    feedback.load()
    schemes.load(cast)
    record(
        actor, "site.demo.loaded", name=PLACE, organisations=len(units),
        inspections=Inspection.objects.count(), items=Item.objects.count(),
    )  # fmt: skip
    return people.sign_ins()


def _keep_day(day: dt.datetime, sign_ins: list[dict[str, str]]) -> None:
    """From now on this site lives on the demo's day, and says so on every page."""
    told: dict[str, Any] = {
        "place": PLACE,
        "day": world.DEMO_DATE.isoformat(),
        "offset_seconds": round((day - dt.datetime.now(clock.CHINA)).total_seconds()),
        "password": people.PASSWORD,
        "clue_passphrase": holders.PASSPHRASE,
        "people": sign_ins,
    }
    path = Path(settings.XUNCHA_HOME) / "demo.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    settings.XUNCHA_DEMO = told
    clock.set_offset(dt.timedelta(seconds=told["offset_seconds"]))
