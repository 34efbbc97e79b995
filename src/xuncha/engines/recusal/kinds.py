"""The words of the engine: grounds of a recusal, degrees of kinship, places in a team."""

from __future__ import annotations

from enum import StrEnum


class Ground(StrEnum):
    """Why somebody must keep away. The first kinds are those of the rules on recusal (任职、亲属、
    地域、公务); the others come from the work itself."""

    HOME = "home"
    POST = "post"
    KIN = "kin"
    NATIVE = "native"
    BUSINESS = "business"
    DECLARED = "declared"
    EARLIER = "earlier"
    LED = "led"
    OTHER = "other"
    STANDING = "standing"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Ground.HOME: "本单位回避",
    Ground.POST: "任职回避",
    Ground.KIN: "亲属回避",
    Ground.NATIVE: "地域回避",
    Ground.BUSINESS: "公务回避",
    Ground.DECLARED: "声明回避",
    Ground.EARLIER: "曾经巡察",
    Ground.LED: "组长不重复",
    Ground.OTHER: "其他回避",
    Ground.STANDING: "已认定的回避",
}


class Degree(StrEnum):
    """How near a relative is, as the rules on civil servants' recusal name it; ``FURTHER`` is
    everybody else that a word may mean, also a word that nobody could make out."""

    SPOUSE = "spouse"
    DIRECT = "direct"
    COLLATERAL = "collateral"
    IN_LAW = "in_law"
    FURTHER = "further"

    @property
    def label(self) -> str:
        return _DEGREES[self]


_DEGREES = {
    Degree.SPOUSE: "夫妻",
    Degree.DIRECT: "直系血亲",
    Degree.COLLATERAL: "三代以内旁系血亲",
    Degree.IN_LAW: "近姻亲",
    Degree.FURTHER: "其他亲属",
}


class Role(StrEnum):
    """Places in a team; the last is for whoever has none yet and is judged as a member."""

    LEADER = "leader"
    DEPUTY = "deputy"
    SECOND_DEPUTY = "second_deputy"
    LIAISON = "liaison"
    MEMBER = "member"

    @property
    def leads(self) -> bool:
        """Whether the stricter rules for leaders and deputies hold."""
        return self in {Role.LEADER, Role.DEPUTY, Role.SECOND_DEPUTY}
