"""Addresses of the workbench."""

from django.urls import path

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.web import nav
from xuncha.web.home import views

nav.register(nav.Entry("workbench", "工作台", "home", "workbench", BUSINESS))

urlpatterns = [path("", views.workbench, name="workbench")]
