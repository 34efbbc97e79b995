from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "xuncha.cycle.directory"
    label = "directory"
    verbose_name = "名录"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.directory import actors, keyholding, policies, verbs  # noqa: F401
        from xuncha.cycle.directory.importing import by_command  # noqa: F401
        from xuncha.cycle.directory.roles import OFFICE
        from xuncha.foundation.calendar.policies import may_load

        may_load(*OFFICE)
