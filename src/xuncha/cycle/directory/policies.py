"""Who may know of which organisations."""

from django.db.models import Q

from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.cycle.directory.roles import OFFICE, PARTNER, READERS, UNIT
from xuncha.foundation import access
from xuncha.foundation.accounts.roles import SECURITY, SYSADMIN
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy


@access.register(Organisation)
class OrganisationPolicy(RolePolicy):
    """The directory is open to the office, leaders and partners; a unit sees itself."""

    sees = dict.fromkeys(sorted(READERS | {PARTNER}), "全部党组织") | dict.fromkeys(
        sorted(UNIT), "本单位"
    )
    acts = {
        "create": Act("登记党组织", OFFICE),
        "change": Act("修改党组织", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*READERS, PARTNER):
            return EVERYTHING
        return Q(pk=actor.unit_id) if actor.has(*UNIT) and actor.unit_id else NOTHING


@access.register(Membership)
class MembershipPolicy(RolePolicy):
    """Seats go with accounts: administrators see them; which unit is no business content."""

    sees = {SYSADMIN: "全部任职", SECURITY: "全部任职"}
    acts = {"change": Act("变更任职单位", frozenset({SYSADMIN}))}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(SYSADMIN, SECURITY):
            return EVERYTHING
        return Q(user_id=actor.user_id) if actor.user_id else NOTHING
