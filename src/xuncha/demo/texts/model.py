"""What the demo world consists of: plain records, no database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Organisation:
    """One Party organisation. ``tags`` say which phrases fit it; ``field`` its line of business."""

    code: str
    name: str
    short_name: str
    kind: str  # a value of directory.enums.OrganisationKind
    parent: str | None
    field: str
    county: int
    established_on: dt.date


@dataclass(frozen=True, slots=True)
class Round:
    """One round; ``status`` is finished, rectifying, field or planned."""

    number: int
    name: str
    start_on: dt.date
    end_on: dt.date
    status: str
    county: int


@dataclass(frozen=True, slots=True)
class Team:
    """One team of a round. People stand by post and surname only."""

    round_number: int
    number: int
    name: str
    leader: str
    deputies: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """One organisation in one round in one way; ``stage`` is a value of planning.enums.Stage."""

    round_number: int
    organisation: str
    kind: str  # a value of planning.enums.InspectionKind
    topic: str
    stage: str
    team_name: str
    entered_on: dt.date | None
    left_on: dt.date | None
    feedback_on: dt.date | None
    rectify_until_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof by name. ``content_id`` is the same where the very same file stands behind it;
    ``has_file`` marks those whose text ``papers.proof_text`` should be stored."""

    title: str
    effective_on: dt.date
    proves: str
    content_id: str
    has_file: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """What the unit reported on a day."""

    text: str
    reported_on: dt.date
    recovered_yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an item's life: action of the state table, the day, the reason, who (a role)."""

    action: str
    on: dt.date
    reason: str
    role: str


@dataclass(frozen=True, slots=True)
class Extension:
    """A request to move the due date; ``state`` asked, granted or refused. With ``reopening``
    nobody asked: the office gave the date when it opened the item again."""

    from_on: dt.date
    to_on: dt.date
    reason: str
    asked_on: dt.date
    state: str
    decided_on: dt.date | None
    decision: str
    reopening: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One 具体问题 with all that was promised, done and shown. ``label`` is the rule code of a
    planted doubt, "" for an honest one. ``proof_words`` is the proof cell of a ledger."""

    number: str
    problem: str
    category: str
    lead: str
    responsible_unit: str
    due_on: dt.date
    original_due_on: dt.date
    due_words: str
    is_long_term: bool
    amount_due_yuan: Decimal | None
    satisfaction: str
    remark: str
    state: str  # a value of rectification.enums.ItemState
    claimed_on: dt.date | None
    done_on: dt.date | None
    verified_on: dt.date | None
    sustained_on: dt.date | None
    measures: tuple[str, ...]
    progress: tuple[Progress, ...]
    proofs: tuple[Proof, ...]
    proof_words: str
    steps: tuple[Step, ...]
    extension: Extension | None
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding with its items. ``label`` is R01 where it was planted without an item."""

    number: str
    text: str
    leaf: str
    nature: str
    source: str
    is_key: bool
    severity: str
    responsibility: str
    is_historic: bool
    is_repeated: bool
    amount_yuan: Decimal | None
    state: str  # a value of findings.enums.FindingState
    items: tuple[Item, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All inspections of one organisation with what was found, in the order of the rounds."""

    organisation: Organisation
    inspections: tuple[tuple[Inspection, tuple[Finding, ...]], ...]
