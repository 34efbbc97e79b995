"""A round that closed, and its figures sealed."""

from __future__ import annotations

import datetime as dt

from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.planning.models import Inspection
from xuncha.insight.figures.frozen.sealing import seal_round
from xuncha.insight.figures.models import Snapshot

CLOSED = TODAY - dt.timedelta(days=9)


def close(story: Story, on: dt.date = CLOSED) -> None:
    """Let the time for rectification be over in the whole round."""
    Inspection.objects.filter(round=story.round).update(rectify_until_on=on)


def sealed(story: Story, people: Cast) -> Snapshot:
    """Sealed by 李闻."""
    close(story)
    return seal_round(people.actor("liwen"), round_id=story.round.pk)
