"""The nearest earlier findings of the unit, its relatives, its kind, in the reader's sight."""

from __future__ import annotations

import pytest

from tests.fielded import Fielded
from tests.people import Cast
from tests.scenarios import Story, finding, unit
from xuncha.cycle.directory.models import Succession
from xuncha.cycle.findings import services, settling
from xuncha.cycle.findings.enums import Recurrence
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.recurrence import earlier_like
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.taxonomy.services import load_default_taxonomy
from xuncha.cycle.teams.models import Recusal
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Invalid, Refused


@pytest.fixture
def field(field: Fielded) -> Fielded:
    load_default_taxonomy(SYSTEM)
    return field


TEXT = "公务接待审批把关不严，4笔接待费没有公函就报销，涉及金额8,300元"


def _found(field: Fielded, people: Cast, text: str = TEXT) -> Finding:
    return services.create_finding(
        people.actor("liwen"), inspection_id=field.inspection.pk, number="", text=text
    )


def test_the_units_own_earlier_finding_comes_first(
    field: Fielded, story: Story, people: Cast
) -> None:
    found = _found(field, people)
    told = earlier_like(people.actor("liwen"), found)
    assert told[0].finding == story.findings[1]
    assert told[0].relation == "本单位"
    words = story.findings[1].text
    assert any("接待费" in words[start:end] for start, end in told[0].near.spans)
    assert told[0].percent > 30


def test_relatives_and_kind(field: Fielded, story: Story, people: Cast) -> None:
    leaf = TaxonomyNode.objects.get(code="2.3.1", taxonomy__role="main")
    found = _found(field, people)
    clerk = people.actor("liwen")
    before = len(earlier_like(clerk, found))
    civil = finding(story.other, "9", "公务接待费没有公函报销，涉及金额3,100元")
    assert len(earlier_like(clerk, found)) == before
    Finding.objects.filter(pk=civil.pk).update(leaf=leaf)
    Finding.objects.filter(pk=found.pk).update(leaf=leaf)
    found.refresh_from_db()
    by_kind = {one.finding.pk: one.relation for one in earlier_like(clerk, found)}
    assert by_kind[civil.pk] == "同类单位"
    Succession.objects.create(
        predecessor=story.civil, successor=story.water, on=story.term.start_on, kind="merge",
    )  # fmt: skip
    by_line = {one.finding.pk: one.relation for one in earlier_like(clerk, found)}
    assert by_line[civil.pk] == "前身或者后身"
    assert unit("A77", "清源区无关单位").pk not in by_line


def test_what_the_reader_may_not_see_is_not_compared(
    field: Fielded, story: Story, people: Cast
) -> None:
    found = _found(field, people)
    member = field.actor(field.member)
    assert earlier_like(member, found) == []
    Recusal.objects.create(
        user=people["song"], inspection=story.inspection, organisation=story.water, ground="kin",
        words="亲属", origin="own", key="k", raised_at=clock.now(),
    )  # fmt: skip
    assert story.findings[1] not in [
        one.finding for one in earlier_like(people.actor("song"), found)
    ]


def test_a_person_settles_it_with_a_reason(field: Fielded, story: Story, people: Cast) -> None:
    found = _found(field, people)
    clerk = people.actor("liwen")

    def settle(kind: Recurrence, reason: str, of: int | None = None) -> Finding:
        found.refresh_from_db()
        return settling.settle_recurrence(
            clerk, finding_id=found.pk, version=found.version, recurrence=kind, reason=reason,
            of_id=of,
        )  # fmt: skip

    with pytest.raises(Invalid, match="理由"):
        settle(Recurrence.NEW, " ")
    with pytest.raises(Invalid, match="以前的哪一个"):
        settle(Recurrence.OLD, "同样的问题")
    with pytest.raises(Invalid, match="以前的问题里选择"):
        settle(Recurrence.OLD, "同样的问题", found.pk)
    done = settle(Recurrence.NEW_FORM, "换成了化整为零", story.findings[1].pk)
    assert (done.recurrence, done.recurrence_of) == ("new_form", story.findings[1])
    with pytest.raises(Refused):
        settling.settle_recurrence(
            people.actor("hejingan"), finding_id=found.pk, version=done.version,
            recurrence=Recurrence.NEW, reason="x",
        )  # fmt: skip
    assert settle(Recurrence.NEW, "核对以后认为不同").recurrence_of is None
