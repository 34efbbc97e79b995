"""Addresses of the directory."""

from django.urls import path

from xuncha.web import nav
from xuncha.web.directory import contacts, exporting, importing, merging, splitting, views, writing

nav.register(nav.Entry("directory", "单位名录", "building", "directory_list", views.WHOLE))

_ONE = "directory/<int:organisation_id>/"
_LIST = "directory/imports/<int:roster_id>/"

urlpatterns = [
    path("directory/", views.listing, name="directory_list"),
    path("directory/tree/", views.tree, name="directory_tree"),
    path("directory/export/", exporting.export, name="directory_export"),
    path("directory/new/", writing.create, name="directory_create"),
    path("directory/imports/", importing.bring, name="directory_bring"),
    path(_LIST, importing.detail, name="directory_import"),
    path(f"{_LIST}columns/", importing.columns, name="directory_import_columns"),
    path(f"{_LIST}take/", importing.take, name="directory_import_take"),
    path(f"{_LIST}drop/", importing.drop, name="directory_import_drop"),
    path(f"{_LIST}refused/", importing.refused, name="directory_import_refused"),
    path(_ONE, views.detail, name="directory_detail"),
    path(f"{_ONE}rename/", writing.rename, name="directory_rename"),
    path(f"{_ONE}former-name/", writing.former_name, name="directory_former_name"),
    path(f"{_ONE}move/", writing.move, name="directory_move"),
    path(f"{_ONE}correct/", writing.correct, name="directory_correct"),
    path(f"{_ONE}dissolve/", writing.dissolve, name="directory_dissolve"),
    path(f"{_ONE}restore/", writing.restore, name="directory_restore"),
    path(f"{_ONE}merge/", merging.merge, name="directory_merge"),
    path(f"{_ONE}withdraw/", writing.withdraw, name="directory_withdraw"),
    path(f"{_ONE}split/", splitting.split, name="directory_split"),
    path(f"{_ONE}contacts/new/", writing.name_contact, name="directory_name_contact"),
    path("directory/contacts/<int:contact_id>/correct/", contacts.correct_contact,
         name="directory_correct_contact"),
    path("directory/contacts/<int:contact_id>/end/", contacts.end_contact,
         name="directory_end_contact"),
]  # fmt: skip
