"""Uses of results for tests, made by the services as people would."""

from __future__ import annotations

import io
from decimal import Decimal

from tests.people import Cast
from tests.scenarios import TODAY, Story, finding, unit
from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.cycle.results.enums import CountCode, Outcome, ResultKind
from xuncha.cycle.results.models import CommonProblem, Institution, JointPlan, Result, SelfCheck
from xuncha.cycle.results.services import answering, commons, institutions, joint, results
from xuncha.cycle.results.services.answering import Count, Told
from xuncha.cycle.results.services.institutions import Built
from xuncha.cycle.results.services.results import Draft

TOLD = Told(
    Outcome.ADOPTED, "逐项核查，已追缴到位",
    [Count(CountCode.ADMONISH, Decimal(1), "股级干部"),
     Count(CountCode.RECOVERED, Decimal("12600.50"))],
)  # fmt: skip
RIVER = "河道管护责任不落实，{}段堆放垃圾长期无人清理"


def upload(name: str = "文本.txt") -> tuple[io.BytesIO, str]:
    """A small file as it comes from a form."""
    return io.BytesIO("正文".encode()), name


def to_partner(people: Cast) -> Draft:
    """A letter to the discipline body."""
    return Draft(
        "关于接待费问题的建议", "建议核查", addressee_id=people["fengli"].pk, area="discipline"
    )


def to_unit(story: Story) -> Draft:
    """A letter to the water bureau."""
    return Draft("关于河道管护的建议", "建议明确责任", unit_id=story.water.pk)


def drafted(story: Story, people: Cast, draft: Draft | None = None) -> Result:
    """By 李闻, upon the story's second finding."""
    return results.draft_result(
        people.actor("liwen"), kind=ResultKind.RECOMMENDATION, round_id=story.round.pk,
        draft=draft or to_partner(people), finding_ids=[story.findings[1].pk],
    )  # fmt: skip


def issued(story: Story, people: Cast, draft: Draft | None = None) -> Result:
    """Handed over by 宋致远."""
    row = drafted(story, people, draft)
    return results.issue_result(people.actor("song"), result_id=row.pk, version=row.version)


def received(story: Story, people: Cast, draft: Draft | None = None) -> Result:
    """By 冯立, or 周岚 for the unit."""
    row = issued(story, people, draft)
    who = people.actor("zhoulan" if row.unit_id else "fengli")
    return answering.receive_result(who, result_id=row.pk, version=row.version)


def answered(story: Story, people: Cast, draft: Draft | None = None) -> Result:
    """With numbers and a file."""
    row = received(story, people, draft)
    who = people.actor("zhoulan" if row.unit_id else "fengli")
    return answering.answer_result(
        who, result_id=row.pk, version=row.version, told=TOLD, uploads=[upload()]
    )


def built(story: Story, people: Cast, who: str = "zhoulan") -> Institution:
    """An institution of the water bureau against the river's rubbish, in force since today."""
    return institutions.report_institution(
        people.actor(who), organisation_id=story.water.pk,
        built=Built("河道管护办法", "责任没有落到人", TODAY, paper="水办〔2026〕3号"),
        finding_ids=[story.findings[2].pk], uploads=[upload("办法.txt")],
    )  # fmt: skip


def alike(story: Story) -> list[int]:
    """The river's rubbish found in both units: two findings."""
    mine = finding(story.inspection, "81", RIVER.format("柳河"))
    other = finding(story.other, "82", RIVER.format("沙河"))
    return [mine.pk, other.pk]


def named(story: Story, people: Cast) -> CommonProblem:
    """By 李闻."""
    return commons.name_common(
        people.actor("liwen"), round_id=story.round.pk, title="河道管护责任空转",
        text="查河段有没有人管、垃圾有没有清", finding_ids=alike(story),
    )  # fmt: skip


def left_over(people: Cast | None = None) -> Organisation:
    """A unit that nobody has inspected; 吴桐 sits there instead where the cast is told."""
    made = unit("R77", "清源区水利站")
    if people is not None:
        Membership.objects.filter(user=people["wutong"]).update(organisation=made)
    return made


def published(story: Story, people: Cast) -> SelfCheck:
    """By 宋致远 to the unit that nobody has inspected."""
    where = left_over(people)
    row = named(story, people)
    commons.publish_common(
        people.actor("song"), common_id=row.pk, version=row.version, organisation_ids=[where.pk]
    )
    return SelfCheck.objects.get()


def planned(story: Story, people: Cast, who: str = "fengli") -> JointPlan:
    """An audit of the water bureau in October."""
    joint.add_plans(
        people.actor(who), area=BriefingSource.AUDIT, year=2025, text="A01\t10\t经济责任审计"
    )
    return JointPlan.objects.get()
