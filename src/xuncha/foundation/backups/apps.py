from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "xuncha.foundation.backups"
    label = "backups"
    verbose_name = "备份"

    def ready(self) -> None:
        from xuncha.foundation.backups import verbs  # noqa: F401
