"""Working papers for tests: written, signed and confirmed by the services as people would."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.fielded import Fielded
from tests.people import Cast
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.models import Seat
from xuncha.cycle.teams.services import declaring
from xuncha.cycle.workpapers.content import FactWords, Words
from xuncha.cycle.workpapers.enums import Answer
from xuncha.cycle.workpapers.models import Fact, FactSheet, Paper
from xuncha.cycle.workpapers.services import answering, confirming, signing, writing
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

FACTS = (
    FactWords(
        "3笔接待费报销没有公函", "2024年3月至6月", "水务局机关", "办公室主任",
        Decimal("12600"), Decimal(3), "笔",
    ),
    FactWords("接待费报销单由经办人代签", "2024年6月", "水务局机关", "分管财务副局长"),
)  # fmt: skip


def words(title: str = "公务接待报销没有公函", **more: Any) -> Words:
    """A whole content."""
    told: dict[str, Any] = {
        "origin": "documents", "summary": "接待费报销审批不严，有3笔没有公函。",
        "discovery": "查阅2024年会计凭证发现。", "support": "凭证复印件。",
        "basis": "《党政机关国内公务接待管理规定》关于公函的要求", "facts": FACTS,
        "others": ("2024年会计凭证（6月第12号）",),
    }  # fmt: skip
    return Words(title=title, **told | more)


def third(made: Fielded) -> User:
    """An account for the first team's liaison (韩…), declared: the ordinary author of papers."""
    from tests.teamed import account

    user = account("hanshi", "韩实")
    seat = Seat.objects.get(
        team=made.teamed.teams[0], role="liaison", ended_at__isnull=True
    )  # fmt: skip
    Inspector.objects.filter(pk=seat.inspector_id).update(user=user)
    declaring.declare(made.actor(user), seat_id=seat.pk, has_none=True)
    return user


def drafted(made: Fielded, author: User, **more: Any) -> Paper:
    """A draft."""
    return writing.create_paper(
        made.actor(author), inspection_id=made.inspection.pk, words=words(**more)
    )


def signed(made: Fielded, author: User, **more: Any) -> Paper:
    """Signed by its author, 顾二 and 陆一."""
    paper = drafted(made, author, **more)
    for user in (author, made.member, made.leader):
        paper = signing.sign_paper(made.actor(user), paper_id=paper.pk, version=paper.version)
    return paper


def sent(made: Fielded, paper: Paper) -> FactSheet:
    """All facts of a signed paper sent to the unit."""
    facts = Fact.objects.filter(version__paper=paper, version__number=paper.revision)
    sheet = confirming.draft_sheet(
        made.actor(made.member), inspection_id=paper.inspection_id,
        fact_ids=list(facts.values_list("pk", flat=True)),
    )  # fmt: skip
    return confirming.send_sheet(made.actor(made.leader), sheet_id=sheet.pk, version=sheet.version)


def confirmed(made: Fielded, people: Cast, paper: Paper) -> FactSheet:
    """The unit confirms every fact."""
    sheet = sent(made, paper)
    liaison = people.actor("zhoulan")
    for entry in sheet.entries.order_by("number"):
        answering.answer_fact(liaison, entry_id=entry.pk, answer=Answer.CONFIRMED)
    return answering.finish_sheet(liaison, sheet_id=sheet.pk, version=sheet.version)


HELD_ON = dt.date(2026, 3, 18)


def in_every_state(inspection: Inspection, author: User) -> list[Paper]:
    """Bare rows: a draft, one that waits for a signature, a signed one."""
    return [
        Paper.objects.create(
            inspection=inspection, number=number, author=author, title=f"底稿{number}",
            state=state, created_at=clock.now(), signed_at=clock.now(),
        )
        for number, state in enumerate(("draft", "reviewing", "signed"), start=1)
    ]  # fmt: skip
