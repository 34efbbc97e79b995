from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "xuncha.foundation.files"
    label = "files"
    verbose_name = "文件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.foundation.files import policies, verbs  # noqa: F401
