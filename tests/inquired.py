"""Talks, visits and questionnaires for tests, made by the services as the team would."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from tests.fielded import Fielded
from tests.scenarios import TODAY
from xuncha.cycle.inquiry.models import Talk
from xuncha.cycle.inquiry.services import talks
from xuncha.cycle.inquiry.services.talks import TalkFacts
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

WORDS = "问：采购怎样办？\n答：三家比价，记录在案。"


def talk_facts(field: Fielded, **more: Any) -> TalkFacts:
    """A whole talk of 陆一 and 顾二 with the head of an office."""
    facts = TalkFacts(
        talked_on=TODAY, starts_at=dt.time(9), ends_at=dt.time(10, 20), place="水务局三楼小会议室",
        post_kind="middle", post="办公室主任", first_id=field.leader.pk, second_id=field.member.pk,
        recorder_id=field.member.pk, rights_told=True, text=WORDS, read_back="own",
        signature="signed",
    )  # fmt: skip
    return replace(facts, **more)


def recorded(field: Fielded, **more: Any) -> Talk:
    """The talk as 陆一 writes it down."""
    facts = talk_facts(field, **more)
    return talks.record_talk(
        field.actor(field.leader), inspection_id=field.inspection.pk, facts=facts
    )


def half_signed(field: Fielded, **more: Any) -> Talk:
    """Signed by 陆一, waiting for 顾二."""
    row = recorded(field, **more)
    return talks.sign_talk(field.actor(field.leader), talk_id=row.pk, version=row.version)


def signed(field: Fielded, **more: Any) -> Talk:
    """Signed by both."""
    row = half_signed(field, **more)
    return talks.countersign_talk(field.actor(field.member), talk_id=row.pk, version=row.version)


def placed(inspection: Inspection, first: User, second: User) -> None:
    """A signed talk laid under any inspection, past the services."""
    at = clock.now()
    Talk.objects.create(
        inspection=inspection, number=1, made_at=at, talked_on=TODAY, starts_at=dt.time(9),
        ends_at=dt.time(10), place="会议室", post_kind="staff", post="科员", first=first,
        second=second, recorder=second, rights_told=True, text=WORDS, read_back="own",
        signature="signed", state="signed", signed_by=first, signed_at=at,
        countersigned_by=second, countersigned_at=at,
    )  # fmt: skip
