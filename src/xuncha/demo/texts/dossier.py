"""What was found in one organisation and what became of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from xuncha.cycle.taxonomy.data import NATURES, SOURCES, leaves
from xuncha.demo.texts import common, doubts
from xuncha.demo.texts.drafting import Draft, item, new_draft
from xuncha.demo.texts.life import extend, live
from xuncha.demo.texts.model import Finding, Inspection, Item, Step
from xuncha.demo.texts.phrasebook import Issue, LeafPhrases, book, fitting
from xuncha.demo.texts.profiles import Profile
from xuncha.demo.texts.slots import Slots

_UNIT_SIZE = (17.4, 3.4, 9, 26)
_VILLAGE_SIZE = (11.9, 3.6, 4, 22)
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_ANYBODY = frozenset({"unit", "village", "dept", "town"})
_SHARE = {"revisit": 0.55, "special": 0.6, "mobile": 0.4}


@dataclass(slots=True)
class Case:
    """One finding under way."""

    leaf: LeafPhrases
    text: str
    nature: str
    drafts: list[Draft]
    label: str = ""


class Author:
    """Writes the findings of one inspection of one organisation."""

    def __init__(
        self, profile: Profile, inspection: Inspection, seed: str, focus: str, *, gives: int | None
    ) -> None:
        self.focus = focus
        self.gives = gives
        self.profile = profile
        self.inspection = inspection
        self.seed = seed
        self.rng = Random(seed)
        self.village = "village" in profile.tags
        bad = self.rng.random() < 0.06
        self.quality = self.rng.uniform(0.80, 0.93) if bad else self.rng.uniform(0.97, 0.995)

    def cases(self) -> list[Case]:
        """All findings of the inspection, honest and planted, but for those copied from others."""
        chosen = self._leaves()
        found = [self._case(leaf, at) for at, leaf in enumerate(chosen, 1)]
        if self.inspection.feedback_on is None:
            return found
        drafts = [draft for one in found for draft in one.drafts]
        for draft in drafts:
            self._extend(draft)
            if code := doubts.draw(draft, self.rng):
                doubts.spoil(draft, code)
        if self.rng.random() < 0.16:
            doubts.reuse_proof(drafts, f"{self.seed}-one", self.rng)
        if len(found) > 6 and self.rng.random() < 0.11:
            self._leave_out(found)
        if self.gives is not None and (given := self._given(found)):
            doubts.mark(given[1], self.gives)
        return found

    def _given(self, found: Sequence[Case]) -> tuple[Case, Draft] | None:
        """The text that a neighbour takes over: of a finding whose leaf fits anybody."""
        for one in found:
            for draft in one.drafts:
                if _worth_copying(draft) and one.leaf.tags & _ANYBODY:
                    return one, draft
        return None

    def _leaves(self) -> list[LeafPhrases]:
        mean, spread, least, most = _VILLAGE_SIZE if self.village else _UNIT_SIZE
        share = _SHARE.get(self.inspection.kind, 1.0)
        if self.inspection.stage in ("planned", "preparing"):
            return []
        count = max(least, min(most, round(self.rng.gauss(mean, spread)))) * share
        if self.inspection.feedback_on is None:
            count = self.rng.randint(1, 4)
        pool = self._pool()
        count = max(round(count), 1)
        order = list(book())
        return sorted(
            (pool[at % len(pool)] for at in range(count)), key=lambda one: order.index(one.code)
        )

    def _pool(self) -> list[LeafPhrases]:
        """The leaves that fit, those first at which the round looked hardest: a round has a focus,
        and so its units share problems."""
        aim = Random(self.focus)
        rank = {code: aim.random() for code in book()}
        return sorted(
            fitting(self.profile.tags),
            key=lambda one: rank[one.code] + 0.5 * self.rng.random(),
        )

    def _case(self, leaf: LeafPhrases, number: int) -> Case:
        rng = Random(f"{self.seed}/{number}")
        draw = rng.random()
        nature = NATURES[0 if draw < 0.6 else 1 if draw < 0.88 else 2]
        entered = self.inspection.entered_on
        assert entered is not None
        slots = Slots(self.profile, leaf.ranges, entered, rng)
        at, issues = self._choice(leaf, rng)
        drafts: list[Draft] = []
        problems: list[str] = []
        for index, issue in enumerate(issues):
            own = slots if not index else slots.fresh(rng)
            key = f"{self.seed}/{number}-{index + 1}"
            draft = self._draft(leaf, issue, own, key, systemic=nature == NATURES[2] and not index)
            problems.append(draft.bare)
            drafts.append(draft)
        wording = leaf.findings[at][1]
        text = _finding_text(leaf, wording.render(slots, rng), problems, slots, rng)
        if self.inspection.feedback_on is None:
            drafts = []
        return Case(leaf, self.profile.mend(text), nature, drafts)

    def _choice(self, leaf: LeafPhrases, rng: Random) -> tuple[int, list[Issue]]:
        """A full wording and the issues under it; the n-th wording speaks of the n-th issue."""
        tags = self.profile.tags
        able = [at for at, (own, _) in enumerate(leaf.findings) if not own or own & tags]
        at = rng.choice(able)
        fit = leaf.issues_for(tags)
        first = leaf.issues[at] if at < len(leaf.issues) and leaf.issues[at] in fit else None
        others = [one for one in fit if one is not first]
        rng.shuffle(others)
        draw = rng.random()
        steps = (0.03, 0.33, 0.74) if len(fit) > 3 else (0.02, 0.22, 1.0)
        count = 1 + sum(draw >= one for one in steps)
        return at, ([first] if first else []) + others[: count - (1 if first else 0)]

    def _draft(
        self, leaf: LeafPhrases, issue: Issue, slots: Slots, key: str, *, systemic: bool
    ) -> Draft:
        inspection = self.inspection
        if inspection.feedback_on is None:
            day = inspection.entered_on
            assert day is not None
            inspection = replace(
                inspection, feedback_on=day, rectify_until_on=day + dt.timedelta(days=90),
                stage="plan_review",
            )  # fmt: skip
        life = live(inspection, self.quality, slots.rng)
        return new_draft(leaf, issue, slots, life, key, systemic=systemic)

    def _extend(self, draft: Draft) -> None:
        life, rng = draft.life, draft.rng
        late = not life.is_done and life.due_on < life.today
        late = late or (life.state == "returned" and life.due_on < life.today)
        if life.extension or life.state == "open" or rng.random() > (0.84 if late else 0.015):
            return
        reason = rng.choice(common.EXTENSION_REASONS).render(draft.slots, rng)
        extend(life, self.profile.mend(reason), rng.choice(common.EXTENSION_REFUSALS), rng)

    def _leave_out(self, found: list[Case]) -> None:
        """One finding that the unit's ledger does not speak of (R01)."""
        able = [one for one in found if not any(draft.label for draft in one.drafts)]
        if able:
            chosen = self.rng.choice(able)
            chosen.drafts, chosen.label = [], "R01"

    def copied(self, donor: Author, given: Sequence[Case]) -> list[Case]:
        """A finding of which the measures and reports are another unit's."""
        taken = donor._given(given)
        if taken is None:
            return []
        origin, theirs = taken
        case = self._like(origin, 90)
        mine = case.drafts[next(at for at, one in enumerate(origin.drafts) if one is theirs)]
        if mine.life.is_done:
            doubts.copy_texts(mine, theirs, donor.profile)
        return [case]

    def _like(self, one: Case, number: int) -> Case:
        """A finding of the same leaf and issues in this organisation."""
        rng = Random(f"{self.seed}/{number}")
        entered = self.inspection.entered_on
        assert entered is not None
        slots = Slots(self.profile, one.leaf.ranges, entered, rng)
        drafts = []
        for index, theirs in enumerate(one.drafts):
            own = slots if not index else slots.fresh(rng)
            key = f"{self.seed}/{number}-{index + 1}"
            drafts.append(self._draft(one.leaf, theirs.issue, own, key, systemic=False))
        head = rng.choice(one.leaf.heads).render(slots, rng)
        text = f"{head}。{_listed([draft.bare for draft in drafts])}"
        return Case(one.leaf, self.profile.mend(text), one.nature, drafts)


