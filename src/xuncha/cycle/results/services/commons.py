"""Common problems: named, published to units not yet inspected, answered, looked at."""

from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, transaction

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.coverage.selectors import owed_on
from xuncha.cycle.planning.models import Round
from xuncha.cycle.results.clustering import tied_by_words
from xuncha.cycle.results.models import CommonProblem, CommonTie, SelfCheck
from xuncha.cycle.results.rules import rules_on
from xuncha.cycle.results.services.common import note_step, step
from xuncha.cycle.results.services.results import USABLE
from xuncha.cycle.results.states import COMMON_STATES, SELFCHECK_STATES
from xuncha.cycle.results.telling import tell_common, tell_publisher, tell_unit
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_all
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_workdays
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.kernel.texts import words

_COMMON, _CHECK = "common", "selfcheck"
LONGEST = 4000


@service
def name_common(
    actor: Actor, *, round_id: int, title: str, text: str, finding_ids: Collection[int]
) -> CommonProblem:
    """Give what several units have in common a name, and say what a unit should look for. Refuses
    findings of one unit only, and a name that the round has."""
    round_ = access.get_or_404(actor, Round, pk=round_id)
    row = CommonProblem(
        round=round_, title=words(title, 80, "title", "请给共性问题起一个名称。"),
        text=words(text, LONGEST, "text", "请写明表现和自查要点。"),
        named_by_id=actor.user_id, named_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", row)
    rows = access.visible(actor, Finding).filter(
        pk__in=set(finding_ids), round=round_, state__in=USABLE
    )
    found = list(rows.select_related("leaf").order_by("pk"))
    if len(found) != len(set(finding_ids)):
        raise Invalid("有的问题不在这一轮，或者还没有定稿，请重新选。", field="findings")
    if len({one.organisation_id for one in found}) < 2:
        raise Invalid("至少两个单位都有的，才算共性问题。", field="findings")
    leaves = [one.leaf_id for one in found if one.leaf_id]
    row.leaf_id = max(sorted(set(leaves)), key=leaves.count) if leaves else None
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Invalid("这一轮已经有同名的共性问题。", field="title") from None
    CommonTie.objects.bulk_create(
        [CommonTie(common=row, finding=one.finding, spans=[list(span) for span in one.spans])
         for one in tied_by_words(found)]
    )  # fmt: skip
    note_step(actor, row, "name", "命名", "", row.state, target=_COMMON)
    record(actor, "results.common.named", row, findings=len(found))
    tell_common(actor, row)
    return row


def not_yet_inspected(actor: Actor, row: CommonProblem) -> list[Organisation]:
    """Units of the term that nobody has inspected yet, as the coverage of today says."""
    rows = owed_on(actor, row.round.term, clock.today())
    return [one.organisation for one in rows]


@service
def publish_common(
    actor: Actor, *, common_id: int, version: int, organisation_ids: Collection[int]
) -> CommonProblem:
    """Publish it: every chosen unit that is not yet inspected gets its self-check with a clock."""
    row = find_common(actor, common_id)
    wanted = set(organisation_ids)
    units = [one for one in not_yet_inspected(actor, row) if one.pk in wanted]
    if len(units) != len(wanted):
        raise Invalid("有的单位已经巡察过，或者不在本届，请重新选。", field="units")
    if not units:
        raise Invalid("请选要自查的单位。", field="units")
    today = clock.today()
    rules = rules_on(today)
    due = add_workdays(today, rules.settings.selfcheck_days, tables())
    step(
        actor, COMMON_STATES, row, "publish", version=version, target=_COMMON,
        note=f"布置 {len(units)} 个单位自查", published_by_id=actor.user_id, published_on=today,
    )  # fmt: skip
    checks = SelfCheck.objects.bulk_create(
        [
            SelfCheck(
                common=row, organisation=one, asked_on=today, due_on=due.on,
                due_rule=f"布置之后{due.rule}报送", is_provisional=due.provisional,
                rules_version=rules.number,
            )
            for one in units
        ],
        batch_size=200,
    )  # fmt: skip
    note_all(checks, "due_on", due)
    record(actor, "results.common.published", row, units=len(units), due=str(due.on))
    for check in row.selfchecks.select_related("organisation", "common"):
        tell_unit(actor, check, f"，请在 {due.on} 前报送自查情况。")
    return row


@service
def withdraw_common(actor: Actor, *, common_id: int, version: int, reason: str) -> CommonProblem:
    """Take it back. Self-checks that nobody answered yet end with it; answers stay."""
    row = find_common(actor, common_id)
    change = step(
        actor, COMMON_STATES, row, "withdraw", version=version, reason=reason, target=_COMMON,
        end_reason=reason.strip()[:500],
    )  # fmt: skip
    for check in SelfCheck.objects.filter(common=row, state="asked"):
        _end(actor, check, f"共性问题撤回：{change.reason}", None)
    record(actor, "results.common.withdrawn", row, reason=change.reason)
    return row


@service
def answer_selfcheck(
    actor: Actor, *, selfcheck_id: int, version: int, found: bool, text: str, put_right: str = ""
) -> SelfCheck:
    """The unit tells what it looked at, and what it put right. Late is taken, and stays late."""
    row = find_selfcheck(actor, selfcheck_id)
    text = words(text, LONGEST, "text", "请写明查了什么、查到什么。")
    if found:
        put_right = words(put_right, LONGEST, "put_right", "查到同类问题的，请写明怎样先改。")
    step(
        actor, SELFCHECK_STATES, row, "answer", version=version, target=_CHECK, found=found,
        text=text, put_right=put_right.strip(), answered_by_id=actor.user_id,
        answered_on=row.answered_on or clock.today(),
    )  # fmt: skip
    record(actor, "results.selfcheck.answered", row, found=found, late=clock.today() > row.due_on)
    tell_publisher(actor, row, "已报送未巡先改自查。")
    return row


@service
def send_back_selfcheck(actor: Actor, *, selfcheck_id: int, version: int, reason: str) -> SelfCheck:
    """Not enough: the unit looks again. What it wrote stays in the history."""
    row = find_selfcheck(actor, selfcheck_id)
    told = f"原报：{row.text}" + (f"；先改：{row.put_right}" if row.put_right else "")
    change = step(
        actor, SELFCHECK_STATES, row, "send_back", version=version, reason=reason, target=_CHECK,
        end_reason=reason.strip()[:500],
    )  # fmt: skip
    note_step(actor, row, "told", "原来的自查", row.state, row.state, told, target=_CHECK)
    record(actor, "results.selfcheck.sent_back", row, reason=change.reason)
    tell_unit(actor, row, f"请重新自查：{change.reason}"[:200])
    return row


@service
def close_selfcheck(actor: Actor, *, selfcheck_id: int, version: int) -> SelfCheck:
    """Looked at by another person: it says what it should."""
    row = find_selfcheck(actor, selfcheck_id)
    step(
        actor, SELFCHECK_STATES, row, "close", version=version, target=_CHECK,
        closed_by_id=actor.user_id, closed_on=clock.today(),
    )  # fmt: skip
    record(actor, "results.selfcheck.closed", row)
    tell_unit(actor, row, "已核对。")
    return row


@service
def withdraw_selfcheck(actor: Actor, *, selfcheck_id: int, version: int, reason: str) -> SelfCheck:
    """This unit need not look after all."""
    row = find_selfcheck(actor, selfcheck_id)
    _end(actor, row, reason, version)
    return row


def _end(actor: Actor, row: SelfCheck, reason: str, version: int | None) -> None:
    change = step(
        actor, SELFCHECK_STATES, row, "withdraw", version=version, reason=reason, target=_CHECK,
        end_reason=reason.strip()[:500],
    )  # fmt: skip
    record(actor, "results.selfcheck.withdrawn", row, reason=change.reason)
    tell_unit(actor, row, "已取消，不用再报。")


def find_common(actor: Actor, common_id: int) -> CommonProblem:
    """The common problem under the actor's scope."""
    return access.get_or_404(actor, CommonProblem, related=("round__term", "leaf"), pk=common_id)


def find_selfcheck(actor: Actor, selfcheck_id: int) -> SelfCheck:
    """The self-check under the actor's scope."""
    related = ("organisation", "common__round")
    return access.get_or_404(actor, SelfCheck, related=related, pk=selfcheck_id)
