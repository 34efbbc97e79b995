"""Small problems to try rules on: a sound base, and what to change in it."""

from __future__ import annotations

from typing import Any

Told = dict[str, Any]


def organisation(key: str, **more: Any) -> Told:
    return {
        "id": key, "name": f"单位{key}", "kind": "区直单位", "parent": None, "risk": 50,
        "effort": 20, "skills": [], "not_before": None, "due": None, "with_parent": False,
        "fixed_round": None,
    } | more  # fmt: skip


def person(key: str, **more: Any) -> Told:
    return {
        "id": key, "name": f"人员{key}", "skills": [], "leader": True, "deputy": True,
        "home": None, "rounds": None, "max_rounds": None,
    } | more  # fmt: skip


def spring(number: int, teams: int = 1) -> Told:
    """The round of a year: R1 is in 2022."""
    year = 2021 + number
    return {"id": f"R{number}", "start": f"{year}-03-01", "end": f"{year}-05-31", "teams": teams}


def problem(organisations: list[Told], people: list[Told], rounds: list[Told], **more: Any) -> Told:
    rules = {
        "team_size": [2, 3], "deputies": [1, 1], "max_organisations_per_team": 2,
        "max_effort_per_team": 60, "leader_not_same_organisation_twice": True,
        "same_home_in_team": False, "recusal_years": 3, "delay_tolerance": 0,
    } | more.pop("rules", {})  # fmt: skip
    return {
        "term": {"start": "2022-01-01", "end": "2026-12-31"}, "rules": rules, "rounds": rounds,
        "organisations": organisations, "inspectors": people, "recusals": [],
    } | more  # fmt: skip
