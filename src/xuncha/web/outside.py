"""On a field site only the team's work in the field goes on: which pages those are, and what stands
at the head of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from xuncha.foundation.audit.selectors import changed_records
from xuncha.foundation.kits import station
from xuncha.foundation.kits.registry import coming_back
from xuncha.kernel import clock
from xuncha.kernel.errors import Refused
from xuncha.web import errors

Next = Callable[[HttpRequest], HttpResponseBase]
_AREAS = frozenset({
    "home", "rounds", "points", "fieldwork", "inquiry", "workpapers", "findings", "deeds",
    "notices", "search", "accounts", "teams", "calendar",
})  # fmt: skip
"""Areas of pages that are used outside, but for the names below."""
_OFFICE_ONLY = frozenset({
    "findings_move", "findings_dispose", "findings_merge", "findings_unmerge",
    "findings_recurrence", "workpapers_hand_over", "workpapers_new_rules", "deeds_set_rules",
    "inquiry_set_rules", "inquiry_set_outline", "inquiry_bring_sheets", "fieldwork_set_rules",
    "points_create_set", "points_create_decision", "points_bring", "points_give",
    "points_give_round", "rounds_create", "rounds_add_inspection", "rounds_advance",
    "rounds_recheck", "myteams_recuse", "myteams_declare", "teams_raise",
})  # fmt: skip
_OFFICE_ONLY_STARTS = ("fieldwork_briefing", "fieldwork_ask_briefing", "accounts_", "teams_")
SENTENCE = "这里是外出站点，只办本组的现场工作；这一项请回办公室办理。"


def is_used_outside(view: Callable[..., Any], name: str) -> bool:
    """Whether a page belongs to the work in the field."""
    parts = view.__module__.split(".")
    if parts[:2] != ["xuncha", "web"]:
        return True
    area = parts[2]
    return area in _AREAS and name not in _OFFICE_ONLY and not name.startswith(_OFFICE_ONLY_STARTS)


def leads_out(url: str) -> bool:
    """On a field site: whether an address of ours is for the office only."""
    if station.read() is None:
        return False
    try:
        match = resolve(url.partition("?")[0].partition("#")[0])
    except Resolver404:
        return False
    return not is_used_outside(match.func, match.view_name)


class FieldSiteMiddleware:
    """Refuses what is the office's, with a sentence; does nothing on any other site."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Between the address and its page."""
        match = request.resolver_match
        if station.read() is None or match is None or is_used_outside(view, match.view_name):
            return None
        return errors.answer(request, Refused(SENTENCE))


def strip() -> dict[str, Any] | None:
    """What stands at the head of each page of a field site."""
    own = station.read()
    if own is None:
        return None
    last = own.last
    return {
        "team": f"{own.round}{own.team}", "machine": own.machine, "since": own.since[:10],
        "until": own.valid_until, "over": own.valid_until < clock.today().isoformat(),
        "changes": changed_records(
            last.line if last else own.line, frozenset(kind.label for kind in coming_back())
        ),
    }  # fmt: skip
