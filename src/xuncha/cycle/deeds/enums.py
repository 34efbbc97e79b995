"""Choices of deeds."""

from django.db import models


class Heard(models.TextChoices):
    """Where people were listened to; never who spoke."""

    YARD = "yard", "院坝夜话"
    NIGHT = "night", "夜访"
    VISIT = "visit", "入户走访"
    MEETING = "meeting", "座谈"
    CODE = "code", "码上巡察"
    LETTER = "letter", "来信来电来访"
    SURVEY = "survey", "问卷"
    FINDING = "finding", "巡察中发现"


class DeedKind(models.TextChoices):
    WATER = "water", "饮水供水"
    ROAD = "road", "道路、生产路"
    LAMP = "lamp", "路灯"
    RAIL = "rail", "池塘护栏"
    WASTE = "waste", "垃圾、污水"
    RIVER = "river", "河道"
    RENT = "rent", "拖欠、承包费"
    SUBSIDY = "subsidy", "补贴错漏"
    CARE = "care", "低保、特困"
    FUNDS = "funds", "集体资金去向"
    SIGNAL = "signal", "有线电视、网络"
    SLUICE = "sluice", "水利涵闸"
    LAND = "land", "撂荒地"
    PAPERS = "papers", "房产证等办证难"
    OTHER = "other", "其他"


class DeedState(models.TextChoices):
    REGISTERED = "registered", "实事已登记"
    VERIFIED = "verified", "实事已核实"
    CLAIMED = "claimed", "已认领"
    DOING = "doing", "实事办理中"
    DONE = "done", "办结待回访"
    SATISFIED = "satisfied", "回访满意"
    UNSATISFIED = "unsatisfied", "回访不满意"
    DROPPED = "dropped", "不列实事"


OPEN = frozenset({DeedState.VERIFIED, DeedState.CLAIMED, DeedState.DOING, DeedState.UNSATISFIED})
"""States in which somebody owes the deed."""


class Ledger(models.TextChoices):
    """The five ledgers: one table, told apart by where a deed is."""

    OPENED = "opened", "建账"
    MATCHED = "matched", "对账"
    CHECKED = "checked", "查账"
    CLOSED = "closed", "销账"
    HANDED = "handed", "交账"


STATES_OF = {
    Ledger.OPENED: (DeedState.REGISTERED, DeedState.VERIFIED),
    Ledger.MATCHED: (DeedState.CLAIMED,),
    Ledger.CHECKED: (DeedState.DOING, DeedState.UNSATISFIED),
    Ledger.CLOSED: (DeedState.DONE,),
    Ledger.HANDED: (DeedState.SATISFIED,),
}
MEANING = {
    Ledger.OPENED: "听到的事登记、核实",
    Ledger.MATCHED: "责任单位认领，说好做到什么、什么时候做到",
    Ledger.CHECKED: "正在办，回访不满意的重办",
    Ledger.CLOSED: "办完了，等住户回访",
    Ledger.HANDED: "住户满意，向群众交账",
}


class When(models.TextChoices):
    BEFORE = "before", "办理前"
    AFTER = "after", "办理后"
