"""Addresses of papers."""

from django.urls import path

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.web import nav
from xuncha.web.papers import dossiers, printing, templates

nav.register(nav.Entry("papers", "文书", "file-text", "papers_desk", BUSINESS))

_PRINTED = "prints/printed/<str:code>/"
_TEMPLATE = "prints/templates/<slug:paper>/"

urlpatterns = [
    path("prints/", printing.desk, name="papers_desk"),
    path("prints/of/<str:thing>/<int:record_id>/", printing.of_record, name="papers_of"),
    path("prints/print/<slug:paper>/<int:record_id>/", printing.print_one, name="papers_print"),
    path(_PRINTED, printing.printed, name="papers_printed"),
    path(f"{_PRINTED}open/", printing.open_again, name="papers_open"),
    path(f"{_PRINTED}pdf/", printing.convert, name="papers_convert"),
    path("prints/rounds/<int:round_id>/", dossiers.of_round, name="papers_dossiers"),
    path("prints/rounds/<int:round_id>/pack/", dossiers.pack, name="papers_pack"),
    path("prints/dossiers/<int:dossier_id>/open/", dossiers.open_one, name="papers_dossier"),
    path("prints/archive-rules/", dossiers.rules, name="papers_archive_rules"),
    path("prints/archive-rules/new/", dossiers.set_rules, name="papers_set_archive_rules"),
    path("prints/templates/", templates.listing, name="papers_templates"),
    path(_TEMPLATE, templates.one, name="papers_template"),
    path(f"{_TEMPLATE}take/", templates.take, name="papers_take_template"),
    path(f"{_TEMPLATE}put/", templates.put, name="papers_put_template"),
]
