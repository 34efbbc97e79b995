"""A recused person finds nothing of the inspection: on no address, in no list, in no number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.cycle.planning.reaching import paths_to_inspection
from tests.people import Cast
from tests.scenarios import PROBLEMS, Story
from tests.web.matrix import AREA_OF
from tests.web.test_matrix import arguments, own_arguments, patterns
from tests.web.thirds import third
from xuncha.cycle.teams.models import Recusal
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.insight.figures.definitions import EVERY
from xuncha.kernel import clock

SignIn = Callable[[str], Client]
HANGS_ON = {
    "inspection_id", "finding_id", "item_id", "proof_id", "signal_id", "extension_id", "import_id",
    "job_id",
}  # fmt: skip
"""Arguments of addresses that name something under an inspection; rooms tell their own, which count
for that room only (two rooms may have a ``seat_id``)."""
READERS = ("song", "liwen", "hejingan", "fengli")
WORDS = [problem for pair in PROBLEMS for problem in pair]


def _recuse(people: Cast, who: str, story: Story, *, everything: bool = False) -> None:
    Recusal.objects.create(
        user=people[who], inspection=None if everything else story.inspection,
        organisation=story.water, ground="kin",
        words="亲属在该单位", origin="own", key=f"own-{who}", raised_at=clock.now(),
    )  # fmt: skip


def _addresses(story: Story, people: Cast) -> list[tuple[str, str]]:
    """Every address of something under an inspection of the unit, with a record of that room."""
    made: dict[int, dict[str, int]] = {}
    found = []
    for name, pattern, _ in patterns():
        wanted = pattern.pattern.converters
        area = AREA_OF.get(name)
        if not (HANGS_ON | getattr(area, "HANGS_ON", set())) & set(wanted):
            continue
        room = id(area)
        if room not in made:
            made[room] = arguments(name, story, people)
            # a check that waits in the queue would stop the next room's steps
            Job.objects.update(state=JobState.DONE, finished_at=clock.now())
        given = made[room]
        found.append((name, reverse(name, kwargs={key: given[key] for key in wanted})))
    return found


def test_no_address_answers(as_: SignIn, story: Story, people: Cast) -> None:
    addresses = _addresses(story, people)
    assert len(addresses) > 25
    for turn, who in enumerate(READERS):
        with transaction.atomic():
            _recuse(people, who, story, everything=True)
            _nothing_answers(as_(who), third(addresses, turn))
            transaction.set_rollback(True)


def _nothing_answers(client: Client, addresses: Sequence[tuple[str, str]]) -> None:
    for name, url in addresses:
        answer = client.get(url)
        if answer.status_code == 405:
            answer = client.post(url, {})
            assert answer.status_code in {400, 403, 404}, name
        else:
            assert answer.status_code in {403, 404}, name
        text = answer.content.decode()
        assert not [word for word in WORDS if word in text], name


@pytest.mark.parametrize(
    "url",
    ["/", "/rectification/", "/rectification/signals/", "/rectification/extensions/", "/findings/",
     "/inspections/", "/jobs/", "/notices/", "/rectification/rounds/", "/rounds/"],
)  # fmt: skip
def test_no_list_shows_a_row(url: str, as_: SignIn, story: Story, people: Cast) -> None:
    own_arguments(story, people)
    before = as_("liwen").get(url).content.decode()
    assert before
    _recuse(people, "liwen", story, everything=True)
    text = as_("liwen").get(url).content.decode()
    assert not [word for word in WORDS if word in text]
    assert "水务局" not in text.replace("对水务局", "")


def test_no_export_holds_a_row(as_: SignIn, story: Story, people: Cast) -> None:
    from openpyxl import load_workbook

    _recuse(people, "liwen", story)
    answer = as_("liwen").post("/rectification/export/", {})
    assert answer.status_code == 200
    import io

    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    book = load_workbook(io.BytesIO(content))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [word for word in WORDS if any(word in cell for cell in cells)]
    assert any("12户" in cell for cell in cells)


def test_no_figure_counts_it(story: Story, people: Cast) -> None:
    own_arguments(story, people)
    paths = dict(paths_to_inspection())
    before = {one.name: one.value(people.actor("song")) for one in EVERY}
    inside = {
        one.name: one.rows(people.actor("song"))
        .filter(**{paths[one.model]: story.inspection.pk})
        .count()
        if one.model in paths
        else 0
        for one in EVERY
    }
    assert sum(inside.values()) > 5
    _recuse(people, "song", story)
    after = {one.name: one.value(people.actor("song")) for one in EVERY}
    assert after == {name: before[name] - inside[name] for name in before}
