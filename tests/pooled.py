"""People of a talent pool for tests: in any state, with an account or without."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.people import PASSWORD, Cast
from tests.scenarios import TODAY, Story, unit
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.pool.enums import EntryWay, InspectorState, TieKind, TieSource
from xuncha.cycle.pool.models import Inspector, Tie
from xuncha.cycle.pool.services.tying import key_of
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM


@dataclass
class Pool:
    """赵一禾 is admitted and can sign in; 孙二木 waits for the check, 周三川 for the approval."""

    town: Organisation
    village: Organisation
    zhao: Inspector
    sun: Inspector
    zhou: Inspector
    account: User


def pool(story: Story, people: Cast) -> Pool:
    """Three people from two units, and a town with a village."""
    town = unit("T01", "清源区柳渡镇", OrganisationKind.TOWN)
    village = Organisation.objects.create(
        code="V01", name="柳渡镇石桥村", short_name="石桥村", kind=OrganisationKind.VILLAGE,
        parent=town,
    )  # fmt: skip
    account = bootstrap_user(
        SYSTEM, username="zhaoyihe", name="赵一禾", post="", password=PASSWORD,
        roles=["inspector"], must_change=False,
    )  # fmt: skip
    zhao = inspector(people, "赵一禾", story.water, user=account, phone="13900001111",
                     native_place="柳渡镇石桥村", native_organisation=village)  # fmt: skip
    sun = inspector(people, "孙二木", story.civil, state=InspectorState.NOMINATED)
    zhou = inspector(people, "周三川", story.civil, state=InspectorState.CHECKED)
    return Pool(town, village, zhao, sun, zhou, account)


def inspector(
    people: Cast, name: str, home: Organisation | None,
    state: InspectorState = InspectorState.ADMITTED, **more: Any,
) -> Inspector:  # fmt: skip
    """A person in a state: checked by 李闻, admitted by 宋致远."""
    facts: dict[str, Any] = {
        "home_since": dt.date(2020, 3, 1), "post": "科员", "state_on": TODAY,
        "way": EntryWay.UNIT, "nominated_on": TODAY, "nominated_by": people["zhaoqing"],
    }  # fmt: skip
    if state not in {InspectorState.NOMINATED, InspectorState.REJECTED}:
        facts |= {"checked_by": people["liwen"], "checked_at": clock.now()}
    if state in {InspectorState.ADMITTED, InspectorState.PAUSED, InspectorState.LEFT}:
        facts |= {"admitted_by": people["song"], "admitted_at": clock.now()}
    if state in {InspectorState.PAUSED, InspectorState.LEFT, InspectorState.REJECTED}:
        facts["state_reason"] = "工作需要"
    return Inspector.objects.create(name=name, home=home, state=state, **(facts | more))


def tie(
    person: Inspector, organisation: Organisation | None, kind: TieKind = TieKind.POST, **more: Any
) -> Tie:
    """A standing tie."""
    facts: dict[str, Any] = {"source": TieSource.ARCHIVE, "entered_at": clock.now()}
    if kind == TieKind.KIN:
        facts |= {"person": "赵某亲", "relationship": "哥哥", "kinship": "collateral"}
    row = Tie(inspector=person, organisation=organisation, kind=kind, **(facts | more))
    row.key = key_of(row)
    row.save()
    return row
