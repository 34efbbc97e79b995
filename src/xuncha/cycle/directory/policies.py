"""Who may know of which organisations."""

from django.db.models import Q

from xuncha.cycle.directory.models import (
    Contact,
    DirectoryImport,
    FormerName,
    FormerParent,
    Membership,
    Organisation,
    Succession,
)
from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, PARTNER, READERS, UNIT
from xuncha.foundation import access
from xuncha.foundation.accounts.roles import SECURITY, SYSADMIN
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_ALL_READ = READERS | {PARTNER}


def _all_and_own(what: str) -> dict[str, str]:
    return dict.fromkeys(sorted(_ALL_READ), f"全部{what}") | dict.fromkeys(
        sorted(UNIT), f"本单位{what}"
    )


@access.register(Organisation)
class OrganisationPolicy(RolePolicy):
    """The directory is open to the office, leaders and partners; a unit sees itself."""

    sees = (
        dict.fromkeys(sorted(READERS | {PARTNER}), "全部党组织")
        | dict.fromkeys(sorted(UNIT), "本单位")
        | {INSPECTOR: "获授权巡察的"}
    )
    acts = {
        "create": Act("登记党组织", OFFICE),
        "rename": Act("党组织更名", OFFICE),
        "move": Act("调整党组织隶属", OFFICE),
        "merge": Act("合并党组织", OFFICE),
        "split": Act("分设党组织", OFFICE),
        "dissolve": Act("撤销党组织", OFFICE),
        "correct": Act("更正党组织登记", OFFICE),
        "export": Act("导出党组织名录", READERS),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*_ALL_READ):
            return EVERYTHING
        if actor.has(*UNIT) and actor.unit_id:
            return Q(pk=actor.unit_id)
        if not actor.grants:
            return NOTHING
        opened = Organisation.objects.filter(inspections__in=actor.grants - actor.recusals)
        return Q(pk__in=opened.values("pk"))


class _OfOrganisation(RolePolicy):
    """What hangs on an organisation is seen by whoever sees that."""

    readers = _ALL_READ

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*self.readers):
            return EVERYTHING
        own = actor.has(*UNIT) and actor.unit_id
        return Q(organisation_id=actor.unit_id) if own else NOTHING


@access.register(FormerName)
class FormerNamePolicy(_OfOrganisation):
    sees = _all_and_own("曾用名")


@access.register(FormerParent)
class FormerParentPolicy(_OfOrganisation):
    sees = _all_and_own("原隶属")


@access.register(Succession)
class SuccessionPolicy(RolePolicy):
    """Mergers and splits are facts of the record; a unit sees those that it had a part in."""

    sees = _all_and_own("承继关系")

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*_ALL_READ):
            return EVERYTHING
        if not (actor.has(*UNIT) and actor.unit_id):
            return NOTHING
        return Q(predecessor_id=actor.unit_id) | Q(successor_id=actor.unit_id)


@access.register(Contact)
class ContactPolicy(_OfOrganisation):
    """Names and phones: for the office, leaders, and the unit itself."""

    readers = READERS
    sees = dict.fromkeys(sorted(READERS), "全部单位联系人") | dict.fromkeys(
        sorted(UNIT), "本单位联系人"
    )
    acts = {"change": Act("登记单位联系人", OFFICE)}


@access.register(DirectoryImport)
class DirectoryImportPolicy(RolePolicy):
    sees = dict.fromkeys(sorted(OFFICE), "全部名录导入批次")
    acts = {
        "bring": Act("导入党组织名录", OFFICE),
        "change": Act("调整名录的列对应", OFFICE),
        "take": Act("确认导入名录", OFFICE),
        "drop": Act("放弃导入名录", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*OFFICE) else NOTHING


@access.register(Membership)
class MembershipPolicy(RolePolicy):
    """Seats go with accounts: administrators see them; which unit is no business content."""

    sees = {SYSADMIN: "全部任职", SECURITY: "全部任职"}
    acts = {"change": Act("变更任职单位", frozenset({SYSADMIN}))}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(SYSADMIN, SECURITY):
            return EVERYTHING
        return Q(user_id=actor.user_id) if actor.user_id else NOTHING
