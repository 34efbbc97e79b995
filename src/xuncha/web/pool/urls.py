"""Addresses of the talent pool."""

from django.urls import path

from xuncha.cycle.directory.roles import INSPECTOR, READERS
from xuncha.web import nav
from xuncha.web.pool import exporting, facts, imports, ruling, trainings, views, writing

nav.register(
    nav.Entry("pool", "人才库", "users", "pool_list", READERS),
    nav.Entry("pool", "我的档案", "user", "pool_me", frozenset({INSPECTOR})),
)

_ONE = "pool/<int:inspector_id>/"
_LIST = "pool/imports/<int:list_id>/"

urlpatterns = [
    path("pool/", views.people, name="pool_list"),
    path("pool/export/", exporting.export, name="pool_export"),
    path("pool/me/", views.me, name="pool_me"),
    path("pool/new/", writing.nominate, name="pool_nominate"),
    path("pool/entry/", views.entry, name="pool_entry"),
    path("pool/entry/check/", writing.check, name="pool_check"),
    path("pool/entry/admit/", writing.admit, name="pool_admit"),
    path("pool/certificates/", views.certificates, name="pool_certificates"),
    path("pool/rules/", ruling.rules, name="pool_rules"),
    path("pool/rules/set/", ruling.set_rules, name="pool_rules_set"),
    path("pool/trainings/", trainings.courses, name="pool_trainings"),
    path("pool/trainings/new/", trainings.create, name="pool_training_create"),
    path("pool/trainings/<int:training_id>/", trainings.course, name="pool_training"),
    path("pool/trainings/<int:training_id>/people/", trainings.attend, name="pool_attend"),
    path(
        "pool/training-records/<int:record_id>/withdraw/", facts.withdraw_record,
        name="pool_record_withdraw",
    ),
    path("pool/imports/", imports.bring, name="pool_imports"),
    path(_LIST, imports.detail, name="pool_import"),
    path(f"{_LIST}columns/", imports.columns, name="pool_import_columns"),
    path(f"{_LIST}take/", imports.take, name="pool_import_take"),
    path(f"{_LIST}drop/", imports.drop, name="pool_import_drop"),
    path(f"{_LIST}refused/", imports.refused, name="pool_import_refused"),
    path(_ONE, views.person, name="pool_person"),
    path(f"{_ONE}change/", writing.change, name="pool_change"),
    path(f"{_ONE}move/", writing.move, name="pool_move"),
    path(f"{_ONE}account/", writing.link, name="pool_link"),
    path(f"{_ONE}return/", writing.return_person, name="pool_return"),
    path(f"{_ONE}reject/", writing.reject, name="pool_reject"),
    path(f"{_ONE}pause/", writing.pause, name="pool_pause"),
    path(f"{_ONE}resume/", writing.resume, name="pool_resume"),
    path(f"{_ONE}leave/", writing.leave, name="pool_leave"),
    path(f"{_ONE}renominate/", writing.renominate, name="pool_renominate"),
    path(f"{_ONE}ties/", views.ties, name="pool_ties"),
    path(f"{_ONE}ties/new/", facts.add_tie, name="pool_tie_add"),
    path(f"{_ONE}certificates/new/", facts.add_qualification, name="pool_qualification_add"),
    path(f"{_ONE}pledges/new/", facts.add_pledge, name="pool_pledge_add"),
    path(f"{_ONE}services/new/", facts.add_service, name="pool_service_add"),
    path("pool/ties/<int:tie_id>/end/", facts.end_tie, name="pool_tie_end"),
    path("pool/ties/<int:tie_id>/withdraw/", facts.withdraw_tie, name="pool_tie_withdraw"),
    path(
        "pool/certificates/<int:qualification_id>/withdraw/", facts.withdraw_qualification,
        name="pool_qualification_withdraw",
    ),
    path(
        "pool/certificates/<int:qualification_id>/file/", facts.download_qualification,
        name="pool_qualification_file",
    ),
    path(
        "pool/pledges/<int:pledge_id>/withdraw/", facts.withdraw_pledge,
        name="pool_pledge_withdraw",
    ),
    path("pool/pledges/<int:pledge_id>/file/", facts.download_pledge, name="pool_pledge_file"),
    path(
        "pool/services/<int:service_id>/withdraw/", facts.withdraw_service,
        name="pool_service_withdraw",
    ),
]  # fmt: skip
