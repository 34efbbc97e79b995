"""Addresses of the field: notices, periods."""

from django.urls import path

from xuncha.web.fieldwork import cards, notices, ruling
from xuncha.web.fieldwork.audience import READING
from xuncha.web.rounds.tabs import Tab, register

__all__ = ["cards", "urlpatterns"]

register(Tab("fieldwork_notices", "进驻公告", READING, 10))

_INSPECTION = "inspections/<int:inspection_id>/"
_NOTICE = "entry-notices/<int:entry_notice_id>/"

urlpatterns = [
    path("field-rules/", ruling.rules, name="fieldwork_rules"),
    path("field-rules/new/", ruling.set_rules, name="fieldwork_set_rules"),
    path(f"{_INSPECTION}entry-notice/", notices.editions, name="fieldwork_notices"),
    path(f"{_INSPECTION}entry-notice/new/", notices.draft, name="fieldwork_draft_notice"),
    path(_NOTICE, notices.one, name="fieldwork_notice"),
    path(f"{_NOTICE}change/", notices.change, name="fieldwork_change_notice"),
    path(f"{_NOTICE}move/", notices.move, name="fieldwork_move_notice"),
    path(f"{_NOTICE}correct/", notices.correct, name="fieldwork_correct_notice"),
    path(f"{_NOTICE}print/", notices.printed, name="fieldwork_print_notice"),
]
