"""The demo district has the sizes of a real one, and each thing in it can have happened."""

from collections import Counter
from itertools import islice

import pytest

from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.taxonomy.data import leaves
from xuncha.demo.world import DEMO_DATE, Dossier, Finding, Inspection, Item, World, build

VILLAGE = ("village", "community")


def _found(dossiers: list[Dossier]) -> list[tuple[Dossier, Inspection, Finding]]:
    return [(d, i, f) for d in dossiers for i, found in d.inspections for f in found]


def _items(dossiers: list[Dossier]) -> list[tuple[Inspection, Item]]:
    return [(i, item) for _, i, f in _found(dossiers) for item in f.items]


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    first, again, other = build(), build(), build(seed=7)
    code = first.organisations[60].code
    assert first.organisations == again.organisations
    assert list(first.inspections()) == list(again.inspections())
    assert first.dossier(code) == again.dossier(code)
    assert list(first.inspections()) != list(other.inspections())


def test_a_dossier_does_not_depend_on_which_were_read_before(
    world: World, dossiers: list[Dossier]
) -> None:
    for one in (dossiers[300], dossiers[5], dossiers[120]):
        assert build().dossier(one.organisation.code) == one


def test_only_what_was_fed_back_before_counts_as_historical(dossiers: list[Dossier]) -> None:
    """The demo marks findings as historical by their state: a running inspection has none."""
    states = {(i.stage in AFTER_FEEDBACK, f.state == "fed_back") for _, i, f in _found(dossiers)}
    assert states == {(True, True), (False, False)}


def test_organisations_are_those_of_one_county(world: World) -> None:
    kinds = Counter(one.kind for one in world.organisations if one.parent)
    assert sum(kinds.values()) == 355
    assert sum(kinds[one] for one in ("department", "enterprise", "school", "hospital")) == 90
    assert sum(kinds[one] for one in ("street", "town", "township")) == 15
    assert kinds["village"] + kinds["community"] == 250
    names = [one.name for one in world.organisations]
    assert len(set(names)) == len(names)


def test_every_organisation_is_inspected_and_once_only_in_a_round(world: World) -> None:
    assert set(world.plan) == {one.code for one in world.organisations if one.parent}
    for inspections in world.plan.values():
        numbers = [one.round_number for one in inspections]
        assert numbers == sorted(set(numbers))


def test_rounds_stand_where_the_demo_day_puts_them(world: World) -> None:
    assert Counter(one.status for one in world.rounds) == {
        "finished": 9, "rectifying": 1, "field": 1, "planned": 1,
    }  # fmt: skip
    assert [one.number for one in world.rounds] == list(range(1, 13))
    for one in world.rounds:
        assert world.term_start <= one.start_on < one.end_on <= world.term_end
    field = next(one for one in world.rounds if one.status == "field")
    assert field.start_on <= DEMO_DATE <= field.end_on


def test_findings_items_and_measures_have_the_densities_of_the_sources(
    dossiers: list[Dossier],
) -> None:
    found, items = _found(dossiers), _items(dossiers)
    assert len(found) == pytest.approx(4800, rel=0.06)
    assert len(items) / len(found) == pytest.approx(2.8, abs=0.15)
    assert sum(len(item.measures) for _, item in items) / len(items) == pytest.approx(2.8, abs=0.15)
    for kinds, mean, least, most in (
        (VILLAGE, 12, 4, 23), (("department", "street", "town", "township"), 17, 8, 27),
    ):  # fmt: skip
        sizes = [
            len(d.inspections[0][1]) for d in dossiers
            if d.organisation.kind in kinds and d.inspections[0][0].feedback_on
            and d.inspections[0][0].kind in ("regular", "with_villages", "raised")
        ]  # fmt: skip
        assert sum(sizes) / len(sizes) == pytest.approx(mean, rel=0.08)
        assert least <= min(sizes)
        assert max(sizes) <= most


