"""Addresses for bringing files in."""

from django.urls import path

from xuncha.web.imports import views

urlpatterns = [
    path("inspections/<int:inspection_id>/imports/new/", views.bring, name="imports_bring"),
    path("imports/<int:import_id>/", views.detail, name="imports_detail"),
    path("imports/<int:import_id>/columns/", views.columns, name="imports_columns"),
    path("imports/<int:import_id>/take/", views.take, name="imports_take"),
    path("imports/<int:import_id>/drop/", views.drop, name="imports_drop"),
    path("imports/<int:import_id>/refused/", views.refused, name="imports_refused"),
]
