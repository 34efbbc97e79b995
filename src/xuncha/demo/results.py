"""The demo's use of results: one recommendation to its result, one overdue, one that waits, an
institution, a common problem that units were asked to look for, plans that meet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Round
from xuncha.cycle.results.clustering import proposals
from xuncha.cycle.results.enums import CountCode, Outcome, ResultKind
from xuncha.cycle.results.models import Result, SelfCheck
from xuncha.cycle.results.services import answering, commons, institutions, joint, results
from xuncha.cycle.results.services.answering import Count, Told
from xuncha.cycle.results.services.institutions import Built
from xuncha.cycle.results.services.results import Draft
from xuncha.demo.texts import results_words as words
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_ASKED = 5
"""So many units are asked to look."""


def load(*, unit: str, liaison: str, waits: str) -> None:
    """``unit`` is a name: its findings are what is used; ``waits`` a unit's liaison who answers a
    self-check if nobody has inspected it."""
    rows = Finding.objects.filter(organisation__name=unit, state=FindingState.FED_BACK)
    found = list(rows.select_related("round").order_by("-round__number", "pk")[:4])
    round_ = found[0].round
    ids = [one.pk for one in found if one.round_id == round_.pk]
    where = Organisation.objects.get(name=unit)
    _handed(round_, ids, where, _who(liaison))
    _institution(where, ids, _who(liaison))
    _common(round_, _who(waits))
    _plans()


def _who(username: str) -> Actor:
    return build_actor(User.objects.get(username=username), request_id="demo")


def _ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def _issued(days: int, kind: ResultKind, round_: Round, ids: list[int], draft: Draft) -> Result:
    with clock.at(_ago(days)):
        row = results.draft_result(
            _who("jiandan"), kind=kind, round_id=round_.pk, draft=draft, finding_ids=ids
        )
        return results.issue_result(_who("fangyuan"), result_id=row.pk, version=row.version)


def _handed(round_: Round, ids: list[int], where: Organisation, unit: Actor) -> None:
    discipline, staff = _who("lianjing"), _who("zhirenshan")
    row = _issued(60, ResultKind.ACCOUNT, round_, ids[:1], Draft(
        words.ACCOUNT, words.ACCOUNT_TEXT, addressee_id=discipline.user_id, area="discipline"
    ))  # fmt: skip
    with clock.at(_ago(58)):
        row = answering.receive_result(discipline, result_id=row.pk, version=row.version)
    told = Told(
        Outcome.ADOPTED, words.ANSWER,
        [Count(CountCode.ADMONISH, Decimal(1), "股级干部"),
         Count(CountCode.RECOVERED, Decimal(12600))],
    )  # fmt: skip
    with clock.at(_ago(30)):
        row = answering.answer_result(discipline, result_id=row.pk, version=row.version, told=told)
    with clock.at(_ago(26)):
        results.close_result(
            _who("jiandan"), result_id=row.pk, version=row.version, reason=words.CLOSED
        )
    row = _issued(55, ResultKind.RECOMMENDATION, round_, ids, Draft(
        words.RECOMMEND, words.RECOMMEND_TEXT, addressee_id=staff.user_id, area="organisation"
    ))  # fmt: skip
    with clock.at(_ago(53)):
        answering.receive_result(staff, result_id=row.pk, version=row.version)
    row = _issued(8, ResultKind.CAMPAIGN, round_, ids, Draft(
        words.CAMPAIGN, words.CAMPAIGN_TEXT, unit_id=where.pk
    ))  # fmt: skip
    with clock.at(_ago(7)):
        answering.receive_result(unit, result_id=row.pk, version=row.version)
    _issued(1, ResultKind.RECOMMENDATION, round_, ids[:2], Draft(
        words.RECOMMEND, words.RECOMMEND_TEXT, addressee_id=discipline.user_id, area="discipline"
    ))  # fmt: skip
    results.draft_result(
        _who("jiandan"), kind=ResultKind.APPRAISAL, round_id=round_.pk, finding_ids=ids[:1],
        draft=Draft(
            words.APPRAISAL, words.APPRAISAL_TEXT, addressee_id=staff.user_id, area="organisation"
        ),
    )  # fmt: skip


def _institution(where: Organisation, ids: list[int], unit: Actor) -> None:
    since = _ago(50)
    with clock.at(_ago(45)):
        row = institutions.report_institution(
            unit, organisation_id=where.pk, finding_ids=ids[:1],
            built=Built(words.INSTITUTION, words.CAUSE, since, words.RULES, "水党发〔2026〕3号"),
        )  # fmt: skip
        institutions.keep_institution(_who("jiandan"), institution_id=row.pk, version=row.version)


def _common(round_: Round, unit: Actor) -> None:
    office, director = _who("jiandan"), _who("fangyuan")
    found = proposals(office, round_, least_units=2)
    if not found:
        return
    cluster = found[0]
    title = cluster.leaf.name[:80] if cluster.leaf else words.COMMON
    with clock.at(_ago(50)):
        row = commons.name_common(
            office, round_id=round_.pk, title=title, text=words.COMMON_TEXT,
            finding_ids=[one.finding.pk for one in cluster.tied][:40],
        )  # fmt: skip
        left = [one.pk for one in commons.not_yet_inspected(director, row)]
        own = Membership.objects.filter(user=unit.user_id).values_list("organisation", flat=True)
        chosen = [pk for pk in own if pk in left]
        chosen += [pk for pk in left if pk not in chosen][: _ASKED - len(chosen)]
        if not chosen:
            return
        commons.publish_common(
            director, common_id=row.pk, version=row.version, organisation_ids=chosen
        )
    check = SelfCheck.objects.filter(common=row, organisation__in=list(own)).first()
    if check is not None:
        with clock.at(_ago(38)):
            commons.answer_selfcheck(
                unit, selfcheck_id=check.pk, version=check.version, found=True,
                text=words.SELFCHECK, put_right=words.PUT_RIGHT,
            )  # fmt: skip


def _plans() -> None:
    known = set(Organisation.objects.values_list("name", flat=True))
    for area, text in words.PLANS:
        lines = [line for line in text.split("\n") if line.split("\t")[0] in known]
        if lines:
            joint.add_plans(
                _who("jiandan"), area=BriefingSource(area), year=clock.today().year,
                text="\n".join(lines),
            )  # fmt: skip
