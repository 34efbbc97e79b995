"""What comes next, from an empty site to teams at work: told to the office, step by step."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tests.people import Cast
from tests.scenarios import Story
from tests.teamed import announced, approved, form, submitted, teamed
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.cycle.pool.models import Inspector
from xuncha.web.term.steps import next_step, steps_of


def _words(people: Cast) -> str:
    step = next_step(people.actor("liwen"))
    return step.words if step else ""


def test_a_new_site_begins_with_its_organisations(people: Cast) -> None:
    actor = people.actor("liwen")
    names = [one.label for one in steps_of(actor, None)]
    assert names == ["登记党组织", "人才库", "建立一届"]
    Organisation.objects.filter(inspections__isnull=True).exclude(kind="district").delete()
    assert not Inspector.objects.exists()
    assert "导入巡察人员名单" in _words(people)


def test_the_plan_comes_before_the_teams(story: Story, people: Cast) -> None:
    teamed(story, people)
    term = Term.objects.create(
        number=99, name="下一届", start_on=story.term.end_on.replace(year=2040),
        end_on=story.term.end_on.replace(year=2045),
    )  # fmt: skip
    actor = people.actor("liwen")
    open_ = [one.label for one in steps_of(actor, term) if not one.done]
    assert open_ == ["排定轮次", "列出巡察需求", "编排覆盖规划"]
    assert next_step(actor, term) is not None
    assert next_step(people.actor("hejingan"), term) is None, "leaders do not walk these steps"


def test_a_rounds_teams_step_by_step(story: Story, people: Cast) -> None:
    made = teamed(story, people)
    actor = people.actor("liwen")

    def last() -> str:
        step = steps_of(actor, story.term)[-1]
        return "" if step.done else step.words

    past = story.term.start_on
    Round.objects.exclude(pk=made.round.pk).update(start_on=past, end_on=past)
    assert last() == "第十轮有 2 项任务还没有归到组里。"
    form(made, people)
    assert last().startswith("第十轮有 2 个组还在拟定")
    submitted(made.teams[0], people)
    assert last().startswith("第十轮有 1 个组还在拟定")
    made.teams[1].authorisation.delete()
    made.teams[1].delete()
    Inspection.objects.filter(assignment__isnull=True, round=made.round).delete()
    assert "等另一位同志批准" in last()


def test_one_team_says_its_own_next_step(
    story: Story, people: Cast, as_: Callable[[str], Client]
) -> None:
    made = teamed(story, people)
    form(made, people)
    first, second = made.teams
    client = as_("liwen")
    page = client.get(f"/teams/{first.pk}/").content.decode()
    assert "点“拟定”" in page
    approved(first, people)
    page = client.get(f"/teams/{first.pk}/").content.decode()
    assert "在动员部署会上宣布以后登记" in page
    submitted(second, people)
    assert "等另一位同志批准" in client.get(f"/teams/{second.pk}/").content.decode()
    assert "请审批本组的授权" in as_("song").get(f"/teams/{second.pk}/").content.decode()


def test_after_the_announcement_declarations_are_missing(
    story: Story, people: Cast, as_: Callable[[str], Client]
) -> None:
    made = teamed(story, people)
    form(made, people)
    announced(made.teams[0], people)
    page = as_("liwen").get(f"/teams/{made.teams[0].pk}/").content.decode()
    assert "还有 5 人没有申报回避事项" in page
