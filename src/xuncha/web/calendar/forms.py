"""The form that brings a year's table in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

MB = 1024 * 1024
MOST_BYTES = 2 * MB


class YearForm(forms.Form):
    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
    source = forms.CharField(
        label="来源", max_length=120, help_text="通知的名称或者文号，会显示在日历上"
    )
    file = forms.FileField(label="工作日表（.xlsx）")

    def clean_file(self) -> UploadedFile[Any]:
        """Only a small .xlsx; a year has 366 days at most."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        name = file.name or ""
        if not name.lower().endswith(".xlsx"):
            raise forms.ValidationError(f"“{name[:80]}”不是 .xlsx 文件，请另存为 .xlsx 后再试。")
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                f"“{name[:80]}”超过 {MOST_BYTES // MB} MB，一年的工作日表不会这么大。"
            )
        return file
