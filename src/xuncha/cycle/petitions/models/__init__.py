"""The tables of letters, calls and visits."""

from xuncha.cycle.petitions.models.petitions import (
    Petition,
    PetitionClock,
    PetitionStep,
    TurnedAway,
)
from xuncha.cycle.petitions.models.rules import PetitionRules
from xuncha.cycle.petitions.models.sources import (
    Custodian,
    PetitionSource,
    SourceKey,
    SourceOpening,
    SourceRequest,
)

__all__ = [
    "Custodian",
    "Petition",
    "PetitionClock",
    "PetitionRules",
    "PetitionSource",
    "PetitionStep",
    "SourceKey",
    "SourceOpening",
    "SourceRequest",
    "TurnedAway",
]
