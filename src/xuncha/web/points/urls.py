"""Addresses of decisions, points to check, and inspections' lists."""

from django.urls import path

from xuncha.web import nav
from xuncha.web.points import answers, boards, exporting, imports, library, lists, writing
from xuncha.web.rounds.tabs import Part, Tab, register

register(Tab("points_inspection", "监督清单", library.AUDIENCE, 20, Part.BEFORE))
nav.register(
    nav.Entry("points", "监督清单", "clipboard-check", "points_checkpoints", library.AUDIENCE)
)

_DECISION = "decisions/<int:decision_id>/"
_SET = "checkpoint-sets/<int:set_id>/"
_CHECKPOINT = "checkpoints/<int:checkpoint_id>/"
_IMPORT = "checkpoint-imports/<int:point_import_id>/"
_LIST = "inspections/<int:inspection_id>/points/"
_POINT = "points/<int:point_id>/"

urlpatterns = [
    path("decisions/", library.decisions, name="points_decisions"),
    path("decisions/new/", writing.create_decision, name="points_create_decision"),
    path("decisions/export/", exporting.decisions, name="points_export_decisions"),
    path(_DECISION, library.decision, name="points_decision"),
    path(f"{_DECISION}change/", writing.change_decision, name="points_change_decision"),
    path(f"{_DECISION}retire/", writing.retire_decision, name="points_retire_decision"),
    path(f"{_DECISION}restore/", writing.restore_decision, name="points_restore_decision"),
    path(f"{_DECISION}file/", library.decision_file, name="points_decision_file"),
    path("checkpoints/", library.checkpoints, name="points_checkpoints"),
    path("checkpoints/export/", exporting.checkpoints, name="points_export_checkpoints"),
    path(_CHECKPOINT, library.checkpoint, name="points_checkpoint"),
    path(f"{_CHECKPOINT}change/", writing.change_checkpoint, name="points_change_checkpoint"),
    path(f"{_CHECKPOINT}remove/", writing.remove_checkpoint, name="points_remove_checkpoint"),
    path("checkpoint-sets/", library.sets, name="points_sets"),
    path("checkpoint-sets/new/", writing.create_set, name="points_create_set"),
    path(_SET, library.one_set, name="points_set"),
    path(f"{_SET}add/", writing.add_checkpoint, name="points_add_checkpoint"),
    path(f"{_SET}issue/", writing.issue_set, name="points_issue_set"),
    path(f"{_SET}drop/", writing.drop_set, name="points_drop_set"),
    path(f"{_SET}import/", imports.bring, name="points_bring"),
    path(f"{_SET}compare/<int:other_id>/", library.compare, name="points_compare"),
    path(_IMPORT, imports.detail, name="points_import"),
    path(f"{_IMPORT}take/", imports.take, name="points_take"),
    path(f"{_IMPORT}drop/", imports.drop, name="points_drop"),
    path(f"{_IMPORT}refused/", imports.refused, name="points_refused"),
    path("points/", lists.rows, name="points_rows"),
    path("points/export/", exporting.points, name="points_export"),
    path(_POINT, answers.point, name="points_point"),
    path(f"{_POINT}answer/", answers.answer, name="points_answer"),
    path(f"{_POINT}move/", answers.move, name="points_move"),
    path(f"{_POINT}link/", answers.link, name="points_link"),
    path(_LIST, lists.one, name="points_inspection"),
    path(f"{_LIST}give/", lists.give, name="points_give"),
    path(f"{_LIST}add/", lists.add, name="points_add"),
    path(f"{_LIST}assign/", lists.assign, name="points_assign"),
    path("rounds/<int:round_id>/points/", boards.board, name="points_round"),
    path("rounds/<int:round_id>/points/give/", lists.give_round, name="points_give_round"),
]
