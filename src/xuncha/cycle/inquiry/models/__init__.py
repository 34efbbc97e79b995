"""The tables of talks, visits and questionnaires."""

from xuncha.cycle.inquiry.models.outlines import TalkOutline, TalkTarget
from xuncha.cycle.inquiry.models.steps import InquiryStep
from xuncha.cycle.inquiry.models.talks import Talk, TalkName, TalkVersion

__all__ = [
    "InquiryStep",
    "Talk",
    "TalkName",
    "TalkOutline",
    "TalkTarget",
    "TalkVersion",
]
