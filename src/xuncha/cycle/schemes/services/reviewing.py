"""The joint review: opened by the office, each party speaks, the office merges into one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from xuncha.cycle.schemes.checks import version_of
from xuncha.cycle.schemes.enums import Outcome, Party, SchemeState, Verdict
from xuncha.cycle.schemes.models import (
    ReviewSeat,
    RowOpinion,
    Scheme,
    SchemeReview,
    SchemeRow,
)
from xuncha.cycle.schemes.reviewers import may_review
from xuncha.cycle.schemes.rules import rules_on
from xuncha.cycle.schemes.services.common import note_step, scheme_for, step
from xuncha.cycle.schemes.services.sending import back_to_unit
from xuncha.cycle.schemes.telling import (
    tell_approvers,
    tell_office,
    tell_reviewers,
    tell_unit,
)
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_workdays
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.keys import exact_key
from xuncha.kernel.texts import words

LONGEST = 2000


@service
def open_review(
    actor: Actor, *, scheme_id: int, version: int, users: Mapping[str, int]
) -> SchemeReview:
    """Begin the review of what was sent: ``users`` gives the person of each party that the rules
    in force name. Their clock starts today."""
    scheme = scheme_for(actor, scheme_id, "open_review")
    in_force = rules_on(clock.today())
    settings = in_force.settings
    _demand_people(scheme, settings.parties, users)
    step(actor, scheme, "open_review", "schemes.review.opened", version=version)
    deadline = add_workdays(clock.today(), settings.review_workdays, tables())
    review = SchemeReview.objects.create(
        scheme=scheme, version=version_of(scheme), rules_number=in_force.number,
        approver=settings.approver, opened_by_id=actor.user_id, opened_at=clock.now(),
        due_on=deadline.on, due_rule=f"送审之后{deadline.rule}",
    )  # fmt: skip
    note_provisional(review, "due_on", deadline)
    seats = [ReviewSeat(review=review, party=one, user_id=users[one]) for one in settings.parties]
    ReviewSeat.objects.bulk_create(seats)
    tell_reviewers(actor, scheme, seats)
    tell_unit(actor, scheme, "schemes.review.opened", f"{scheme}开始联审。")
    return review


def _demand_people(scheme: Scheme, parties: Sequence[str], users: Mapping[str, int]) -> None:
    chosen = [users.get(one) for one in parties]
    for party, user in zip(parties, chosen, strict=True):
        label = Party(party).label
        if user is None:
            raise Invalid(f"请选择{label}的审核人。", field=party)
        if not may_review(scheme, party, user):
            raise Invalid(f"选的人不能代表{label}审核这份方案。", field=party)
    if len(set(chosen)) < len(chosen):
        raise Invalid("一个人不能同时代表两方审核。", field=parties[-1])


@service
def reseat(actor: Actor, *, seat_id: int, user_id: int) -> ReviewSeat:
    """Somebody else speaks for a party that has not spoken yet."""
    seat = _open_seat(actor, seat_id, "reseat")
    scheme = seat.review.scheme
    if not may_review(scheme, seat.party, user_id):
        raise Invalid(f"选的人不能代表{seat}审核这份方案。", field="user")
    try:
        with transaction.atomic():
            changed = ReviewSeat.objects.filter(pk=seat.pk, given_at__isnull=True).update(
                user_id=user_id
            )
    except IntegrityError:
        raise Conflict("这个人已经代表另一方审核了。") from None
    if not changed:
        raise Conflict(f"{seat}已经提出意见，不能换人。")
    seat.user_id = user_id
    record(actor, "schemes.review.reseated", scheme, party=seat.party, user=user_id)
    tell_reviewers(actor, scheme, [seat])
    return seat


@service
def give_opinion(
    actor: Actor, *, seat_id: int, verdict: Verdict, opinion: str, rows: Mapping[int, str]
) -> ReviewSeat:
    """One party speaks: in general, and of rows (by id). May be said anew until the opinions are
    merged. Whoever wants changes says which."""
    seat = _open_seat(actor, seat_id, "give")
    opinion = opinion.strip()
    told = {row: text.strip() for row, text in rows.items() if text.strip()}
    if verdict == Verdict.AMEND and not opinion and not told:
        raise Invalid("要求修改的，请写明改什么：写总的意见，或者写在条目旁边。", field="opinion")
    if any(len(one) > LONGEST for one in (opinion, *told.values())):
        raise Invalid(f"一条意见最多 {LONGEST} 个字。", field="opinion")
    known = set(
        SchemeRow.objects.filter(version_id=seat.review.version_id).values_list("pk", flat=True)
    )
    if set(told) - known:
        raise Invalid("有的条目不在这一版方案里，请刷新后再提。")
    _hold_open(seat.review)
    ReviewSeat.objects.filter(pk=seat.pk).update(
        verdict=verdict, opinion=opinion, given_at=clock.now()
    )
    seat.rows.all().delete()
    RowOpinion.objects.bulk_create(
        [RowOpinion(seat=seat, row_id=row, text=text) for row, text in told.items()]
    )
    seat.refresh_from_db()
    scheme = seat.review.scheme
    record(actor, "schemes.review.given", scheme, party=seat.party, verdict=verdict, rows=len(told))
    label = f"{seat}提出意见：{Verdict(verdict).label}"
    note_step(actor, scheme, "give", label, seat.review.version.number)
    if not seat.review.seats.filter(given_at__isnull=True).exists():
        tell_office(actor, scheme, "schemes.review.all_given", f"{scheme}各方意见已齐，请汇总。")
    return seat


@dataclass(frozen=True, slots=True)
class Merged:
    """What the office makes of one opinion on a row."""

    opinion_id: int
    adopted: bool
    text: str = ""


def why_not_merge(review: SchemeReview) -> str:
    """ "" or why the office still has to wait: for whom, and until when."""
    waiting = [str(one) for one in review.seats.order_by("pk") if one.given_at is None]
    if not waiting or clock.today() > review.due_on:
        return ""
    return f"{'、'.join(waiting)}还没有提出意见；等意见齐了，或者过了 {review.due_on} 再汇总。"


def mark_of(review: SchemeReview) -> str:
    """Changes whenever a party speaks, speaks anew, or somebody else takes its seat."""
    told = review.seats.order_by("pk").values_list("pk", "user_id", "given_at", "verdict")
    return exact_key(*(str(word) for seat in told for word in seat))


@service
def merge(
    actor: Actor, *, scheme_id: int, version: int, outcome: Outcome, summary: str,
    rows: Sequence[Merged] = (), seen: str | None = None,
) -> SchemeReview:  # fmt: skip
    """Make one answer of what the parties said: pass, or return with the merged list. Refused while
    a party may still speak; whoever let the clock run out is left out. ``seen``: the mark of the
    opinions that the person saw (None: they were read in this transaction)."""
    scheme = scheme_for(actor, scheme_id, "merge")
    review = SchemeReview.objects.filter(scheme=scheme, outcome="").order_by("-pk").first()
    if review is None or scheme.state != SchemeState.REVIEWING:
        raise Conflict("这份方案现在没有在联审。")
    _hold_open(review)
    if seen is not None and seen != mark_of(review):
        raise Conflict("您看过以后又有意见提出或者改过，请刷新看过再汇总。")
    if sentence := why_not_merge(review):
        raise Conflict(sentence)
    summary = summary.strip()[:LONGEST]
    _keep_merged(review, rows)
    adopted = sum(one.adopted for one in rows)
    if outcome == Outcome.RETURN:
        summary = summary or (f"采纳 {adopted} 条意见，见各条目。" if adopted else "")
        words(summary, LONGEST, "summary", "退回修改，请写明汇总意见，或者采纳条目意见。")
    SchemeReview.objects.filter(pk=review.pk).update(
        outcome=outcome, summary=summary, merged_by_id=actor.user_id, merged_at=clock.now()
    )
    review.refresh_from_db()
    _answer(actor, scheme, review, version)
    return review


def _answer(actor: Actor, scheme: Scheme, review: SchemeReview, version: int) -> None:
    if review.outcome == Outcome.PASS:
        step(
            actor, scheme, "pass", "schemes.review.passed", version=version, note=review.summary
        )  # fmt: skip
        tell_approvers(actor, scheme, review)
        return
    step(
        actor, scheme, "return", "schemes.review.returned", version=version, note=review.summary
    )  # fmt: skip
    back_to_unit(actor, scheme, review.summary, f"{scheme}联审退回修改")


def _keep_merged(review: SchemeReview, rows: Sequence[Merged]) -> None:
    known = RowOpinion.objects.filter(seat__review=review).in_bulk()
    if {one.opinion_id for one in rows} - set(known):
        raise Conflict("有的意见刚才改过了，请刷新后再汇总。")
    for one in rows:
        own = known[one.opinion_id]
        own.adopted, own.merged = one.adopted, (one.text.strip() or own.text)[:LONGEST]
    for own in known.values():
        own.adopted = bool(own.adopted)
    RowOpinion.objects.bulk_update(known.values(), ["adopted", "merged"], batch_size=400)


def _open_seat(actor: Actor, seat_id: int, action: str) -> ReviewSeat:
    related = ("review__version", "review__scheme__inspection__organisation")
    seat = access.get_or_404(actor, ReviewSeat, related=related, pk=seat_id)
    access.require(actor, action, seat)
    if seat.review.outcome or seat.review.scheme.state != SchemeState.REVIEWING:
        raise Conflict("这次联审的意见已经汇总，不能再提。")
    return seat


def _hold_open(review: SchemeReview) -> None:
    """Keep the review open until this transaction ends: an opinion and the merging can't pass each
    other."""
    if SchemeReview.objects.filter(pk=review.pk, outcome="").update(outcome="") != 1:
        raise Conflict("这次联审的意见已经汇总，不能再提。")
