"""Addresses of the sealed store. All lie under one path: the unlocked key goes nowhere else."""

from django.urls import path

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, PARTNER, READERS
from xuncha.web import nav
from xuncha.web.clues import clue, lists, naming, ruling, waiting
from xuncha.web.rounds.tabs import Part, Tab, register

__all__ = ["urlpatterns", "waiting"]

register(Tab("clues_inspection", "线索", OFFICE | {INSPECTOR}, 80, Part.JUDGED))
nav.register(
    nav.Entry("clues", "线索专柜", "lock", "clues_list", READERS | {INSPECTOR, PARTNER})
)  # fmt: skip

_INSPECTION = "clues/inspections/<int:inspection_id>/"
_CLUE = "clues/<int:clue_id>/"
_COPY = "clues/copies/<int:copy_id>/"
_GRANT = "clues/grants/<int:clue_grant_id>/"

urlpatterns = [
    path("clues/", lists.clues, name="clues_list"),
    path("clues/counts/", lists.counts, name="clues_counts"),
    path(_INSPECTION, lists.inspection, name="clues_inspection"),
    path(f"{_INSPECTION}new/", lists.new, name="clues_new"),
    path("clues/rules/", ruling.versions, name="clues_rules"),
    path("clues/rules/new/", ruling.change, name="clues_new_rules"),
    path(_CLUE, clue.clue, name="clues_clue"),
    path(f"{_CLUE}open/", clue.open_fields, name="clues_open"),
    path(f"{_CLUE}hand-over/", clue.hand_over, name="clues_hand_over"),
    path(f"{_CLUE}withdraw/", clue.withdraw, name="clues_withdraw"),
    path(f"{_CLUE}rekey/", naming.rekey, name="clues_rekey"),
    path(f"{_CLUE}grants/", naming.grant, name="clues_grant"),
    path(f"{_GRANT}end/", naming.end, name="clues_end_grant"),
    path(f"{_GRANT}key/", naming.hand_key, name="clues_hand_key"),
    path(f"{_COPY}follow/", clue.follow, name="clues_follow"),
    path(f"{_COPY}slip/", clue.slip, name="clues_slip"),
]
