from django.apps import AppConfig


class CheckpointsConfig(AppConfig):
    name = "xuncha.cycle.checkpoints"
    label = "checkpoints"
    verbose_name = "监督清单"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.checkpoints import policies, verbs  # noqa: F401
        from xuncha.cycle.checkpoints.importing import by_command  # noqa: F401
