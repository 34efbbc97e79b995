"""Address of the components' page; whoever needs it types it."""

from django.urls import path

from xuncha.web.gallery import views

urlpatterns = [path("gallery/", views.gallery, name="gallery")]
