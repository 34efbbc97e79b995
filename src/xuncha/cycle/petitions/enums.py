"""Choices of letters, calls and visits."""

from django.db import models


class Way(models.TextChoices):
    LETTER = "letter", "来信"
    CALL = "call", "来电"
    VISIT = "visit", "来访"
    BOX = "box", "意见箱、网络"


class CameFrom(models.TextChoices):
    OWN = "own", "本组收到"
    SUPERIOR = "superior", "上级交办、转来"
    OTHER = "other", "其他机关转来"


class Category(models.TextChoices):
    POLITICAL = "political", "政治纪律"
    ORGANISATION = "organisation", "组织纪律"
    INTEGRITY = "integrity", "廉洁纪律"
    MASSES = "masses", "群众纪律"
    WORK = "work", "工作纪律"
    LIFE = "life", "生活纪律"
    LIVELIHOOD = "livelihood", "民生诉求"
    OTHER = "other", "其他"


class PetitionState(models.TextChoices):
    REGISTERED = "registered", "待受理"
    ACCEPTED = "accepted", "办理中"
    PASSED = "passed", "已转送"
    ANSWERED = "answered", "已办结"
    DECLINED = "declined", "不予受理"
    MERGED = "merged", "已并入"
    WITHDRAWN = "withdrawn", "已撤销登记"


OPEN_STATES = frozenset(
    {PetitionState.REGISTERED, PetitionState.ACCEPTED, PetitionState.PASSED}
)  # fmt: skip


class ClockKind(models.TextChoices):
    DECIDE = "decide", "受理或者转送"
    TELL = "tell", "告知受理"
    FINISH = "finish", "办结"
    TELL_RESULT = "tell_result", "反馈结果"


class RequestState(models.TextChoices):
    ASKED = "asked", "待决定"
    GRANTED = "granted", "已同意"
    REFUSED = "refused", "未同意"
    ENDED = "ended", "已收回"


NAME, CONTACT, ADDRESS = "name", "contact", "address"
SOURCE_FIELDS = {NAME: "姓名", CONTACT: "联系方式", ADDRESS: "单位或住址"}
