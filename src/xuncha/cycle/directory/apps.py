from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "xuncha.cycle.directory"
    label = "directory"
    verbose_name = "名录"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.directory import actors, policies, roles, verbs  # noqa: F401
