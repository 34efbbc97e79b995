"""Addresses of long work. Whoever starts some is led to it; the list is found from the inbox."""

from django.urls import path

from xuncha.web.jobs import views

_JOB = "jobs/<int:job_id>/"

urlpatterns = [
    path("jobs/", views.listing, name="jobs_list"),
    path(_JOB, views.detail, name="jobs_detail"),
    path(f"{_JOB}fragment/", views.fragment, name="jobs_fragment"),
    path(f"{_JOB}cancel/", views.cancel, name="jobs_cancel"),
]
