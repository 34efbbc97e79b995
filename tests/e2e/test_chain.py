"""One inspection in a browser, from its entry notice to a settled finding, an immediate fix and a
clue that the receiver has signed for: each sentence two clicks from its paper, both ways, and at
the end no word of the clue in the site's folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.inspection import clue, field, papers
from tests.e2e.inspection.journey import Journey

pytestmark = pytest.mark.e2e


def test_one_inspection_from_its_notice_to_a_settled_finding(
    as_: Callable[..., Page], tmp_path: Path, folder: Path
) -> None:
    journey = Journey(as_)
    field.notice(journey)
    field.documents(journey)
    field.talk(journey)
    field.visit(journey)
    field.questionnaire(journey)
    field.fix(journey, tmp_path)
    papers.papers(journey)
    papers.facts(journey)
    papers.meeting(journey)
    papers.finding(journey)
    papers.two_clicks_both_ways(journey)
    clue.clue(journey)
    clue.no_word_in(folder / "var", folder / "log")
