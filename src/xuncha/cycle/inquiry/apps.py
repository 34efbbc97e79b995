from django.apps import AppConfig


class InquiryConfig(AppConfig):
    name = "xuncha.cycle.inquiry"
    label = "inquiry"
    verbose_name = "谈话走访"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.cycle.inquiry import checks, policies, verbs  # noqa: F401
