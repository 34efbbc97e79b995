"""The tables of talks, visits and questionnaires."""

from xuncha.cycle.inquiry.models.outlines import TalkOutline, TalkTarget
from xuncha.cycle.inquiry.models.questionnaires import Question, Questionnaire, Sheet, SheetImport
from xuncha.cycle.inquiry.models.rules import InquiryRules
from xuncha.cycle.inquiry.models.steps import InquiryStep
from xuncha.cycle.inquiry.models.talks import Talk, TalkName, TalkVersion
from xuncha.cycle.inquiry.models.visits import (
    VillageHouseholds,
    Visit,
    VisitAsked,
    VisitFile,
    VisitPerson,
    VisitPoint,
)

__all__ = [
    "InquiryRules",
    "InquiryStep",
    "Question",
    "Questionnaire",
    "Sheet",
    "SheetImport",
    "Talk",
    "TalkName",
    "TalkOutline",
    "TalkTarget",
    "TalkVersion",
    "VillageHouseholds",
    "Visit",
    "VisitAsked",
    "VisitFile",
    "VisitPerson",
    "VisitPoint",
]
