"""Documents asked for: the team asks, the unit hands in, the team takes and gives back."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.fieldwork.models import DocumentRequest, LineFile, PaperMove, RequestLine
from xuncha.cycle.fieldwork.policies.common import ALL, FieldPolicy, own_unit, team_act
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import Act

_SEES = ALL | dict.fromkeys(sorted(UNIT), "送达本单位的")


class _Sent(FieldPolicy):
    """The unit sees its own from the moment at which they were sent."""

    sees = _SEES
    request = ""

    def beside(self, actor: Actor) -> Q:
        return own_unit(actor, Q(**{f"{self.request}sent_at__isnull": False}), self.path)


@access.register(DocumentRequest)
class DocumentRequestPolicy(_Sent):
    acts = {
        "create": team_act("拟调阅清单"),
        "change": team_act("修改调阅清单"),
        "send": team_act("送达调阅清单"),
        "put_off": team_act("推后交件期限"),
        "close": team_act("办结调阅清单"),
        "reopen": team_act("重新办理调阅清单"),
        "withdraw": team_act("撤回调阅清单"),
        "print": team_act("打印调阅清单"),
        "export": team_act("导出调阅材料"),
    }


@access.register(RequestLine)
class RequestLinePolicy(_Sent):
    acts = {
        "hand": Act("交件", UNIT),
        "say_none": Act("说明没有这件材料", UNIT),
        "insist": team_act("要求仍须提供"),
        "refuse": team_act("退回补正材料"),
        "take_part": team_act("部分签收材料"),
        "take": team_act("签收材料"),
        "give_part": team_act("部分退还材料"),
        "give_back": team_act("退还材料"),
        "drop": team_act("注明不再需要"),
    }
    request = "request__"


@access.register(PaperMove)
class PaperMovePolicy(_Sent):
    """Goes with its line."""

    path = "line__inspection"
    request = "line__request__"


@access.register(LineFile)
class LineFilePolicy(_Sent):
    """Goes with its line."""

    path = "line__inspection"
    request = "line__request__"
