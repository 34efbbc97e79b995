from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "xuncha.foundation.notices"
    label = "notices"
    verbose_name = "消息"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.foundation.notices import policies  # noqa: F401
