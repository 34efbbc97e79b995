"""The district's decisions and points to check, and what the latest rounds made of their lists."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.models import (
    Checkpoint,
    CheckpointKind,
    Decision,
    InspectionPoint,
    PointList,
    PointSet,
    PointStep,
)
from xuncha.cycle.checkpoints.proposing import kinds_for
from xuncha.cycle.checkpoints.services.decisions import DecisionFacts
from xuncha.cycle.checkpoints.services.lists import copies
from xuncha.cycle.checkpoints.states import POINT_STATES
from xuncha.cycle.findings.models import Finding, FindingPoint
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.taxonomy.selectors import current_taxonomy, groups_of
from xuncha.demo.people import Cast
from xuncha.demo.texts import decisions as texts
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.keys import content_key

FIRST = ("2025年监督清单", dt.date(2025, 2, 1))
PRESENT = ("2026年监督清单", dt.date(2026, 1, 20))
DRAFT = "2027年监督清单（征求意见）"
ROUNDS = {9: FIRST[0], 10: FIRST[0], 11: PRESENT[0]}
"""Rounds whose inspections have lists, by the version that was in force."""
_RUNNING = 11
_BATCH = 400


def load(cast: Cast, *, seed: int) -> int:
    """Write it all; gives how many points stand on lists."""
    decisions = _decisions(cast)
    versions = _versions(cast, decisions)
    writer = _Writer(cast, seed, versions)
    rows = Inspection.objects.filter(round__number__in=sorted(ROUNDS))
    for inspection in rows.select_related("organisation", "round").order_by("pk"):
        writer.take(inspection)
    return writer.flush()


def _decisions(cast: Cast) -> dict[str, Decision]:
    """Decisions by title; one older one is retired."""
    made = []
    for one in texts.decisions():
        facts = DecisionFacts(
            level=one.level, title=one.title, issued_on=one.issued_on,  # type: ignore[arg-type]
            number=one.number, issuer=one.issuer,
        )  # fmt: skip
        made.append(
            Decision(
                level=one.level, title=one.title, number=one.number, issuer=one.issuer,
                issued_on=one.issued_on, excerpt=one.excerpt, key=facts.key(),
                entered_by=cast.clerks[0], entered_at=_at(max(one.issued_on, FIRST[1])),
            )
        )  # fmt: skip
    old = "关于开展干部作风提升年活动的方案"
    made.append(
        Decision(
            level="district", title=old, number="清源办〔2023〕5号", issuer="清源区委办公室",
            issued_on=dt.date(2023, 2, 6), key=content_key("district", old, "清源办〔2023〕5号"),
            state="retired", retired_reason="活动已经结束，要求并入主体责任清单。",
            entered_by=cast.clerks[0], entered_at=_at(FIRST[1]),
        )
    )  # fmt: skip
    Decision.objects.bulk_create(made)
    return {one.title: one for one in made}


def _versions(cast: Cast, decisions: dict[str, Decision]) -> dict[str, list[Checkpoint]]:
    """The points of each version by its name, with their kinds at hand."""
    frame = current_taxonomy()
    assert frame is not None
    leaves = dict(frame.nodes.values_list("code", "pk"))
    first, present, draft = (
        PointSet(
            name=name, taxonomy=frame, state="issued" if day else "draft", effective_on=day,
            drafted_by=cast.clerks[0], drafted_at=_at(told), note=note,
            issued_by=cast.director if day else None, issued_at=_at(told) if day else None,
        )
        for name, day, told, note in (
            (*FIRST, dt.date(2025, 1, 22), "第一版"),
            (*PRESENT, dt.date(2026, 1, 12), "增加安全、债务和群众身边环境的要点"),
            (DRAFT, None, dt.date(2026, 3, 9), "正在征求各组意见"),
        )
    )  # fmt: skip
    first.save()
    present.based_on = first
    present.save()
    draft.based_on = present
    draft.save()
    found: dict[str, list[Checkpoint]] = {}
    for version in (first, present, draft):
        found[version.name] = _points(version, decisions, leaves)
    return found


def _points(
    version: PointSet, decisions: dict[str, Decision], leaves: dict[str, int]
) -> list[Checkpoint]:
    made: list[Checkpoint] = []
    kinds: list[tuple[str, ...]] = []
    number = 0
    for decision in texts.decisions():
        for point in decision.points:
            number += 1
            words = _wording(version, decision.issued_on, point)
            if words is None:
                continue
            made.append(
                Checkpoint(
                    set=version, number=number, decision=decisions[decision.title],
                    leaf_id=leaves[point.leaf], text=words, signs="\n".join(point.signs),
                    ways=point.ways, is_key=point.is_key, key=content_key(words),
                )
            )  # fmt: skip
            kinds.append(point.kinds)
    Checkpoint.objects.bulk_create(made, batch_size=_BATCH)
    CheckpointKind.objects.bulk_create(
        [
            CheckpointKind(checkpoint=point, kind=kind)
            for point, own in zip(made, kinds, strict=True)
            for kind in own
        ],
        batch_size=_BATCH,
    )
    return made


def _wording(version: PointSet, issued_on: dt.date, point: texts.DemoPoint) -> str | None:
    """How a point reads in a version; None where that one does not have it."""
    if version.name == FIRST[0]:
        if point.leaf in texts.LATER or issued_on >= FIRST[1]:
            return None
        return texts.EARLIER.get(point.leaf, point.text)
    if version.name == DRAFT and point.leaf == "2.4.2":
        return "报表、检查和工作群有没有精简，是否变相加重基层负担"
    return point.text


class _Writer:
    """Collects lists with their answers and writes them at the end."""

    def __init__(self, cast: Cast, seed: int, versions: dict[str, list[Checkpoint]]) -> None:
        self.cast, self.seed, self.versions = cast, seed, versions
        self.sets = {one.name: one for one in PointSet.objects.all()}
        self.kinds: dict[int, set[str]] = defaultdict(set)
        for point, kind in CheckpointKind.objects.values_list("checkpoint_id", "kind"):
            self.kinds[point].add(kind)
        self.groups = groups_of({one.leaf_id for rows in versions.values() for one in rows})
        self.findings: dict[int, list[Finding]] = defaultdict(list)
        found = Finding.objects.filter(round__number__in=sorted(ROUNDS), leaf__isnull=False)
        for one in found.only("pk", "number", "leaf_id", "inspection_id").order_by("pk"):
            self.findings[one.inspection_id].append(one)
        self.lists: list[PointList] = []
        self.points: list[InspectionPoint] = []
        self.answers: list[tuple[Finding, InspectionPoint]] = []

    def take(self, inspection: Inspection) -> None:
        """One inspection's list with what was found out."""
        name = ROUNDS[inspection.round.number]
        kinds = set(kinds_for(inspection))
        chosen = [one for one in self.versions[name] if self.kinds[one.pk] & kinds]
        if not chosen:
            return
        rng = Random(f"{self.seed}/points/{inspection.organisation.code}/{inspection.round_id}")
        start = inspection.entered_on or inspection.round.start_on
        self.lists.append(
            PointList(
                inspection=inspection, set=self.sets[name], kinds=sorted(kinds),
                given_by=self.cast.clerks[0], given_at=_at(start - dt.timedelta(days=4)),
            )
        )  # fmt: skip
        points = copies(inspection, chosen, self.groups)
        if rng.random() < 0.25:
            self._add(inspection, points, rng)
        self._answer(inspection, points, rng, start)
        self.points += points

    def _add(self, inspection: Inspection, points: list[InspectionPoint], rng: Random) -> None:
        code, text, reason = rng.choice(texts.ADDED)
        leaf = TaxonomyNode.objects.get(code=code, taxonomy__role="main")
        group = groups_of([leaf.pk])[leaf.pk]
        points.append(
            InspectionPoint(
                inspection=inspection, round_id=inspection.round_id,
                organisation_id=inspection.organisation_id, leaf=leaf, group=group,
                number=len(points) + 1, text=text, key=content_key(text), added_reason=reason,
            )
        )  # fmt: skip

    def _answer(
        self, inspection: Inspection, points: Sequence[InspectionPoint], rng: Random, start: dt.date
    ) -> None:
        running = inspection.round.number == _RUNNING
        last = clock.today() if running else inspection.left_on or clock.today()
        share = rng.uniform(0.25, 0.8) if running else rng.choice((1, 1, 1, 1, 0.97, 0.9, 0.8))
        by_leaf: dict[int, list[Finding]] = defaultdict(list)
        for finding in self.findings[inspection.pk]:
            by_leaf[finding.leaf_id or 0].append(finding)
        for point in points:
            clerk = self.cast.clerks[(point.number + inspection.pk) % len(self.cast.clerks)]
            if running and rng.random() < 0.7:
                point.assigned_to = clerk
            found = by_leaf.get(point.leaf_id, [])
            if rng.random() < 0.02 and not found:
                point.state, point.left_reason = PointState.LEFT_OUT, rng.choice(texts.LEFT_OUT)
            elif found or rng.random() < share:
                day = start + dt.timedelta(days=rng.randint(1, max(1, (last - start).days)))
                self._say(point, found, rng, min(day, last), clerk, running=running)

    def _say(
        self, point: InspectionPoint, found: list[Finding], rng: Random, day: dt.date, who: User,
        *, running: bool,
    ) -> None:  # fmt: skip
        point.answered_by, point.answered_at = who, _at(day)
        checked = rng.choice(texts.CHECKED).format(n=rng.randint(6, 48), m=rng.randint(2, 6))
        way = point.ways or "现场察看"
        point.how = f"{way}：{checked}。"
        if found:
            point.state, point.how = PointState.FOUND, f"查了{way}。"
            point.answer = f"见问题{'、'.join(one.number for one in found[:3])}"
            self.answers += [(one, point) for one in found]
        elif running and point.signs and rng.random() < 0.22:
            point.state, point.how = PointState.FOUND, f"查了{way}。"
            sign = rng.choice(point.sign_lines())
            point.answer = f"初步发现{sign}，已取证{rng.randint(2, 9)}份，待写底稿。"
        elif rng.random() < 0.05:
            point.state, point.how = PointState.NOT_APPLICABLE, ""
            point.answer = rng.choice(texts.NOT_APPLICABLE)
        else:
            point.state = PointState.CLEAR

    def flush(self) -> int:
        """Write everything that was collected."""
        PointList.objects.bulk_create(self.lists, batch_size=_BATCH)
        InspectionPoint.objects.bulk_create(self.points, batch_size=_BATCH)
        PointStep.objects.bulk_create(self._steps(), batch_size=_BATCH)
        FindingPoint.objects.bulk_create(
            [
                FindingPoint(
                    finding=finding, point=point, linked_by=self.cast.clerks[0],
                    linked_at=point.answered_at or clock.now(),
                )
                for finding, point in self.answers
            ],
            batch_size=_BATCH,
        )  # fmt: skip
        return len(self.points)

    def _steps(self) -> Iterable[PointStep]:
        for point in self.points:
            action = "leave_out" if point.state == PointState.LEFT_OUT else str(point.state)
            if action not in POINT_STATES.transitions:
                continue
            step = POINT_STATES.transitions[action]
            who = point.answered_by or self.cast.clerks[0]
            said = "\n".join(one for one in (point.how, point.answer, point.left_reason) if one)
            yield PointStep(
                point=point, action=action, label=step.label, before=PointState.OPEN,
                after=point.state, reason=said, by=who, by_name=who.name,
                at=point.answered_at or clock.now(),
            )  # fmt: skip


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10), clock.CHINA)
