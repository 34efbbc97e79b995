"""Address of the search page."""

from django.urls import path

from xuncha.web.search import views

urlpatterns = [path("search/", views.results, name="search_results")]