def test_days_follow_one_another(dossiers: list[Dossier]) -> None:
    for inspection, item in _items(dossiers):
        feedback = inspection.feedback_on
        assert feedback is not None
        told = [feedback, item.done_on, item.claimed_on, item.verified_on, item.sustained_on]
        days = [day for day in told if day is not None]
        assert days == sorted(days)
        assert days[-1] <= DEMO_DATE
        assert [step.on for step in item.steps] == sorted(step.on for step in item.steps)
        assert all(feedback <= one.reported_on <= DEMO_DATE for one in item.progress)
        assert all(feedback <= one.effective_on <= DEMO_DATE for one in item.proofs)
        assert (item.verified_on is not None) >= (item.state in ("verified", "sustained"))
        assert (item.sustained_on is not None) == (item.state == "sustained")
        if item.state in ("claimed", "returned", "verified", "sustained"):
            assert item.claimed_on is not None
            assert item.progress


def test_gaps_between_leaving_and_feedback_are_those_seen(world: World) -> None:
    gaps = sorted(
        (one.feedback_on - one.left_on).days
        for one in world.inspections()
        if one.feedback_on and one.left_on
    )
    assert gaps[0] >= 22
    assert gaps[-1] <= 167
    assert 45 <= gaps[len(gaps) // 2] <= 70


def test_nothing_is_told_to_a_unit_before_feedback(dossiers: list[Dossier]) -> None:
    for _, inspection, finding in _found(dossiers):
        assert (finding.state == "fed_back") == (inspection.feedback_on is not None)
        if inspection.feedback_on is None:
            assert finding.items == ()


def test_finished_rounds_are_mostly_done_and_the_running_one_is_under_way(
    world: World, dossiers: list[Dossier]
) -> None:
    status = {one.number: one.status for one in world.rounds}
    done: dict[str, Counter[bool]] = {"finished": Counter(), "rectifying": Counter()}
    for inspection, item in _items(dossiers):
        is_done = item.state in ("claimed", "verified", "sustained")
        done[status[inspection.round_number]][is_done] += 1
    share = {name: one[True] / one.total() for name, one in done.items()}
    assert 0.95 <= share["finished"] <= 0.995
    assert 0.5 <= share["rectifying"] <= 0.85


def test_extensions_and_returns_are_few_and_complete(dossiers: list[Dossier]) -> None:
    items = [item for _, item in _items(dossiers)]
    extended = [item for item in items if item.extension and not item.extension.reopening]
    assert 0.02 <= len(extended) / len(items) <= 0.045
    for item in extended:
        asked = item.extension
        assert asked is not None
        assert asked.to_on > asked.from_on
        assert asked.reason
        assert (asked.decided_on is None) == (asked.state == "asked")
        assert (item.due_on == asked.to_on) == (asked.state == "granted")
    reasons = [s.reason for item in items for s in item.steps if s.action == "return"]
    assert 0.02 <= len(reasons) / len(items) <= 0.05
    assert all(reasons)


def test_hundreds_of_proofs_have_a_file_and_there_are_names_for_all(
    dossiers: list[Dossier],
) -> None:
    proofs = [proof for _, item in _items(dossiers) for proof in item.proofs]
    assert len(proofs) > 40_000
    assert 300 <= sum(one.has_file for one in proofs) <= 2000


def test_leaves_stand_in_the_taxonomy_and_fit_the_kind(dossiers: list[Dossier]) -> None:
    for dossier, _, finding in _found(dossiers):
        leaf = leaves()[finding.leaf]
        assert (leaf.scope == "village") == (dossier.organisation.kind in VILLAGE)


def test_a_larger_scale_streams_and_keeps_codes_apart() -> None:
    large = build(scale=10)
    codes = [one.code for one in large.organisations]
    assert len(set(codes)) == len(codes) == 3560
    assert [one.number for one in large.rounds] == list(range(1, 121))
    assert len({one.name for one in large.organisations}) == 3560
    first = list(islice(large.dossiers(), 3))
    assert first == [build().dossier(one.organisation.code) for one in first]
    assert large.dossier(codes[-1]).inspections


@pytest.mark.parametrize("scale", [0, -1, 11])
def test_an_impossible_scale_is_refused_in_words(scale: int) -> None:
    with pytest.raises(ValueError, match="规模只能是1到10"):
        build(scale=scale)
