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


class ContactPost(models.TextChoices):
    SECRETARY = "secretary", "党组织书记"
    HEAD = "head", "主要负责人"
    LIAISON = "liaison", "联络员"


class DirectoryImportState(models.TextChoices):
    READ = "read", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"
