"""Papers for tests: a feedback as offices write it."""

from __future__ import annotations

import io
from typing import Any

from xuncha.cycle.intake.models import PaperIntake
from xuncha.cycle.intake.services import Correction, bring_paper
from xuncha.cycle.intake.understood import understood
from xuncha.kernel.actor import Actor

FEEDBACK = """区委第二巡察组向清源区水务局党组反馈巡察情况

2025年12月10日，区委第二巡察组向清源区水务局党组反馈了巡察情况。巡察组指出了以下主要问题：

一、贯彻落实党的理论和路线方针政策方面
1.理论学习中心组2024年只学习4次，缺少研讨。
2.河长制责任落实不到位，3处河段垃圾没有清理。
二、全面从严治党方面
3.公务接待审批不严，3笔接待费无公函报销。
三、整改意见
1.加强政治学习。
"""


def brought(actor: Actor, **rest: Any) -> PaperIntake:
    """The feedback handed in and read."""
    stream = io.BytesIO(FEEDBACK.encode())
    return bring_paper(actor, stream=stream, name="反馈意见.txt", **rest)


def as_read(row: PaperIntake) -> list[Correction]:
    """Everything kept as it was read."""
    return [Correction(one.at, one.kept, one.text) for one in understood(row).lines]
