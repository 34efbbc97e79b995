"""All addresses live in the web floor; one folder an area."""

from django.urls import include, path

urlpatterns = [path("", include("xuncha.web.urls"))]

handler400 = "xuncha.web.errors.bad_request"
handler403 = "xuncha.web.errors.forbidden"
handler404 = "xuncha.web.errors.not_found"
handler500 = "xuncha.web.errors.server_error"