def _worth_copying(draft: Draft) -> bool:
    """Told at length and honestly: what a neighbour with the same problem would take over."""
    return draft.life.is_done and not draft.label and bool(draft.telling) and draft.amount is None


def _finding_text(
    leaf: LeafPhrases, told: str, problems: Sequence[str], slots: Slots, rng: Random
) -> str:
    """What the unit is told names every issue that its items will answer, with the same figures:
    the full wording and the issues that it leaves, or a head and the issues one by one."""
    head = rng.choice(leaf.heads).render(slots, rng)
    draw = rng.random()
    left = list(problems[1:] if _tells(told, problems[0]) else problems)
    if len(left) == len(problems) or (len(problems) > 1 and draw < 0.4):
        return f"{head}。{_listed(problems)}"
    begun = f"{head}。{told}" if draw > 0.7 else told
    if not left:
        return begun
    joint = rng.choice(("同时，", "此外，", "另查，", "走访还发现，"))
    return f"{begun}{joint}{'；'.join(left)}。"


def _listed(problems: Sequence[str]) -> str:
    if len(problems) == 1:
        return f"{problems[0]}。"
    return "；".join(f"{'一二三四'[at]}是{one}" for at, one in enumerate(problems)) + "。"


def _tells(told: str, problem: str) -> bool:
    """Whether the full wording speaks of the issue: they have their figures in common."""
    figures = set(_FIGURES.findall(problem))
    return bool(figures) and figures <= set(_FIGURES.findall(told))


def findings(cases: Sequence[Case], author: Author) -> tuple[Finding, ...]:
    """The records of an inspection; findings and items are numbered through."""
    found: list[Finding] = []
    before = 0
    for number, one in enumerate(cases, 1):
        found.append(_finding(one, number, before, author))
        before += len(one.drafts)
    return tuple(found)


def _finding(case: Case, number: int, before: int, author: Author) -> Finding:
    rng = Random(f"{author.seed}/{number}/tags")
    leaf = leaves()[case.leaf.code]
    items = tuple(
        _with_reasons(item(draft, str(before + at), leaf.name), draft)
        for at, draft in enumerate(case.drafts, 1)
    )
    sums = [one.amount_due_yuan for one in items if one.amount_due_yuan]
    level = "村" if author.village else "下级" if rng.random() < 0.25 else "本级"
    state = "fed_back" if author.inspection.feedback_on else rng.choice(("draft", "settled"))
    return Finding(
        str(number), case.text, leaf.code, case.nature, rng.choice(SOURCES), rng.random() < 0.18,
        "重点" if rng.random() < 0.2 else "一般", level, rng.random() < 0.12, leaf.focus == 4,
        sum(sums, Decimal(0)) if sums else None, state, items, case.label,
    )  # fmt: skip


def _with_reasons(one: Item, draft: Draft) -> Item:
    """Reasons of returns, in the words of the item."""
    if not any(step.action == "return" for step in one.steps):
        return one
    slots, rng = draft.slots, draft.rng
    slots["rest"] = draft.cores[0]
    reason = draft.slots.profile.mend(rng.choice(common.RETURN_REASONS).render(slots, rng))
    steps = tuple(
        Step(s.action, s.on, reason, s.role) if s.action == "return" else s for s in one.steps
    )
    return replace(one, steps=steps)
