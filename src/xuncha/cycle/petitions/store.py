"""Sources as one of the sealed stores: which of them a person should hold keys of."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncha.cycle.petitions import sealing
from xuncha.cycle.petitions.models import Custodian, PetitionSource, SourceKey
from xuncha.cycle.petitions.people import may_hold_key
from xuncha.cycle.petitions.services.keeping_keys import kept_by
from xuncha.foundation.accounts.models import User
from xuncha.foundation.holders.models import Keyholder
from xuncha.foundation.holders.stores import Store, add_store


def _open_to(user_id: int) -> QuerySet[PetitionSource]:
    user = User.objects.get(pk=user_id)
    rows = kept_by(user_id)
    tasks = rows.values_list("petition__inspection", flat=True).distinct()
    allowed = [one for one in tasks if may_hold_key(user, one)]
    return rows.filter(petition__inspection__in=allowed, key="")


def _on_key(holder: Keyholder) -> None:
    """A custodian made his key: what an older version left under the site's key becomes his."""
    kept = Custodian.objects.filter(user=holder.user_id, ended_at__isnull=True)
    rows = PetitionSource.objects.filter(petition__inspection__in=kept.values("inspection"))
    sealing.take_over(rows)


add_store(Store("信访来源", SourceKey, "source", _open_to, on_key=_on_key))
