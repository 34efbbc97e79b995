"""Every figure opens its rows: the number is what the list it leads to counts, for every reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests.checkpoints import answered
from tests.inquired import placed
from tests.overseen import looked_at
from tests.papered import in_every_state
from tests.people import Cast
from tests.petitioned import late_letter
from tests.pooled import pool
from tests.scenarios import TODAY, Story, claimed, signal
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.planning.models import Round, Term
from xuncha.cycle.pool.services import qualifying
from xuncha.cycle.rectification.services import extending, steps
from xuncha.foundation import access
from xuncha.insight.figures.asking import KINDS, ask
from xuncha.insight.figures.definitions import EVERY, ITEMS
from xuncha.insight.figures.field import FIELD_FIGURES
from xuncha.insight.figures.figure import Figure
from xuncha.insight.figures.registry import MEASURES, find
from xuncha.insight.figures.telling import tell
from xuncha.web import listing, narrowing
from xuncha.web.figures import capped_tiles
from xuncha.web.listing import total_of


@pytest.fixture
def busy(story: Story, people: Cast) -> Story:
    """Items in several states, a question, a request."""
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    steps.verify_item(people.actor("liwen"), item_id=made.pk, version=made.version)
    signal(claimed(story.items[1], by=people["zhoulan"].pk))
    extending.ask_extension(
        people.actor("zhoulan"), item_id=story.items[2].pk,
        to_on=story.inspection.rectify_until_on, reason="招标",
    )  # fmt: skip
    answered(story, people)
    for row, kind in zip(story.findings, ("old", "new_form", "new"), strict=False):
        type(row).objects.filter(pk=row.pk).update(
            recurrence=kind, recurrence_of=story.findings[3], recurrence_reason="同一件事",
            recurrence_at=row.created_at,
        )  # fmt: skip
    late_letter(story.inspection)
    in_every_state(story.inspection, people["liwen"])
    placed(story.inspection, people["liwen"], people["song"])
    type(made).objects.filter(pk=story.items[3].pk).update(due_on=story.inspection.feedback_on)
    type(made).objects.filter(pk=story.foreign.pk).update(due_on=TODAY)
    looked_at(story, people)
    person = pool(story, people).zhao
    type(person).objects.filter(pk=person.pk).update(can_lead=True)
    qualifying.add_qualification(
        people.actor("liwen"), inspector_id=person.pk, name="会计师",
        expires_on=TODAY + dt.timedelta(days=30),
    )  # fmt: skip
    return story


@pytest.mark.parametrize("who", ["song", "hejingan", "fengli", "zhoulan"])
@pytest.mark.parametrize("figure", EVERY, ids=lambda one: one.name)
def test_the_number_is_what_its_list_counts(
    busy: Story, people: Cast, as_: Callable[[str], Client], figure: Figure, who: str
) -> None:
    url = reverse(figure.page) + "?" + urlencode(dict(figure.query))
    answer = as_(who).get(url)
    actor = people.actor(who)
    if figure.roles and not actor.has(*figure.roles):
        assert figure.value(actor) == 0
        return
    if answer.status_code == 403:
        assert who in {"fengli", "zhoulan"}, "office and leaders reach every list"
        return
    listed = answer.context["page"].total.number
    assert listed == figure.value(people.actor(who))
    assert listed == total_of(figure.rows(people.actor(who))).number


def test_figures_are_not_all_nought(busy: Story, people: Cast) -> None:
    numbers = {figure.name: figure.value(people.actor("song")) for figure in EVERY}
    assert {name for name, value in numbers.items() if value == 0} <= {
        "items_sustained", "items_returned", *(one.name for one in FIELD_FIGURES),
    }  # fmt: skip


def test_names_are_stable_and_unique() -> None:
    names = [figure.name for figure in EVERY]
    assert len(set(names)) == len(names)


def test_tiles_stop_counting_where_their_lists_stop(
    busy: Story, people: Cast, as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "COUNT_LIMIT", 1)
    for tile in as_("song").get(reverse("workbench")).context["tiles"]:
        listed = as_("song").get(tile.url).context["page"].total
        assert str(listed) == str(tile.value), tile.name
    shown = {str(tile.value) for tile in capped_tiles(people.actor("song"), [ITEMS])}
    assert shown == {"1+"}


def test_figures_of_a_term_open_rows_of_that_term_only(
    busy: Story, as_: Callable[[str], Client]
) -> None:
    old = Term.objects.create(
        number=1, name="上一届", start_on=dt.date(2001, 1, 1), end_on=dt.date(2005, 12, 31)
    )
    before = as_("hejingan").get(reverse("workbench")).context["tiles"][0]
    listed = as_("hejingan").get(before.url).context["page"].total.number
    assert listed == before.value > 0
    Round.objects.filter(pk=busy.inspection.round_id).update(term=old)
    for name in ("workbench", "term_overview"):
        after = as_("hejingan").get(reverse(name)).context["tiles"][0]
        listed = as_("hejingan").get(after.url).context["page"].total.number
        assert listed == after.value
    assert as_("hejingan").get(before.url).context["page"].total.number == 0


def test_an_old_round_is_not_offered_but_still_opens(
    busy: Story, as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "ROUNDS_TO_CHOOSE", 0)
    plain = as_("song").get(reverse("rectification_list")).context["filter"]
    assert list(plain.form.fields["round"].queryset) == []
    page = {"round": busy.inspection.round_id}
    answer = as_("song").get(reverse("rectification_list"), page)
    assert answer.context["page"].total.number > 0
    assert answer.context["filter"].form.is_valid()
    assert as_("song").get(reverse("rectification_list"), {"round": "9" * 40}).status_code == 200


_KINDS = [one for one in OrganisationKind if str(one.label) in KINDS]
_WHO = ["song", "hejingan", "fengli", "zhoulan"]


@pytest.mark.parametrize("who", _WHO)
def test_every_figure_of_the_registry_opens_as_many_rows_as_it_says(
    busy: Story, people: Cast, as_: Callable[[str], Client], who: str
) -> None:
    client, question = as_(who), ask(people.actor(who))
    for measure in MEASURES:
        told = tell(measure, question)
        if told.rows is None:
            assert told.why
            assert told.value is None
            if measure.veils is None:
                assert client.get(told.link).status_code == 404, measure.name
            continue
        seen = measure.rows(question)
        mine = access.visible(people.actor(who), seen.model)
        assert told.rows == seen.count()
        assert seen.filter(pk__in=mine.values("pk")).count() == told.rows
        shown = who == "song" or (who == "zhoulan" and told.rows)
        if shown and measure.veils is None:
            answer = client.get(told.link)
            assert answer.context["page"].total.number == told.rows, measure.name


def test_narrowed_figures_open_narrowed_rows_and_add_up(
    busy: Story, people: Cast, as_: Callable[[str], Client]
) -> None:
    question = ask(people.actor("song"))
    for name in ("findings_found", "items_total", "organisations_inspected"):
        whole = tell(*find(name, question))
        kinds = [tell(*find(f"{name}?kind={one.label}", question)) for one in _KINDS]
        assert sum(one.rows or 0 for one in kinds) == whole.rows
        assert whole.rows
        one = next(one for one in kinds if one.rows)
        assert as_("song").get(one.link).context["page"].total.number == one.rows
        assert one.name.startswith(f"{name}?kind=")
