"""What is asked of each kind of post: the version in force, and the next one."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.inquiry.enums import PostKind
from xuncha.cycle.inquiry.models import TalkOutline
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.kernel.texts import paragraphs, words

_ALL = (
    "请介绍您的岗位职责和分管的工作。",
    "对落实上级决策部署，本单位做了哪些工作，还有哪些没有到位？",
    "对本单位的党风廉政和作风建设，您怎么看？",
    "对选人用人、干部管理，您有什么意见？",
    "您认为本单位最需要解决的问题是什么？",
)
DEFAULTS: dict[str, tuple[str, ...]] = {
    PostKind.HEAD: (
        "请介绍履行第一责任人职责的情况。",
        "重大事项是怎样集体讨论决定的，近三年有过哪些不同意见？",
        "对上一次巡察和审计指出的问题，是怎样组织整改的？", *_ALL[1:],
    ),
    PostKind.BODY: (*_ALL, "分管领域有哪些资金、项目、审批，是怎样管的？"),
    PostKind.MIDDLE: (*_ALL, "经费、采购、合同在您这里怎样办理？"),
    PostKind.STAFF: (*_ALL[1:], "您对班子和主要负责人有什么意见建议？"),
    PostKind.VILLAGE: (
        "“四议两公开”是怎样开的，最近一次议了什么？", "集体资金、资产、资源是怎样管的？",
        "惠民补贴是怎样评定和公示的？", "群众反映最多的是什么事？",
    ),
    PostKind.MASSES: (
        "村里（单位）的事，您是从哪里知道的？", "办事方便吗，有没有难办、拖着不办的事？",
        "您最希望解决的是什么事？",
    ),
    PostKind.SERVED: (
        "您来这里办过什么事，跑了几次？", "办事的人态度怎样，有没有额外的要求？",
        "您有什么意见建议？",
    ),
}  # fmt: skip
"""What the house brings along; versions of the office take their place."""


def outline_on(post_kind: str, day: dt.date) -> TalkOutline | None:
    """The office's version in force on a day, if it made one."""
    rows = TalkOutline.objects.filter(post_kind=post_kind, effective_on__lte=day)
    return rows.order_by("-effective_on", "-number").first()


def questions_on(post_kind: str, day: dt.date) -> list[str]:
    """The questions for a kind of post on a day: the office's, else the house's own."""
    row = outline_on(post_kind, day)
    return row.lines() if row else list(DEFAULTS.get(post_kind, _ALL))


@service
def set_outline(
    actor: Actor, *, post_kind: str, effective_on: dt.date, questions: str, note: str
) -> TalkOutline:
    """The next version for a kind of post. Talks already begun keep theirs."""
    rows = TalkOutline.objects.filter(post_kind=post_kind).order_by("-number")
    last = rows.first()
    row = TalkOutline(
        post_kind=post_kind, number=last.number + 1 if last else 1, effective_on=effective_on,
        questions=paragraphs(questions), note=note.strip()[:200], made_by_id=actor.user_id,
        made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    words(row.questions, 6000, "questions", "请填写提纲，一行一问。")
    if effective_on < clock.today():
        raise Invalid("启用日期不能早于今天。", field="effective_on")
    row.save(force_insert=True)
    record(actor, "inquiry.outline.made", row, number=row.number, effective=str(effective_on))
    return row
