"""A masked text goes in, is looked at, and comes out as somebody chose."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.people import Cast
from tests.scenarios import Story
from xuncha.foundation.audit.models import AuditRow

_TEXT = "共反馈问题***个，整改事项经核实完成率**%，整改完成率**%，办实事**件。"


def _brought(client: Client, text: str = _TEXT, name: str = "讲话.txt") -> dict[str, str]:
    """What the page after the upload carries."""
    upload = SimpleUploadedFile(name, text.encode())
    answer = client.post(reverse("filling_bring"), {"file": upload})
    assert answer.status_code == 200, answer.context["form"].errors
    form = answer.context["form"]
    return {one.html_name: "" if one.value() is None else str(one.value()) for one in form}


def test_what_is_proposed_is_shown_and_filled(
    story: Story, people: Cast, as_: Callable[[str], Client]
) -> None:
    carried = _brought(as_("song"))
    masks = {key: value for key, value in carried.items() if key.startswith("mask_")}
    assert list(masks.values()) == ["findings_fed_back", "items_verified_rate", "", ""]
    answer = as_("song").post(reverse("filling_download"), carried)
    out = answer.content.decode()
    assert out.startswith("共反馈问题5个，整改事项经核实完成率0%，整改完成率**%，办实事**件。")
    assert "统计数清单" in out
    row = AuditRow.objects.get(verb="exchange.table.exported")
    assert "讲话.txt" in row.object_name


def test_a_person_changes_and_refuses(
    story: Story, people: Cast, as_: Callable[[str], Client]
) -> None:
    carried = _brought(as_("song"))
    first, _, third, _ = (key for key in carried if key.startswith("mask_"))
    answer = as_("song").post(
        reverse("filling_download"), carried | {first: "", third: "items_claimed_rate"}
    )
    assert re.match("共反馈问题\\*\\*\\*个，.*整改完成率0%", answer.content.decode())
    wrong = as_("song").post(reverse("filling_download"), carried | {first: "nothing"})
    assert wrong.status_code == 400


def test_what_can_not_be_filled_is_said_beside_the_field(
    story: Story, people: Cast, as_: Callable[[str], Client]
) -> None:
    upload = SimpleUploadedFile("a.pdf", b"%PDF")
    answer = as_("song").post(reverse("filling_bring"), {"file": upload})
    assert answer.status_code == 400
    assert "不能填数" in answer.content.decode()
    assert as_("song").post(reverse("filling_download"), {"name": "a.txt"}).status_code == 400


def test_a_long_name_is_no_hindrance(
    story: Story, people: Cast, as_: Callable[[str], Client]
) -> None:
    carried = _brought(as_("song"), name=f"{'讲' * 180}.txt")
    answer = as_("song").post(reverse("filling_download"), carried)
    assert answer.content.decode().startswith("共反馈问题5个")
