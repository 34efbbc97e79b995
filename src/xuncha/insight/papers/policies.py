"""A printed paper goes with its record; templates are the director's."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from xuncha.cycle.directory.roles import BUSINESS, OFFICE, OFFICE_DIRECTOR, READERS
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.conflicts import in_force, of_user
from xuncha.cycle.teams.models import Recusal
from xuncha.cycle.workpapers.models import PaperStep
from xuncha.foundation import access
from xuncha.insight.papers import registry
from xuncha.insight.papers.allowing import may_print
from xuncha.insight.papers.models import ArchiveRules, Dossier, PaperTemplate, PrintedPaper
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy


def _as_printing(actor: Actor, row: PrintedPaper) -> str:
    if row.printed_by_id != actor.user_id:
        return "打印的文书只有打印人自己能再打开；请从记录的页面自己打印一份。"
    kind = registry.kind_named(row.kind)
    record = access.visible(actor, kind.model).filter(pk=row.record_id).first()
    if record is None:
        return "这份文书的记录不在您的查看范围内。"
    return may_print(actor, kind, record).reason or kind.unless(record)


@access.register(PrintedPaper)
class PrintedPaperPolicy(RolePolicy):
    """Who sees the record sees that it was printed. The print says what its printer may read, so
    he alone opens it again, as long as he may print it at all."""

    sees = dict.fromkeys(sorted(BUSINESS), "看得到其记录的")
    acts = {"open": Act("再次打开自己打印的文书", BUSINESS, (_as_printing,))}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system:
            return EVERYTHING
        if not actor.has(*BUSINESS):
            return NOTHING
        seen = (
            Q(
                thing=model._meta.label_lower,
                record_id__in=access.visible(actor, model).order_by().values("pk"),
            )
            for model in registry.models()
        )
        return reduce(or_, seen, NOTHING)


@access.register(PaperTemplate)
class PaperTemplatePolicy(RolePolicy):
    """Whoever reads across may know the templates; the director puts them in place."""

    sees = dict.fromkeys(sorted(READERS), "全部")
    acts = {
        "create": Act("更换文书模板", frozenset({OFFICE_DIRECTOR})),
        "open": Act("下载文书模板", READERS),
    }

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING


def _own(actor: Actor, row: Dossier) -> str:
    own = row.asked_by_id == actor.user_id
    return "" if own else "案卷按生成人的查看范围生成，只有生成人能取；请自己生成一份。"


def _not_shut_since(actor: Actor, row: Dossier) -> str:
    """A package was made as its maker could read then: a recusal that came, began or changed later
    shuts it, as it shuts the records within."""
    if not Inspection.objects.filter(round=row.round_id, pk__in=actor.recusals).exists():
        return ""
    own = Recusal.objects.filter(of_user(actor.user_id or 0), in_force(clock.today()))
    later = Q(raised_at__gte=row.asked_at) | Q(steps__at__gte=row.asked_at)
    asked_on = row.asked_at.astimezone(clock.CHINA).date()
    if not own.filter(later | Q(since__gt=asked_on)).exists():
        return ""
    return "生成以后您对这一轮的有关巡察回避，这一份不能再取；请重新生成，新的不含回避的单位。"


def _nothing_handed_over_since(actor: Actor, row: Dossier) -> str:
    """A paper that became a clue leaves no word outside the clue store, so no package from before
    that opens either."""
    gone = PaperStep.objects.filter(
        action="hand_over", at__gte=row.asked_at, paper__inspection__round=row.round_id
    )
    return _OUT_OF_DATE if gone.exists() else ""


_OUT_OF_DATE = "生成以后这一轮有底稿已经移交，这一份不能再取；请重新生成。"


@access.register(Dossier)
class DossierPolicy(RolePolicy):
    """The office packs; that a round was packed its readers may know, the package is its maker's,
    because it holds what he may read."""

    sees = dict.fromkeys(sorted(READERS), "全部")
    acts = {
        "create": Act("生成案卷", OFFICE),
        "open": Act("取案卷包", OFFICE, (_own, _not_shut_since, _nothing_handed_over_since)),
    }

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING


@access.register(ArchiveRules)
class ArchiveRulesPolicy(RolePolicy):
    """Readers may know the periods; the director sets them."""

    sees = dict.fromkeys(sorted(READERS), "全部")
    acts = {"create": Act("调整归档规则", frozenset({OFFICE_DIRECTOR}))}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING
