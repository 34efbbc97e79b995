from django.apps import AppConfig


class InquiryConfig(AppConfig):
    name = "xuncha.cycle.inquiry"
    label = "inquiry"
    verbose_name = "了解"
    default_auto_field = "django.db.models.BigAutoField"
