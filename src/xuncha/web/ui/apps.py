from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "xuncha.web.ui"
    label = "ui"
    verbose_name = "组件"
