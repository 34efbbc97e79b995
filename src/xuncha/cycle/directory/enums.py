"""Choices of the directory."""

from django.db import models


class OrganisationKind(models.TextChoices):
    DEPARTMENT = "department", "区直单位"
    STREET = "street", "街道"
    TOWN = "town", "镇"
    TOWNSHIP = "township", "乡"
    VILLAGE = "village", "村"
    COMMUNITY = "community", "社区"
    ENTERPRISE = "enterprise", "国企"
    SCHOOL = "school", "学校"
    HOSPITAL = "hospital", "医院"
    DISTRICT = "district", "区委"
