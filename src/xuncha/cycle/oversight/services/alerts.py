"""Stepping up: once a day the system looks who has come to the next step, and tells the right
persons, once a step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from xuncha.cycle.oversight.bands import Bands, bands_on
from xuncha.cycle.oversight.enums import AlertLevel
from xuncha.cycle.oversight.models import AlertStep
from xuncha.cycle.oversight.telling import tell_alerts
from xuncha.cycle.rectification.models import Item
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Refused

_BATCH = 400


@service
def step_up(actor: Actor) -> int:
    """Note every item that stands on a step for the first time with its present due date, and tell
    whoever that step concerns. For the system, once a day; done twice it tells nobody twice, and of
    two that do it at once one leaves it to the other. Gives the number of steps."""
    if not actor.is_system:
        raise Refused("预警由系统每天自动进行。")
    bands = bands_on(clock.today())
    fresh = [one for level in AlertLevel for one in _fresh(bands, level)]
    if not fresh:
        return 0
    try:
        with transaction.atomic():
            AlertStep.objects.bulk_create(fresh, batch_size=_BATCH)
    except IntegrityError:
        return 0
    counted = Counter((one.inspection_id, AlertLevel(one.level)) for one in fresh)
    tell_alerts(actor, counted)
    counts = Counter(str(one.level) for one in fresh)
    record(actor, "oversight.alerts.stepped_up", rules=bands.rules_version, counts=dict(counts))
    return len(fresh)


def _fresh(bands: Bands, level: AlertLevel) -> Iterable[AlertStep]:
    known = AlertStep.objects.filter(item=OuterRef("pk"), level=level, owed_on=OuterRef("owed_on"))
    rows = Item.objects.filter(bands.where(level)).filter(~Exists(known)).order_by("pk")
    for pk, inspection_id, owed_on in rows.values_list("pk", "inspection_id", "owed_on"):
        assert owed_on is not None
        yield AlertStep(
            item_id=pk, inspection_id=inspection_id, level=level, owed_on=owed_on,
            workdays=bands.workdays(owed_on), on=bands.today, rules_version=bands.rules_version,
            is_provisional=bands.is_provisional,
        )  # fmt: skip
