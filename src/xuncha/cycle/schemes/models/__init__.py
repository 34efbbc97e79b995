"""Tables of rectification schemes."""

from xuncha.cycle.schemes.models.changes import ChangeRequest, SchemeImport
from xuncha.cycle.schemes.models.reviews import ReviewSeat, RowOpinion, SchemeReview
from xuncha.cycle.schemes.models.rules import SchemeRules
from xuncha.cycle.schemes.models.schemes import (
    Scheme,
    SchemeRow,
    SchemeStep,
    SchemeTie,
    SchemeVersion,
)

__all__ = [
    "ChangeRequest",
    "ReviewSeat",
    "RowOpinion",
    "Scheme",
    "SchemeImport",
    "SchemeReview",
    "SchemeRow",
    "SchemeRules",
    "SchemeStep",
    "SchemeTie",
    "SchemeVersion",
]
