"""Addresses of the calendar."""

from django.urls import path

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.web import nav
from xuncha.web.calendar import loading, views

nav.register(nav.Entry("calendar", "日历", "calendar", "calendar_years", BUSINESS))

urlpatterns = [
    path("calendar/", views.years, name="calendar_years"),
    path("calendar/load/", loading.load, name="calendar_load"),
]
