"""Doubtful rectifications, planted on purpose, labelled with the rule that should ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from xuncha.demo.texts import common
from xuncha.demo.texts.drafting import Draft
from xuncha.demo.texts.life import move_silently
from xuncha.demo.texts.model import Proof
from xuncha.demo.texts.profiles import Profile
from xuncha.demo.texts.slots import words_of_sum

RATES = {"R03": 0.010, "R05": 0.009, "R06": 0.009, "R09": 0.040, "R10": 0.009, "R16": 0.009}
"""Share of the items that could carry the doubt (R09: of those with money to come back)."""
REUSED = (
    "整改前后对比照片.jpg",
    "整改情况说明.docx",
    "退款凭证.pdf",
    "现场核查照片.jpg",
    "整改佐证材料.pdf",
)


def draw(draft: Draft, rng: Random) -> str:
    """The rule under which this item becomes doubtful, "" for most."""
    life = draft.life
    if life.state in ("open", "working", "returned"):
        late = life.due_on < life.today and life.extension is None
        return "R17" if late else ""
    share = rng.random()
    for code, rate in RATES.items():
        if code == "R03" and draft.leaf.sort in ("study", "party"):
            continue
        if code in ("R03", "R10", "R16") and draft.amount:
            continue
        if code == "R09" and not draft.amount:
            continue
        if share < rate:
            return code
        share -= rate
    return ""


def spoil(draft: Draft, code: str) -> None:
    """Write the doubt into the draft."""
    draft.label = code
    {
        "R03": _only_meetings, "R05": _repeats, "R06": _no_proof, "R09": _short, "R10": _not_yet,
        "R16": _empty, "R17": _late,
    }[code](draft)  # fmt: skip


def _say(draft: Draft, text: str) -> None:
    """Replace the last report."""
    day, _, recovered = draft.progress[-1]
    draft.progress = [(day, text, recovered)]


def _only_meetings(draft: Draft) -> None:
    slots, rng, mend = draft.slots, draft.rng, draft.slots.profile.mend
    day = draft.life.begun_on
    slots.on(day, with_year=False)
    later = day + dt.timedelta(days=rng.randint(4, 9))
    slots["d2"] = f"{later.month}月{later.day}日"
    chosen = rng.sample(common.MEETING_MEASURES, rng.randint(2, 3))
    draft.measures = [mend(one.render(slots, rng)) for one in chosen]
    _say(draft, mend(rng.choice(common.MEETINGS).render(slots, rng)))
    draft.progress[-1] = (*draft.progress[-1][:2], None)
    draft.amount = None
    draft.proofs = [
        Proof("整改专题会议记录.pdf", day, draft.measures[0], f"{draft.key}-m1", has_file=False),
        Proof(f"整改通知（{slots['no']}）.pdf", later, draft.measures[-1], f"{draft.key}-m2",
              has_file=False),
    ]  # fmt: skip


def _repeats(draft: Draft) -> None:
    draft.slots["problem"] = draft.problem.rstrip("。")
    draft.measures = [draft.rng.choice(common.REPEATS).render(draft.slots, draft.rng)]


def _no_proof(draft: Draft) -> None:
    draft.proofs = []
    draft.proof_words = draft.rng.choice(common.NO_PROOF)


def _short(draft: Draft) -> None:
    """Less came back than was due, in the figures and in the words alike."""
    assert draft.amount is not None
    rng = draft.rng
    part = (draft.amount * Decimal(rng.randint(45, 88)) / 100).quantize(Decimal(10))
    if part >= draft.amount or part <= 0:
        part = draft.amount / 2
    told, got = words_of_sum(draft.amount), words_of_sum(part)
    day, text, _ = draft.progress[-1]
    draft.progress = [(day, text.replace(told, got), part)]


def _not_yet(draft: Draft) -> None:
    slots, rng = draft.slots, draft.rng
    slots.on(draft.life.begun_on, with_year=False)
    slots["m1"], slots["m2"] = draft.cores[0], draft.cores[-1]
    _say(draft, draft.slots.profile.mend(rng.choice(common.UNFINISHED).render(slots, rng)) + "。")
    draft.progress[-1] = (*draft.progress[-1][:2], None)


def _empty(draft: Draft) -> None:
    rng = draft.rng
    first, second = rng.sample(common.EMPTY_WORDS, 2)
    _say(draft, rng.choice(common.EMPTY_HEADS) + first + (second if rng.random() < 0.5 else ""))
    draft.progress[-1] = (*draft.progress[-1][:2], None)


def _late(draft: Draft) -> None:
    move_silently(draft.life, draft.rng)


def reuse_proof(drafts: Sequence[Draft], shared_key: str, rng: Random) -> None:
    """One file behind two to three items of different findings (R07)."""
    able = [one for one in drafts if one.life.is_done and not one.label and one.proofs]
    by_leaf = {one.leaf.code: one for one in able}
    if len(by_leaf) < 3:
        return
    title = rng.choice(REUSED)
    for draft in rng.sample(sorted(by_leaf.values(), key=lambda one: one.key), rng.randint(2, 3)):
        day = draft.proofs[-1].effective_on
        draft.proofs = [Proof(title, day, draft.cores[0], shared_key, has_file=False)]
        draft.label = "R07"


def mark(draft: Draft, which: int) -> None:
    """Give a text something of its own, so that whoever copies it can be told."""
    rng = draft.rng
    own = draft.slots.profile.mend(
        common.MARKED[which % len(common.MARKED)].render(draft.slots, rng)
    )
    day, told, recovered = draft.progress[-1]
    draft.progress[-1] = (day, f"{told}{own}。", recovered)


def copy_texts(draft: Draft, donor: Draft, theirs: Profile) -> None:
    """Take over measures and reports from another unit; nothing but the names is new (R04)."""
    ours = draft.slots.profile
    pairs = [(theirs.fixed["u"], ours.fixed["u"]), *zip(theirs.places, ours.places, strict=False)]

    def swapped(text: str) -> str:
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    draft.measures = [swapped(one) for one in donor.measures]
    draft.cores = [swapped(one) for one in donor.cores]
    _say(draft, swapped(donor.progress[-1][1]))
    draft.proofs = [
        replace(
            one,
            title=swapped(one.title),
            content_id=f"{draft.key}-c{at}",
            effective_on=draft.life.done_on or one.effective_on,
        )
        for at, one in enumerate(donor.proofs)
    ]
    draft.label = "R04"
