from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "xuncha.cycle.directory"
    label = "directory"
    verbose_name = "名录"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.directory import actors, policies, verbs  # noqa: F401, PLC0415
        from xuncha.cycle.directory.roles import OFFICE  # noqa: PLC0415
        from xuncha.foundation.calendar.policies import may_load  # noqa: PLC0415

        may_load(*OFFICE)
