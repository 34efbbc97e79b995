"""Addresses of the use of results."""

from django.urls import path

from xuncha.cycle.directory.roles import INSPECTOR, READERS, UNIT
from xuncha.web import nav
from xuncha.web.results import (
    cards,
    commons,
    desk,
    institutions,
    joint,
    results,
    ruling,
    selfchecks,
)
from xuncha.web.results.audience import PARTNER

__all__ = ["cards", "urlpatterns"]

nav.register(
    nav.Entry("results", "成果运用", "flag", "results_list", READERS | UNIT),
    nav.Entry("results", "协作台", "flag", "results_desk", PARTNER),
    nav.Entry("results", "未巡先改", "flag", "results_selfchecks", frozenset({INSPECTOR})),
)

_RESULT = "results/<int:result_id>/"
_INSTITUTION = "results/institutions/<int:institution_id>/"
_COMMON = "results/commons/<int:common_id>/"
_CHECK = "results/selfchecks/<int:selfcheck_id>/"

urlpatterns = [
    path("results/", results.rows, name="results_list"),
    path("results/new/", results.new, name="results_new"),
    path("results/export/", results.export, name="results_export"),
    path("results/desk/", desk.desk, name="results_desk"),
    path("results/rules/", ruling.rules, name="results_rules"),
    path("results/rules/new/", ruling.set_rules, name="results_set_rules"),
    path(_RESULT, results.one, name="results_result"),
    path(f"{_RESULT}change/", results.change, name="results_change"),
    path(f"{_RESULT}move/", results.move, name="results_move"),
    path(f"{_RESULT}answer/", results.answer, name="results_answer"),
    path("results/files/<int:result_file_id>/", results.opened, name="results_file"),
    path("results/institutions/", institutions.rows, name="results_institutions"),
    path("results/institutions/new/", institutions.report, name="results_report_institution"),
    path("results/institutions/export/", institutions.export, name="results_export_institutions"),
    path(_INSTITUTION, institutions.one, name="results_institution"),
    path(f"{_INSTITUTION}move/", institutions.move, name="results_move_institution"),
    path(
        "results/institution-files/<int:institution_file_id>/",
        institutions.opened,
        name="results_institution_file",
    ),
    path("results/commons/", commons.rows, name="results_commons"),
    path("results/rounds/<int:round_id>/commons/new/", commons.name, name="results_name_common"),
    path(_COMMON, commons.one, name="results_common"),
    path(f"{_COMMON}publish/", commons.publish, name="results_publish_common"),
    path(f"{_COMMON}move/", commons.move, name="results_move_common"),
    path("results/selfchecks/", selfchecks.rows, name="results_selfchecks"),
    path("results/selfchecks/export/", selfchecks.export, name="results_export_selfchecks"),
    path(_CHECK, selfchecks.one, name="results_selfcheck"),
    path(f"{_CHECK}answer/", selfchecks.answer, name="results_answer_selfcheck"),
    path(f"{_CHECK}move/", selfchecks.move, name="results_move_selfcheck"),
    path("results/joint/", joint.board, name="results_joint"),
    path("results/joint/new/", joint.add, name="results_add_joint"),
    path("results/joint/export/", joint.export, name="results_export_joint"),
    path("results/joint/<int:joint_id>/withdraw/", joint.withdraw, name="results_withdraw_joint"),
]
