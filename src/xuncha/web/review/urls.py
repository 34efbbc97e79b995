"""Addresses of the review of a term."""

from django.urls import path

from xuncha.web.review import views

urlpatterns = [
    path("review/", views.term, name="review_term"),
    path("review/export/", views.export, name="review_export"),
]
