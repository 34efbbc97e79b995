"""From an empty site to authorised teams: which steps a term has behind it, and which comes next.

Pages of the office show the next step on top, so that nobody has to know the way by heart.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.planning.coverage.enums import EDITABLE, PlanState
from xuncha.cycle.planning.coverage.selectors import list_plans
from xuncha.cycle.planning.models import Demand, Inspection, Round, Term
from xuncha.cycle.planning.selectors import current_term
from xuncha.cycle.pool.enums import InspectorState
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.models import Team
from xuncha.cycle.teams.services.forming import GROUPABLE
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

NONE = "还没有"
_NEAR = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way. ``words`` say what is to be done, ``act`` what its button is called,
    ``told`` how far it has come. ``url`` is where it is done."""

    label: str
    told: str
    words: str
    act: str
    url: str
    done: bool = False


def next_step(actor: Actor, term: Term | None = None) -> Step | None:
    """The first step that is not done; for the office, which walks them. Without a term: of the
    present one. None where all is done that can be done now."""
    if not actor.has(*OFFICE):
        return None
    return first_open(steps_of(actor, term or current_term(actor)))


def first_open(steps: list[Step]) -> Step | None:
    """The first that is not done."""
    return next((one for one in steps if not one.done), None)


def steps_of(actor: Actor, term: Term | None) -> list[Step]:
    """All steps in their order. A dozen queries, however many records."""
    steps = [_directory(actor), _pool(actor)]
    if term is None:
        create = reverse("term_create")
        return [*steps, Step("建立一届", NONE, "先建立一届。", "建立一届", create)]
    steps += [_rounds(actor, term), _needs(actor, term), *_plan(actor, term)]
    return [*steps, *_teams(actor, term)]


def _directory(actor: Actor) -> Step:
    rows = access.visible(actor, Organisation).exclude(kind=OrganisationKind.DISTRICT)
    count = rows.count()
    return Step(
        "登记党组织", f"{count} 个" if count else NONE,
        "导入党组织名录，什么样的 Excel 表都可以；第一次导入，表里要有区委这一行（类别写“区委”）。",
        "导入名录", reverse("directory_bring"),
        done=count > 0,
    )  # fmt: skip


def _pool(actor: Actor) -> Step:
    rows = access.visible(actor, Inspector).order_by().values_list("state")
    stands = Counter(dict(rows.annotate(number=Count("pk"))))
    ready = stands[InspectorState.ADMITTED]
    waiting = stands[InspectorState.NOMINATED] + stands[InspectorState.CHECKED]
    words, act, url = "导入巡察人员名单。", "导入名单", reverse("pool_imports")
    if waiting:
        words = f"有 {waiting} 人等着审查资格、审定入库；审查人和审定人不能是同一个人。"
        act, url = "去入库审批", reverse("pool_entry")
    told = f"在库 {ready} 人" if ready else (f"待入库 {waiting} 人" if waiting else NONE)
    return Step("人才库", told, words, act, url, done=ready > 0)


def _rounds(actor: Actor, term: Term) -> Step:
    count = access.visible(actor, Round).filter(term=term).count()
    return Step(
        "排定轮次", f"{count} 轮" if count else NONE, f"给{term}排定轮次。", "排定轮次",
        reverse("term_lay", args=[term.pk]), done=count > 0,
    )  # fmt: skip


def _needs(actor: Actor, term: Term) -> Step:
    count = access.visible(actor, Demand).filter(term=term).count()
    return Step(
        "列出巡察需求", f"{count} 个党组织" if count else NONE,
        "按名录给每个党组织列一条需求；风险、工作量和日期可以逐个改，也可以用 Excel 导入。",
        "列出巡察需求", reverse("coverage_needs", args=[term.pk]), done=count > 0,
    )  # fmt: skip


def _plan(actor: Actor, term: Term) -> list[Step]:
    """A version in force is enough; a newer draft is the office's own choice."""
    rows = list_plans(actor, term)
    in_force = rows.filter(state=PlanState.APPROVED).first()
    plan = in_force or rows.exclude(state=PlanState.DROPPED).first()
    label = "编排覆盖规划"
    if plan is None:
        draft = reverse("coverage_draft", args=[term.pk])
        return [Step(label, NONE, "起草一版覆盖规划，定下每轮几个组。", "起草一版", draft)]
    board = reverse("coverage_board", args=[plan.pk])
    told = f"{plan} · {plan.get_state_display()}"
    words = "自动编排或者逐个调整，每条规则都符合以后送审。"
    made = Step(label, told, words, "打开这一版", board, done=plan.state not in EDITABLE)
    words = "规划已送审，等另一位同志登记批准。"
    done = in_force is not None
    return [made, Step("批准覆盖规划", told, words, "看这一版", board, done=done)]


def _teams(actor: Actor, term: Term) -> list[Step]:
    """The teams of the first round, of those that are near, that still has some to make."""
    today = clock.today()
    coming = access.visible(actor, Round).filter(term=term, end_on__gte=today)
    rounds = list(coming.order_by("start_on", "number"))
    rows = [one for one in rounds if one.start_on <= today + _NEAR] or rounds[:1]
    tasks = access.visible(actor, Inspection).filter(round__in=rows, state__in=GROUPABLE).order_by()
    loose = Count("pk", filter=Q(assignment__isnull=True))
    waiting = dict(tasks.values_list("round").annotate(number=loose))
    papers = _papers(actor, term)
    made = [
        _of_round(row, waiting.get(row.pk, 0), papers.get(row.pk, Counter()))
        for row in rows
        if row.pk in waiting or row.pk in papers
    ]
    return [one for one in made if not one.done][:1] or made[-1:]


def _papers(actor: Actor, term: Term) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    rows = access.visible(actor, Team).filter(round__term=term).order_by()
    told = rows.values_list("round", "authorisation__state").annotate(number=Count("pk"))
    for row, state, number in told:
        found.setdefault(row, Counter())[state] = number
    return found


_PAPERS = (
    (AuthorisationState.DRAFT, "还在拟定：安排组员，拟定授权，再送审。", "去组队"),
    (AuthorisationState.SUBMITTED, "的授权已送审，等另一位同志批准。", "看各组"),
    (AuthorisationState.APPROVED, "的授权已批准，在动员部署会上宣布以后登记。", "去登记宣布"),
)


def _of_round(row: Round, waiting: int, stands: Counter[str]) -> Step:
    label, board = f"{row}组队授权", reverse("teams_board", args=[row.pk])
    made = sum(stands.values())
    if waiting:
        words = f"{row}有 {waiting} 项任务还没有归到组里。"
        return Step(label, f"{made} 个组" if made else NONE, words, "去编组", board)
    for state, words, act in _PAPERS:
        if number := stands[state]:
            words = f"{row}有 {number} 个组{words}"
            return Step(label, f"{number} 个组{state.label}", words, act, board)
    return Step(label, f"{made} 个组已宣布", "", "", board, done=True)
