"""The masked file; and which figure each of its masks gets."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from django import forms

from xuncha.foundation.files.names import clean_name
from xuncha.insight.figures.filling import Choice, Filled
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import calendar

MOST_BYTES = 3 * 1024 * 1024


class BringForm(forms.Form):
    """A file and the day of its numbers."""

    file = forms.FileField(
        label="留空的讲话稿、报告", help_text="可以是 .docx 或者 .txt。文件不留在系统里。",
        widget=forms.ClearableFileInput(
            attrs={"accept": ".docx,.txt", "data-max-bytes": MOST_BYTES}
        ),
    )  # fmt: skip
    day = forms.DateField(
        label="数截至", required=False, widget=calendar(), help_text="不填就是今天。"
    )

    frozen = forms.BooleanField(
        label="轮次的数用封存的", required=False,
        help_text="说到某一轮的数，封存过的用封存的最近一版，没有封存的用现在的。",
    )  # fmt: skip

    def clean_file(self) -> tuple[str, bytes]:
        """Name and content; one sentence for what can't be filled."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("文件超过 3 MB，请去掉图片再上传。")
        try:
            return clean_name(upload.name), upload.read()
        except Invalid as problem:
            raise forms.ValidationError(problem.sentence) from None


class DownloadForm(forms.Form):
    """The same file again, as the page before carried it, and a choice for each mask."""

    name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    body = forms.CharField(widget=forms.HiddenInput, max_length=MOST_BYTES * 2)
    day = forms.DateField(required=False, widget=forms.HiddenInput)
    frozen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, found: Sequence[Filled] = (), choices: Sequence[list[Choice]] = (),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for one, options in zip(found, choices, strict=True):
            label = f"第 {one.proposal.start + 1} 个字"
            self.fields[f"mask_{one.proposal.start}"] = forms.ChoiceField(
                label=label, required=False, choices=[("", "不填，保留原样"), *options],
                initial=one.figure if one.words else "",
                widget=forms.Select(attrs={"class": "form-select", "aria-label": label}),
            )  # fmt: skip

    def clean_body(self) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data["body"], validate=True)
        except (binascii.Error, ValueError):
            raise forms.ValidationError("文件内容不完整，请重新上传。") from None

    def clean_name(self) -> str:
        try:
            return clean_name(self.cleaned_data["name"])
        except Invalid as problem:
            raise forms.ValidationError(problem.sentence) from None

    def chosen(self, found: Sequence[Filled]) -> dict[int, str]:
        """The figure for each mask by its offset, "" to leave it."""
        return {
            one.proposal.start: self.cleaned_data[f"mask_{one.proposal.start}"] for one in found
        }


def carried(content: bytes) -> str:
    """A file as the next page carries it."""
    return base64.b64encode(content).decode("ascii")
