"""No model is forgotten: each says whether it goes out."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from xuncha.foundation.kits.registry import Way, coming_back, kinds, may_follow
from xuncha.foundation.kits.taking import FILE, links
from xuncha.kernel.states import Stated

SEALED = ("clues.", "petitions.", "holders.", "audit.", "sessions.", "axes.", "otp_totp.")


def test_every_model_of_the_project_is_declared() -> None:
    every = {one._meta.label_lower for one in apps.get_models(include_auto_created=True)}
    assert every == set(kinds())


def test_whatever_stays_says_why_and_nothing_sealed_travels() -> None:
    for label, kind in kinds().items():
        assert bool(kind.why) == (kind.way is Way.STAYS), label
        if label.startswith(SEALED):
            assert kind.way is Way.STAYS, label


def test_what_is_written_in_the_field_hangs_on_an_inspection_and_knows_its_states() -> None:
    for kind in coming_back():
        assert "inspection" in kind.paths, kind.label
        if issubclass(kind.model, Stated):
            assert kind.states is not None, kind.label
            assert not kind.of, f"{kind.label}: what has a state is a record of its own"
        assert kind.of or kind.way is Way.WORKED, kind.label


def test_what_is_reckoned_or_given_anew_is_a_column() -> None:
    for kind in coming_back():
        names = {one.name for one in kind.model._meta.concrete_fields}
        assert {*kind.derives, *filter(None, [kind.number]), *kind.of, *kind.omits} <= names


def test_no_worked_record_must_point_at_what_stays() -> None:
    """A link that may not be empty leads to what travels too, or the row could never go out."""
    for kind in coming_back():
        for name, target, may_be_empty in links(kind.label):
            if not may_be_empty and target != FILE:
                assert kinds()[target].way is not Way.STAYS, f"{kind.label}.{name}"


def test_every_number_is_wide_enough_for_a_range_of_its_own() -> None:
    for kind in [*coming_back(), kinds()[FILE]]:
        assert isinstance(kind.model._meta.pk, models.BigAutoField), kind.label


def test_a_state_follows_along_the_table_only() -> None:
    assert may_follow("workpapers.paper", "draft", "signed")
    assert not may_follow("inquiry.talk", "withdrawn", "draft")
