"""All addresses, one include an area, in the order of the navigation."""

from django.urls import URLPattern, URLResolver, include, path

AREAS = [
    "home",
    "dashboard",
    "term",
    "coverage",
    "directory",
    "rounds",
    "points",
    "pool",
    "teams",
    "fieldwork",
    "inquiry",
    "holders",
    "petitions",
    "workpapers",
    "findings",
    "reading",
    "clues",
    "feedback",
    "schemes",
    "rectification",
    "signals",
    "questions",
    "oversight",
    "evaluation",
    "papers",
    "results",
    "deeds",
    "outings",
    "imports",
    "statistics",
    "review",
    "filling",
    "search",
    "notices",
    "jobs",
    "audit",
    "accounts",
    "calendar",
    "gallery",
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"xuncha.web.{area}.urls")) for area in AREAS
]
