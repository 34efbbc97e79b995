"""What a dialog's script is told: where to go on, or one sentence."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tests.fielded import Fielded
from tests.papered import drafted

SignIn = Callable[[str], Client]
ASKED = {"X-Dialog": "1"}


def test_a_dialog_hears_where_to_go_on_or_why_not(as_: SignIn, field: Fielded) -> None:
    paper = drafted(field, field.member)
    url = f"/papers/{paper.pk}/withdraw/"
    client = as_(field.member.username)
    empty = client.post(url, {"version": paper.version, "reason": " "}, headers=ASKED)
    stale = client.post(url, {"version": 99, "reason": "重复"}, headers=ASKED)
    hidden = client.post("/papers/0/withdraw/", {"version": 1, "reason": "重复"}, headers=ASKED)
    for answer, status in ((empty, 400), (stale, 409), (hidden, 404)):
        assert answer.status_code == status
        assert answer["Content-Type"].startswith("text/plain")
        assert "<" not in answer.content.decode()
    assert "理由" in empty.content.decode()
    out = Client().post(url, {"version": paper.version, "reason": "重复"}, headers=ASKED)
    assert (out.status_code, "登录已经超时" in out.content.decode()) == (401, True)
    done = client.post(url, {"version": paper.version, "reason": "重复"}, headers=ASKED)
    assert (done.status_code, done["X-Location"]) == (204, f"/papers/{paper.pk}/")
    assert client.post(url, {"version": 2, "reason": "再来"}).status_code == 409
