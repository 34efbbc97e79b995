"""How rectification ends in the demo: one unit evaluated, one whose grade a fact caps, one whose
reports are on the way, one that has just begun."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal

from xuncha.cycle.directory.roles import UNIT_HEAD, UNIT_LIAISON
from xuncha.cycle.evaluation.counting import DEFAULT_QUESTIONS
from xuncha.cycle.evaluation.enums import ReportKind, Respondents, Scope
from xuncha.cycle.evaluation.jobs import read_report
from xuncha.cycle.evaluation.models import Evaluation, Publicity, Report
from xuncha.cycle.evaluation.services import (
    evaluations,
    meetings,
    publicity,
    reports,
    settling,
    surveys,
)
from xuncha.cycle.evaluation.services.evaluations import Given
from xuncha.cycle.evaluation.services.meetings import Held
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.services import steps
from xuncha.demo.texts import evaluation_words as words
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_MEETING_AGO, _REPORT_AGO, _SHOWN_AGO, _SCORED_AGO = 45, 40, 34, 12
"""So many days ago each thing happened, for units that are through with it."""


class _Quiet:
    """Progress that nobody looks at."""

    def step(self, done: int, total: int, message: str = "") -> None:
        """Says nothing."""


def load(*, finished: str, capped: str, reporting: str, beginning: str) -> None:
    """Names of units, each with items. Those that are through must have their months behind them;
    ``reporting`` and ``beginning`` have sign-ins of their own."""
    done, low = _inspection(finished), _inspection(capped)
    for row, sheets in ((done, words.PLEASED), (low, words.DISPLEASED)):
        _meeting(row)
        _reports(row)
        for scope in Scope:
            _laid_open(row, scope)
        _survey(row, sheets)
    _evaluated(done)
    _reopened(low)
    _told(low)
    _reporting(_inspection(reporting))
    _beginning(_inspection(beginning))


def _who(username: str) -> Actor:
    return build_actor(User.objects.get(username=username), request_id="demo")


def _of_unit(row: Inspection, role: str = UNIT_LIAISON) -> Actor:
    """Somebody of a unit that has no sign-in in the demo."""
    return Actor(
        user_id=None, name="单位经办人", roles=frozenset({role}), unit_id=row.organisation_id,
        unit_name=row.organisation.name, request_id="demo",
    )  # fmt: skip


def _inspection(name: str) -> Inspection:
    rows = Inspection.objects.filter(organisation__name=name, items__isnull=False)
    found = rows.select_related("organisation", "round__term").order_by("-round__number").first()
    assert found is not None, name
    return found


def _ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def _held(row: Inspection, on: dt.date) -> Held:
    findings = Finding.objects.filter(inspection=row, state=FindingState.FED_BACK).order_by("pk")
    return Held(
        held_on=on, place="机关三楼会议室", attended=words.ATTENDED, opinions=words.OPINIONS,
        finding_ids=list(findings.values_list("pk", flat=True)[:6]),
    )  # fmt: skip


def _meeting(row: Inspection) -> None:
    unit, office, there = _of_unit(row), _who("jiandan"), _who("zhirenshan")
    with clock.at(_ago(_MEETING_AGO)):
        made = meetings.prepare_meeting(unit, inspection_id=row.pk)
        made = meetings.send_supervisor(
            office, meeting_id=made.pk, version=made.version, supervisor_id=there.user_id or 0
        )
    with clock.at(_ago(_MEETING_AGO - 3)):
        on = _ago(0)
        made = meetings.record_meeting(
            unit, meeting_id=made.pk, version=made.version, held=_held(row, on)
        )
        meetings.confirm_meeting(
            there, meeting_id=made.pk, version=made.version, reason=words.SUPERVISED
        )


def _send(who: Actor, row: Inspection, kind: ReportKind, text: str) -> Report:
    made = reports.send_report(
        who, inspection_id=row.pk, kind=kind,
        uploads=[(io.BytesIO(text.encode()), f"{kind.label}.txt")],
    )  # fmt: skip
    for edition in made.editions.filter(read_state="waiting"):
        read_report(_Quiet(), edition_id=edition.pk)
    return made


def _reports(row: Inspection) -> None:
    texts = {ReportKind.UNIT: words.UNIT_REPORT, ReportKind.HEAD: words.HEAD_REPORT}
    for kind, text in texts.items():
        with clock.at(_ago(_REPORT_AGO)):
            made = _send(_of_unit(row, UNIT_HEAD), row, kind, text)
        with clock.at(_ago(_REPORT_AGO - 3)):
            reports.accept_report(
                _who("jiandan"), report_id=made.pk, version=made.version, reason=words.TAKEN
            )


def _laid_open(row: Inspection, scope: Scope) -> None:
    unit = _of_unit(row)
    with clock.at(_ago(_SHOWN_AGO)):
        made = publicity.draft_publicity(unit, inspection_id=row.pk, scope=scope)
        made = publicity.change_publicity(
            unit, publicity_id=made.pk, version=made.version, text=made.text,
            contact=words.CONTACT,
        )  # fmt: skip
        made = publicity.submit_publicity(unit, publicity_id=made.pk, version=made.version)
        made = publicity.approve_publicity(
            _who("fangyuan"), publicity_id=made.pk, version=made.version
        )
        made = publicity.publish(
            unit, publicity_id=made.pk, version=made.version, published_on=clock.today(),
            place=words.PLACE if scope == Scope.PUBLIC else words.INSIDE_PLACE, proof=words.PROOF,
        )  # fmt: skip
    _closed(unit, made)


def _closed(unit: Actor, made: Publicity) -> None:
    is_public = made.scope == Scope.PUBLIC
    with clock.at(_ago(_SHOWN_AGO - 4)):
        if is_public:
            said = publicity.note_objection(
                unit, publicity_id=made.pk, received_on=clock.today(), gist=words.OBJECTION
            )
            publicity.answer_objection(unit, objection_id=said.pk, answer=words.OBJECTION_ANSWER)
    assert made.until_on is not None
    with clock.at(made.until_on + dt.timedelta(days=1)):
        publicity.close_publicity(
            unit, publicity_id=made.pk, version=made.version,
            reason=words.CLOSED if is_public else words.QUIET,
        )  # fmt: skip


def _survey(row: Inspection, sheets: Sequence[str]) -> None:
    office = _who("jiandan")
    with clock.at(_ago(_SCORED_AGO + 3)):
        made = surveys.open_survey(
            office, inspection_id=row.pk, respondents=Respondents.STAFF,
            handed_out=len(sheets) + 4, questions=DEFAULT_QUESTIONS,
        )  # fmt: skip
        surveys.paste_sheets(office, survey_id=made.pk, lines="\n".join(sheets))
        surveys.close_survey(office, survey_id=made.pk, version=made.version)


def _scored(row: Inspection) -> Evaluation:
    """Filled in by one clerk, confirmed by the other."""
    office = _who("jiandan")
    with clock.at(_ago(_SCORED_AGO)):
        made = evaluations.open_evaluation(office, inspection_id=row.pk)
        given = {
            one.code: Given(Decimal(one.weight) - 1, words.REASONS.get(one.code, words.OTHER))
            for one in made.scores.filter(points__isnull=True)
        }
        made = evaluations.fill_in(office, evaluation_id=made.pk, version=made.version, given=given)
        made = evaluations.submit_evaluation(office, evaluation_id=made.pk, version=made.version)
    with clock.at(_ago(_SCORED_AGO - 1)):
        return settling.confirm_evaluation(
            _who("heduishi"), evaluation_id=made.pk, version=made.version
        )


def _evaluated(row: Inspection) -> None:
    made = _scored(row)
    with clock.at(_ago(_SCORED_AGO - 5)):
        made = settling.answer_evaluation(
            _of_unit(row, UNIT_HEAD), evaluation_id=made.pk, version=made.version, agrees=True,
            text=words.ANSWER,
        )  # fmt: skip
    with clock.at(_ago(_SCORED_AGO - 8)):
        settling.finish_evaluation(
            _who("fangyuan"), evaluation_id=made.pk, version=made.version, reason=words.FINAL
        )


def _reopened(row: Inspection) -> None:
    """Somebody went there and one item about money did not hold."""
    items = Item.objects.filter(
        inspection=row, amount_due_yuan__isnull=False, is_long_term=False,
        state__in=[ItemState.VERIFIED, ItemState.SUSTAINED],
    )  # fmt: skip
    item = items.order_by("pk").first()
    if item is not None:
        with clock.at(_ago(_SCORED_AGO + 2)):
            steps.reopen_item(
                _who("fangyuan"), item_id=item.pk, version=item.version, reason=words.REOPENED
            )


def _told(row: Inspection) -> None:
    """The unit knows its points and the fact that caps its grade; its days to answer are over."""
    _scored(row)


def _reporting(row: Inspection) -> None:
    """Its report disagrees with its ledger, its meeting waits to be confirmed, its head still owes
    his own report."""
    unit, office, there = _who("shuiqing"), _who("jiandan"), _who("lianjing")
    with clock.at(_ago(9)):
        made = meetings.prepare_meeting(unit, inspection_id=row.pk)
        made = meetings.send_supervisor(
            office, meeting_id=made.pk, version=made.version, supervisor_id=there.user_id or 0
        )
    with clock.at(_ago(3)):
        meetings.record_meeting(
            unit, meeting_id=made.pk, version=made.version, held=_held(row, _ago(0))
        )
    with clock.at(_ago(2)):
        _send(unit, row, ReportKind.UNIT, words.WATER_REPORT)


def _beginning(row: Inspection) -> None:
    """It has only said that it will hold its meeting; nobody was sent yet."""
    with clock.at(_ago(5)):
        meetings.prepare_meeting(_who("liudu"), inspection_id=row.pk, planned_on=_ago(-9))
