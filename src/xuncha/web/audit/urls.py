"""Addresses of the log."""

from django.urls import path

from xuncha.foundation.accounts.roles import AUDITOR
from xuncha.web import nav
from xuncha.web.audit import exporting, views

nav.register(nav.Entry("audit", "审计", "shield-check", "audit_list", frozenset({AUDITOR})))

urlpatterns = [
    path("audit/", views.listing, name="audit_list"),
    path("audit/<int:number>/", views.detail, name="audit_detail"),
    path("audit/verify/", views.verify, name="audit_verify"),
    path("audit/export/", exporting.export, name="audit_export"),
]
