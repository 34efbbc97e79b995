"""Reading oversight: always through the doors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from xuncha.cycle.oversight.bands import Bands
from xuncha.cycle.oversight.enums import COLOURS, OPEN_CHECKS, AlertLevel, Found, Knew
from xuncha.cycle.oversight.models import (
    AlertStep,
    Charge,
    CheckAsked,
    CheckFile,
    Draw,
    Letter,
    LetterAnswer,
    LetterItem,
    OversightRules,
    OversightStep,
    SpotCheck,
)
from xuncha.cycle.oversight.population import Repeated, repeat
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.models.items import STANDING_PROOF
from xuncha.cycle.rectification.selectors import overdue
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor

WAITING = Q(state__in=sorted(OPEN_CHECKS))
"""Checks that still wait for somebody."""


def list_rules(actor: Actor) -> QuerySet[OversightRules]:
    """All versions, latest first."""
    rows = OversightRules.objects.select_related("made_by")
    return access.visible(actor, rows).order_by("-number")


def list_draws(actor: Actor) -> QuerySet[Draw]:
    """Draws in sight, without their populations; how many of their checks are open."""
    rows = Draw.objects.defer("population").select_related(
        "round", "inspection__organisation", "drawn_by"
    )
    left = Count("checks", filter=Q(checks__state__in=sorted(OPEN_CHECKS)))
    return access.visible(actor, rows).annotate(left=left)


def get_draw(actor: Actor, draw_id: int) -> Draw:
    """One draw with its population."""
    related = ("round__term", "inspection__organisation", "drawn_by")
    return access.get_or_404(actor, Draw, related=related, pk=draw_id)


def list_checks(actor: Actor) -> QuerySet[SpotCheck]:
    """Checks in sight, with what a list shows."""
    rows = SpotCheck.objects.select_related(
        "draw", "item", "inspection__organisation", "inspection__round", "first", "second"
    ).defer("draw__population")
    return access.visible(actor, rows)


def get_check(actor: Actor, check_id: int) -> SpotCheck:
    """One check with what it is about. Whoever was given it reads the item's own words here, also
    where he sees no other item of that unit."""
    rows = SpotCheck.objects.select_related(
        "draw", "item__finding", "inspection__organisation", "inspection__round", "first",
        "second", "recorded_by", "confirmed_by", "concluded_by",
    ).defer("draw__population")  # fmt: skip
    return access.get_or_404(actor, rows, pk=check_id)


def words_of(row: SpotCheck) -> dict[str, Any]:
    """What the unit promised, said and showed for the check's item."""
    item = row.item
    return {
        "measures": list(item.measures.order_by("number").values_list("text", flat=True)),
        "progress": item.progress.order_by("-pk").first(),
        "proofs": list(
            item.proofs.filter(STANDING_PROOF).order_by("pk")
            .values_list("title", "proves")
        ),
    }  # fmt: skip


def asked_of(actor: Actor, row: SpotCheck) -> QuerySet[CheckAsked]:
    """Whom the checkers asked."""
    return access.visible(actor, CheckAsked.objects.filter(check_row=row)).order_by("pk")


def against(row: SpotCheck, asked: Sequence[CheckAsked]) -> str:
    """ "" or what speaks against a check that found everything true: people asked on the spot who
    knew nothing of it or said otherwise."""
    if row.found != Found.TRUE:
        return ""
    total = sum(one.number for one in asked)
    unaware = sum(one.number for one in asked if one.knew == Knew.UNAWARE)
    differing = sum(one.number for one in asked if one.knew == Knew.DIFFERS)
    told = [
        words
        for number, words in (
            (unaware, f"{unaware} 人不知道这件事"), (differing, f"{differing} 人说法不一致")
        )
        if number
    ]  # fmt: skip
    if not told:
        return ""
    return f"结论是属实，但是问到的 {total} 人里{'、'.join(told)}，请看查到的情况有没有说明为什么。"


def files_of(actor: Actor, row: SpotCheck) -> QuerySet[CheckFile]:
    """What was brought back from the spot."""
    rows = CheckFile.objects.filter(check_row=row).select_related("file")
    return access.visible(actor, rows).order_by("pk")


def steps_of(actor: Actor, row: SpotCheck) -> QuerySet[OversightStep]:
    """What happened to a check, latest first."""
    return access.visible(actor, OversightStep.objects.filter(check_row=row)).order_by("-pk")


def repeated(draw: Draw) -> Repeated:
    """The draw done again by the system, over all its items, whoever asks."""
    rows: Sequence[int] = list(
        access.visible(SYSTEM, SpotCheck.objects.filter(draw=draw))
        .order_by("number")
        .values_list("item_id", flat=True)
    )
    return repeat(draw, rows)


def list_alerted(actor: Actor, bands: Bands) -> QuerySet[Item]:
    """Items in sight that stand on a step of alert."""
    rows = Item.objects.select_related("organisation", "round", "inspection")
    return access.visible(actor, rows).filter(bands.any)


def overdue_ids(actor: Actor, inspection_id: int) -> list[int]:
    """Items of an inspection in sight that are past their day."""
    rows = access.visible(actor, Item).filter(inspection_id=inspection_id)
    return list(rows.filter(overdue(clock.today())).order_by("pk").values_list("pk", flat=True))


def alert_history(actor: Actor, inspection_id: int) -> list[dict[str, Any]]:
    """On which days how many items of an inspection came to which step, latest first."""
    rows: Any = access.visible(actor, AlertStep).filter(inspection_id=inspection_id)
    told = rows.values("on", "level").annotate(number=Count("pk")).order_by("-on", "-level")
    return [
        {"on": one["on"], "label": AlertLevel(one["level"]).label,
         "colour": COLOURS[AlertLevel(one["level"])], "number": one["number"]}
        for one in told[:60]
    ]  # fmt: skip


def charges_of(actor: Actor, organisation_id: int) -> list[Charge]:
    """Who is and was in charge of a unit, latest first."""
    rows = Charge.objects.filter(organisation_id=organisation_id).select_related("leader")
    return list(access.visible(actor, rows).order_by("-from_on", "-pk")[:20])


def list_letters(actor: Actor) -> QuerySet[Letter]:
    """Letters in sight, with the number of items that each is about."""
    rows = Letter.objects.select_related("inspection__organisation", "inspection__round")
    return access.visible(actor, rows).annotate(items_number=Count("about"))


def get_letter(actor: Actor, letter_id: int) -> Letter:
    """One letter with its people."""
    related = (
        "inspection__organisation", "inspection__round__term", "previous", "drafted_by",
        "approved_by",
    )  # fmt: skip
    return access.get_or_404(actor, Letter, related=related, pk=letter_id)


def items_of(actor: Actor, row: Letter) -> QuerySet[LetterItem]:
    """The items that a letter is about."""
    rows = LetterItem.objects.filter(letter=row).select_related("item")
    return access.visible(actor, rows).order_by("item_id")


def answers_of(actor: Actor, row: Letter) -> QuerySet[LetterAnswer]:
    """What the unit answered, latest first, with its files."""
    rows = LetterAnswer.objects.filter(letter=row).select_related("by")
    return access.visible(actor, rows).prefetch_related("files__file").order_by("-number")


def letter_steps(actor: Actor, row: Letter) -> QuerySet[OversightStep]:
    """What happened to a letter as far as this reader may know, latest first."""
    return access.visible(actor, OversightStep.objects.filter(letter=row)).order_by("-pk")


def followers_of(actor: Actor, row: Letter) -> QuerySet[Letter]:
    """The letters that followed upon this one."""
    return access.visible(actor, Letter.objects.filter(previous=row)).order_by("pk")
