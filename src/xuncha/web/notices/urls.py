"""Addresses of the inbox. It stands in the top bar, not in the side navigation."""

from django.urls import path

from xuncha.web.notices import views

urlpatterns = [
    path("notices/", views.inbox, name="notices_inbox"),
    path("notices/read/", views.read_all, name="notices_read_all"),
    path("notices/<int:notice_id>/read/", views.read, name="notices_read"),
]
