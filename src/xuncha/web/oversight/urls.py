"""Addresses of oversight."""

from django.urls import path

from xuncha.cycle.directory.roles import INSPECTOR, PARTNER, READERS
from xuncha.web import nav
from xuncha.web.oversight import cards, checks, draws, ruling

__all__ = ["cards", "urlpatterns"]

nav.register(
    nav.Entry("oversight", "抽查督办", "eye", "oversight_draws", READERS),
    nav.Entry("oversight", "实地核查", "eye", "oversight_checks", frozenset({INSPECTOR, PARTNER})),
)

_DRAW = "oversight/draws/<int:draw_id>/"
_CHECK = "oversight/checks/<int:check_id>/"

urlpatterns = [
    path("oversight/draws/", draws.rows, name="oversight_draws"),
    path("oversight/draws/new/", draws.new, name="oversight_new_draw"),
    path(_DRAW, draws.one, name="oversight_draw"),
    path(f"{_DRAW}assign/", draws.assign, name="oversight_assign"),
    path(f"{_DRAW}export/", draws.export, name="oversight_export_draw"),
    path("oversight/checks/", checks.rows, name="oversight_checks"),
    path("oversight/checks/export/", checks.export, name="oversight_export_checks"),
    path(_CHECK, checks.one, name="oversight_check"),
    path(f"{_CHECK}record/", checks.record, name="oversight_record_check"),
    path(f"{_CHECK}move/", checks.move, name="oversight_move_check"),
    path("oversight/check-files/<int:check_file_id>/", checks.opened, name="oversight_check_file"),
    path("oversight/rules/", ruling.rules, name="oversight_rules"),
    path("oversight/rules/new/", ruling.set_rules, name="oversight_set_rules"),
]
