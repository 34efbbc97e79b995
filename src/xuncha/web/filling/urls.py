"""Addresses of filling masked texts."""

from django.urls import path

from xuncha.web.filling import views

urlpatterns = [
    path("filling/", views.bring, name="filling_bring"),
    path("filling/download/", views.download, name="filling_download"),
]
