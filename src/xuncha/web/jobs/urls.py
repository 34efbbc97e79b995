"""Addresses of long work. Whoever starts some is led here; nobody needs a list."""

from django.urls import path

from xuncha.web.jobs import views

urlpatterns = [
    path("jobs/<int:job_id>/", views.detail, name="jobs_detail"),
    path("jobs/<int:job_id>/progress/", views.progress, name="jobs_progress"),
    path("jobs/<int:job_id>/cancel/", views.cancel, name="jobs_cancel"),
]
