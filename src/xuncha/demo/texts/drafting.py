"""One 具体问题 under way to its record: problem, measures, facts and proofs in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from xuncha.demo.texts import common
from xuncha.demo.texts.life import Life
from xuncha.demo.texts.model import Item, Progress, Proof
from xuncha.demo.texts.phrasebook import Act, Issue, LeafPhrases
from xuncha.demo.texts.slots import Slots, words_of_sum


@dataclass(slots=True)
class Draft:
    """An item while it is written; ``doubts`` may spoil it before it becomes an ``Item``."""

    leaf: LeafPhrases
    issue: Issue
    slots: Slots
    life: Life
    problem: str
    bare: str
    """The problem in its shortest form, without how it came to light."""
    amount: Decimal | None
    key: str
    lead: str = ""
    responsible_unit: str = ""
    cores: list[str] = field(default_factory=list)
    """The measures without what stands before and behind."""
    measures: list[str] = field(default_factory=list)
    facts: list[tuple[dt.date, str]] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)
    proof_words: str = ""
    progress: list[tuple[dt.date, str, Decimal | None]] = field(default_factory=list)
    satisfaction: str = ""
    remark: str = ""
    label: str = ""
    telling: str = ""

    @property
    def rng(self) -> Random:
        return self.slots.rng


def new_draft(
    leaf: LeafPhrases, issue: Issue, slots: Slots, life: Life, key: str, *, systemic: bool
) -> Draft:
    """An honest draft: what was promised was done as far as ``life`` says."""
    rng, profile = slots.rng, slots.profile
    problem = issue.problem.render(slots, rng)
    if issue.amount and issue.amount not in issue.problem.slot_names():
        problem += f"，涉及{slots[issue.amount]}"
    amount = slots.sums.get(issue.amount) if issue.amount else None
    slots["got"] = words_of_sum(amount) if amount else ""
    slots["inst"] = rng.choice(common.INSTITUTIONS[leaf.sort])
    slots["by"] = f"{life.due_on.month}月"
    slots.on(life.begun_on, with_year=False)
    bare = profile.mend(problem)
    draft = Draft(leaf, issue, slots, life, _in_full(bare, slots, rng) + "。", bare, amount, key)
    draft.lead = slots["vc"] + slots["w0"]
    draft.responsible_unit = slots["dp"] if "village" not in profile.tags else profile.fixed["u"]
    _write_acts(draft, _acts(leaf, issue, rng, systemic=systemic))
    _report(draft)
    draft.remark = common.REMARKS[rng.randrange(len(common.REMARKS))].render(slots, rng)
    if life.is_done and leaf.sort in ("people", "works") and rng.random() < 0.4:
        draft.satisfaction = f"{rng.randint(86, 99)}%"
    return draft


def _in_full(bare: str, slots: Slots, rng: Random) -> str:
    """A problem with how it came to light and what made it worse, if somebody wrote it down."""
    draw, mend = rng.random(), slots.profile.mend
    before = mend(rng.choice(common.FOUND_BY).render(slots, rng)) if 0.3 < draw < 0.75 else ""
    behind = mend(rng.choice(common.ADDED).render(slots, rng)) if draw > 0.55 else ""
    return (before + bare + behind).replace("，，", "，")


def _acts(leaf: LeafPhrases, issue: Issue, rng: Random, *, systemic: bool) -> list[Act]:
    chosen = list(issue.acts)
    pool = common.acts(leaf.sort)
    draw = rng.random()
    extra = 0 if draw < 0.4 else 1 if draw < 0.8 else 2
    if systemic:
        chosen.append(pool[0])
        extra = max(0, extra - 1)
    return chosen + rng.sample(pool[1:] if systemic else pool, extra)


def _write_acts(draft: Draft, acts: Sequence[Act]) -> None:
    slots, rng, mend, life = draft.slots, draft.rng, draft.slots.profile.mend, draft.life
    days = life.days_of_work(len(acts), rng)
    for at, one in enumerate(acts):
        core = mend(one.measure.render(slots, rng))
        draft.cores.append(core)
        draft.measures.append(mend(_dressed(core, slots, rng)))
        if at >= len(days):
            continue
        slots.on(days[at], with_year=rng.random() < 0.3 or days[at].year != life.feedback_on.year)
        draft.facts.append((days[at], mend(one.fact.render(slots, rng))))
        for number, pattern in enumerate(one.proofs):
            if number and rng.random() < 0.35:
                continue
            title = mend(pattern.render(slots, rng))
            draft.proofs.append(
                Proof(title, days[at], core, f"{draft.key}-{at}-{number}", has_file=False)
            )


def _dressed(core: str, slots: Slots, rng: Random) -> str:
    """A measure as plans word it: by whom, until when, before it or behind it."""
    draw = rng.random()
    if core.startswith(("由", "对")) or slots["dc"] in core:
        return core
    if draw < 0.22:
        return rng.choice(common.LEADS).render(slots, rng) + core
    if draw < 0.62:
        return core + rng.choice(common.TAILS).render(slots, rng)
    return core


def _report(draft: Draft) -> None:
    """Progress in one to three reports: the first may tell of a beginning, the last tells all."""
    life, rng = draft.life, draft.rng
    if life.is_done:
        assert life.done_on is not None
        if len(draft.facts) > 1 and rng.random() < 0.4:
            day = draft.facts[0][0] + dt.timedelta(days=rng.randint(1, 5))
            if day < life.done_on:
                draft.progress.append((day, _unfinished(draft, 1), None))
        draft.progress.append((life.done_on, _finished(draft), draft.amount))
    elif life.state != "open":
        upto = len(draft.facts)
        day = draft.facts[-1][0] + dt.timedelta(days=rng.randint(0, 4)) if upto else life.begun_on
        draft.progress.append((min(day, life.today), _unfinished(draft, upto), None))


def _finished(draft: Draft) -> str:
    slots, rng, mend = draft.slots, draft.rng, draft.slots.profile.mend
    assert draft.life.done_on is not None
    opener = rng.choice(common.OPENERS).render(slots, rng)
    slots.on(draft.life.done_on, with_year=rng.random() < 0.2)
    closer = rng.choice(common.CLOSERS).render(slots, rng)
    parts = [fact for _, fact in draft.facts]
    if rng.random() < 0.8:  # how it went: what two honest reports never have in common
        draft.telling = mend(rng.choice(common.TELLING).render(slots, rng))
        parts.insert(rng.randint(1, len(parts)), draft.telling)
    if closer:
        parts.append(mend(closer))
    return mend(opener) + joined(parts, rng)


def joined(parts: Sequence[str], rng: Random) -> str:
    """Sentences in one of the ways in which people put them side by side."""
    draw = rng.random()
    if draw < 0.4 or len(parts) == 1:
        return "。".join(parts) + "。"
    if draw < 0.6:
        return "；".join(parts) + "。"
    if draw < 0.8:
        return "".join(f"{at}.{one}。" for at, one in enumerate(parts, 1))
    return "；".join(f"{'一二三四五六七'[at]}是{one}" for at, one in enumerate(parts)) + "。"


def _unfinished(draft: Draft, upto: int) -> str:
    slots, rng, mend = draft.slots, draft.rng, draft.slots.profile.mend
    slots["rest"] = draft.cores[min(upto, len(draft.cores) - 1)]
    slots["left"] = str(max(1, len(draft.cores) - upto))
    if not upto:
        slots.on(draft.life.begun_on, with_year=False)
        return mend(rng.choice(common.STARTED).render(slots, rng)) + "。"
    told = [fact for _, fact in draft.facts[:upto]]
    return "。".join(told) + "。" + mend(rng.choice(common.PENDING).render(slots, rng)) + "。"


def item(draft: Draft, number: str, category: str) -> Item:
    """The record of a draft."""
    life = draft.life
    return Item(
        number, draft.problem, category, draft.lead, draft.responsible_unit, life.due_on,
        life.original_due_on, life.due_words, life.is_long_term, draft.amount, draft.satisfaction,
        draft.remark, life.state, life.claimed_on, life.done_on, life.verified_on,
        life.sustained_on, tuple(draft.measures),
        tuple(Progress(text, day, sum_) for day, text, sum_ in draft.progress),
        tuple(draft.proofs), draft.proof_words or "；".join(one.title for one in draft.proofs),
        tuple(life.steps), life.extension, draft.label,
    )  # fmt: skip
