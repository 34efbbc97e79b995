"""Addresses of talks, site visits and questionnaires."""

from django.urls import path

from xuncha.web.fieldwork.audience import READING
from xuncha.web.inquiry import cards, exporting, outlines, recording, talks
from xuncha.web.rounds.tabs import Tab, register

__all__ = ["cards", "urlpatterns"]

register(Tab("inquiry_talks", "谈话", READING, 30))

_INSPECTION = "inspections/<int:inspection_id>/"
_TALK = "talks/<int:talk_id>/"

urlpatterns = [
    path(f"{_INSPECTION}talks/", talks.of_inspection, name="inquiry_talks"),
    path(f"{_INSPECTION}talks/new/", recording.new, name="inquiry_new_talk"),
    path(f"{_INSPECTION}talks/targets/", recording.targets, name="inquiry_targets"),
    path("talks/", talks.rows, name="inquiry_talk_rows"),
    path("talks/export/", exporting.talks, name="inquiry_export_talks"),
    path("talks/outlines/", outlines.outlines, name="inquiry_outlines"),
    path("talks/outlines/<slug:post_kind>/", outlines.set_one, name="inquiry_set_outline"),
    path(_TALK, talks.one, name="inquiry_talk"),
    path(f"{_TALK}change/", recording.change, name="inquiry_change_talk"),
    path(f"{_TALK}move/", talks.move, name="inquiry_move_talk"),
    path(f"{_TALK}print/", talks.printed, name="inquiry_print_talk"),
]
