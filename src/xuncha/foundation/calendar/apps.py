from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "xuncha.foundation.calendar"
    label = "workdays"
    verbose_name = "日历"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from xuncha.foundation.calendar import policies, verbs  # noqa: F401
        from xuncha.foundation.calendar.provisional import settle_known
        from xuncha.foundation.jobs.daily import add_chore

        add_chore(settle_known)
