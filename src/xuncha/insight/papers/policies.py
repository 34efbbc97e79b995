"""A printed paper goes with its record; templates are the director's."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from xuncha.cycle.directory.roles import BUSINESS, OFFICE_DIRECTOR, READERS
from xuncha.foundation import access
from xuncha.insight.papers import registry
from xuncha.insight.papers.allowing import may_print
from xuncha.insight.papers.models import PaperTemplate, PrintedPaper
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
