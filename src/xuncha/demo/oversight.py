"""The demo's oversight: a draw with checks that are done and that wait, alerts of a few days, who
is in charge, letters of which one was never answered."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.oversight.enums import Found, Ground, Knew, LetterKind
from xuncha.cycle.oversight.models import Charge, Draw, Letter, SpotCheck
from xuncha.cycle.oversight.population import gather, hash_of, pick
from xuncha.cycle.oversight.rules import Numbers
from xuncha.cycle.oversight.services import alerts, answering, checks, drawing, letters
from xuncha.cycle.oversight.services.checks import Asked, CheckFacts
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Item
from xuncha.demo.texts import oversight_words as words
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor

_SEEN = 3
"""Checks that somebody went to, after the one that found nothing done."""
_AGO = (14, 7, 0)
"""So many days ago the system looked who had come to the next step."""


def load(seed: int, *, drawn_from: str, answers: str, late: str, draft: str = "") -> None:
    """Names of units: whose items are drawn, which one answers its letter, which one does not, and
    for which a letter waits for approval. All have an inspection with items."""
    today = clock.today()
    for days in _AGO:
        with clock.at(today - dt.timedelta(days=days)):
            alerts.step_up(SYSTEM)
    office, director = _who("jiandan"), _who("fangyuan")
    for name in (drawn_from, answers, late):
        _charge(_inspection(name), _who("zongheng"))
    _checks(_draw(_inspection(drawn_from), office, seed), office, director)
    _answered(_inspection(answers), office, director, today)
    _unanswered(_inspection(late), office, director, today)
    if draft:
        row = _letter(_inspection(draft), office, LetterKind.REMIND)
        letters.submit_letter(office, letter_id=row.pk, version=row.version)


def _who(username: str) -> Actor:
    return build_actor(User.objects.get(username=username), request_id="demo")


def _inspection(name: str) -> Inspection:
    rows = Inspection.objects.filter(organisation__name=name, items__isnull=False)
    found = rows.select_related("organisation", "round__term").order_by("-round__number").first()
    assert found is not None, name
    return found


def _charge(inspection: Inspection, leader: Actor) -> None:
    assert leader.user_id is not None
    Charge.objects.get_or_create(
        organisation=inspection.organisation, until_on=None,
        defaults={"leader_id": leader.user_id, "from_on": inspection.round.start_on,
                  "set_at": clock.now()},
    )  # fmt: skip


def _draw(inspection: Inspection, office: Actor, seed: int) -> Draw:
    """With the demo's own seed, so that the district is the same every time."""
    numbers = Numbers()
    key, within = drawing.scope_of(inspection.round_id, inspection.pk)
    population = gather(within, money_from=numbers.money_from)
    row = Draw(
        year=clock.today().year, round=inspection.round, inspection=inspection, scope_key=key,
        population_hash=hash_of(key, population), seed=seed % 900_000 + 1,
        share_percent=numbers.sample_percent, risky_most=numbers.risky_most,
        sustained_percent=numbers.sustained_percent,
        drawn_by_id=office.user_id, drawn_at=clock.now() - dt.timedelta(days=8),
    )  # fmt: skip
    picks = pick(
        population,
        seed=row.seed,
        share_percent=row.share_percent,
        risky_most=row.risky_most,
        sustained_percent=row.sustained_percent,
    )
    drawing.keep(row, population, picks)
    return row


def _checks(draw: Draw, office: Actor, director: Actor) -> None:
    """One is concluded as not true, one as true where no doubt is open, one waits for the other
    checker and one for the decision; the others wait for somebody to go, or to be sent."""
    first, second = _who("lianjing"), _who("zhirenshan")
    ids = list(draw.checks.order_by("number").values_list("pk", flat=True))
    clear = draw.checks.exclude(item__signals__state__in=[SignalState.OPEN, SignalState.UPHELD])
    true = clear.order_by("number").values_list("pk", flat=True).first()
    chosen = list(dict.fromkeys([*ids[:6], *([true] if true else [])]))
    rows = {
        one.pk: one
        for one in checks.assign_checks(
            office, draw_id=draw.pk, check_ids=chosen, first_id=first.user_id or 0,
            second_id=second.user_id or 0,
        )
    }  # fmt: skip
    others = [pk for pk in chosen if pk != true]
    for at, pk in enumerate(others[:_SEEN]):
        row = _record(rows[pk], first, Found.NOT if at == 0 else Found.PARTLY, at)
        if at < 2:
            row = checks.confirm_check(second, check_id=row.pk, version=row.version)
        if at == 0:
            checks.conclude_check(
                director, check_id=row.pk, version=row.version, reason=words.NOT_SO
            )
    if true:
        row = _record(rows[true], second, Found.TRUE, 3)
        row = checks.confirm_check(first, check_id=row.pk, version=row.version)
        by = office if row.item.verified_by_id == director.user_id else director
        checks.conclude_check(by, check_id=row.pk, version=row.version, reason=words.SO)


def _record(row: SpotCheck, who: Actor, found: Found, at: int) -> SpotCheck:
    looked_at, told, post, said = words.SEEN[at]
    knew = Knew.AGREES if found == Found.TRUE else Knew.DIFFERS
    facts = CheckFacts(
        checked_on=clock.today() - dt.timedelta(days=5 - at), place=words.PLACES[at],
        looked_at=looked_at, found=found, found_words=told,
        asked=(Asked(post, 3, knew, said), Asked(words.OTHERS, 2, Knew.UNAWARE)),
    )  # fmt: skip
    return checks.record_check(who, check_id=row.pk, version=row.version, facts=facts)


def _letter(inspection: Inspection, office: Actor, kind: LetterKind) -> Letter:
    """About what is overdue, or what is due next."""
    owed = Item.objects.filter(inspection=inspection, owed_on__isnull=False).order_by("owed_on")
    ids = list(owed.filter(owed_on__lt=clock.today()).values_list("pk", flat=True))
    ground = Ground.OVERDUE if ids else Ground.OTHER
    ids = ids or list(owed[:4].values_list("pk", flat=True))
    return letters.draft_letter(
        office, inspection_id=inspection.pk, kind=kind, ground=ground, item_ids=ids
    )


def _issued(inspection: Inspection, office: Actor, director: Actor, kind: LetterKind) -> Letter:
    row = _letter(inspection, office, kind)
    row = letters.submit_letter(office, letter_id=row.pk, version=row.version)
    row = letters.approve_letter(director, letter_id=row.pk, version=row.version)
    return letters.issue_letter(office, letter_id=row.pk, version=row.version)


def _answered(inspection: Inspection, office: Actor, director: Actor, today: dt.date) -> None:
    unit = _who("liudu")
    with clock.at(today - dt.timedelta(days=22)):
        row = _issued(inspection, office, director, LetterKind.SUPERVISE)
    with clock.at(today - dt.timedelta(days=20)):
        row = answering.receive_letter(unit, letter_id=row.pk, version=row.version)
    with clock.at(today - dt.timedelta(days=16)):
        row = answering.answer_letter(
            unit, letter_id=row.pk, version=row.version, text=words.ANSWER
        )
    with clock.at(today - dt.timedelta(days=14)):
        answering.close_letter(office, letter_id=row.pk, version=row.version, reason=words.CLOSED)


def _unanswered(inspection: Inspection, office: Actor, director: Actor, today: dt.date) -> None:
    unit = _who("shuiqing")
    with clock.at(today - dt.timedelta(days=13)):
        row = _issued(inspection, office, director, LetterKind.SUPERVISE)
    with clock.at(today - dt.timedelta(days=9)):
        answering.receive_letter(unit, letter_id=row.pk, version=row.version)
