"""Words of outings."""

from django.db import models


class Way(models.TextChoices):
    OUT = "out", "发出"
    BACK = "back", "带回"


class ClashState(models.TextChoices):
    OPEN = "open", "待裁定"
    KEPT = "kept", "以办公室的为准"
    TAKEN = "taken", "以外出站点的为准"
    OVERTAKEN = "overtaken", "已被后来带回的代替"
