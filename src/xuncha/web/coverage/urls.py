"""Addresses of the coverage plan."""

from django.urls import path

from xuncha.cycle.directory.roles import READERS
from xuncha.web import nav
from xuncha.web.coverage import (
    bringing,
    comparing,
    drafting,
    exporting,
    home,
    life,
    moving,
    need,
    needs,
    risk,
    showing,
    solving,
)

nav.register(nav.Entry("coverage", "覆盖规划", "checklist", "coverage_home", READERS))

_NEEDS = "coverage/terms/<int:term_id>/needs/"
_NEED = "coverage/needs/<int:demand_id>/"
_IMPORT = "coverage/imports/<int:batch_id>/"
_PLAN = "coverage/plans/<int:plan_id>/"

urlpatterns = [
    path("coverage/", home.plans, name="coverage_home"),
    path(_NEEDS, needs.listing, name="coverage_needs"),
    path(f"{_NEEDS}prepare/", needs.prepare, name="coverage_prepare"),
    path(f"{_NEEDS}rescore/", needs.rescore, name="coverage_rescore"),
    path(f"{_NEEDS}export/", needs.export, name="coverage_needs_export"),
    path(f"{_NEEDS}bring/", bringing.bring, name="coverage_bring"),
    path(_NEED, need.one, name="coverage_need"),
    path(f"{_NEED}change/", need.change, name="coverage_need_change"),
    path(_IMPORT, bringing.detail, name="coverage_import"),
    path(f"{_IMPORT}take/", bringing.take, name="coverage_take"),
    path(f"{_IMPORT}drop/", bringing.drop, name="coverage_drop_import"),
    path(f"{_IMPORT}refused/", bringing.refused, name="coverage_refused"),
    path("coverage/risk/", risk.models, name="coverage_risk"),
    path("coverage/risk/new/", risk.create, name="coverage_risk_new"),
    path("coverage/terms/<int:term_id>/plans/new/", drafting.draft, name="coverage_draft"),
    path(_PLAN, showing.board, name="coverage_board"),
    path(f"{_PLAN}units/<int:organisation_id>/", showing.entry, name="coverage_entry"),
    path(f"{_PLAN}move/", moving.move, name="coverage_move"),
    path(f"{_PLAN}pin/", moving.pin, name="coverage_pin"),
    path(f"{_PLAN}rounds/<int:round_id>/teams/", moving.teams, name="coverage_teams"),
    path(f"{_PLAN}solve/", solving.solve, name="coverage_solve"),
    path(f"{_PLAN}progress/", solving.progress, name="coverage_progress"),
    path(f"{_PLAN}vary/", drafting.vary, name="coverage_vary"),
    path(f"{_PLAN}compare/", comparing.compare, name="coverage_compare"),
    path(f"{_PLAN}export/", exporting.export, name="coverage_export"),
    path(f"{_PLAN}submit/", life.submit, name="coverage_submit"),
    path(f"{_PLAN}return/", life.send_back, name="coverage_return"),
    path(f"{_PLAN}approve/", life.approve, name="coverage_approve"),
    path(f"{_PLAN}drop/", life.drop, name="coverage_drop"),
]
