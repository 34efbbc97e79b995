"""The ledger's pages: what each person sees and may press, and what the wrong moment gets."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, signal, told
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.models import Signal
from xuncha.foundation.audit.models import AuditRow

SignIn = Callable[[str], Client]


def test_the_liaison_sees_her_items_and_nothing_else(story: Story, as_: SignIn) -> None:
    page = as_("zhoulan").get("/rectification/").content.decode()
    assert "青石河段垃圾" in page
    assert "12户信息未变更" not in page
    assert "疑点" not in page
    hidden = as_("zhoulan").get(f"/rectification/items/{story.foreign.pk}/")
    absent = as_("zhoulan").get("/rectification/items/999999/")
    assert hidden.status_code == absent.status_code == 404
    strip = lambda answer: answer.content.decode().split("请求编号")[0]  # noqa: E731
    assert strip(hidden) == strip(absent)
    assert AuditRow.objects.filter(verb="access.record.hidden", actor_name="周岚").exists()


def test_her_whole_work(story: Story, as_: SignIn) -> None:
    client, base = as_("zhoulan"), f"/rectification/items/{story.items[2].pk}"
    client.post(f"{base}/progress/", {"text": "1月18日清运垃圾26吨"})
    proof = SimpleUploadedFile("清运记录.txt", "1月18日 26吨".encode())
    client.post(
        f"{base}/proofs/",
        {"file": proof, "effective_on": "2026-01-18", "proves": "证明已清运26吨"},
    )
    page = client.get(f"{base}/").content.decode()
    assert "1月18日清运垃圾26吨" in page
    assert "清运记录.txt" in page
    version = story.items[2].version + 1
    answer = client.post(f"{base}/claim/", {"version": version, "done_on": TODAY.isoformat()})
    assert answer.status_code == 302
    story.items[2].refresh_from_db()
    assert story.items[2].state == ItemState.CLAIMED
    page = client.get(f"{base}/").content.decode()
    assert "申报人不能核实自己申报的整改事项" in page
    assert "撤回申报" in page


def test_a_form_that_fails_comes_back_with_its_sentence(story: Story, as_: SignIn) -> None:
    client, base = as_("zhoulan"), f"/rectification/items/{story.items[2].pk}"
    exe = SimpleUploadedFile("证明.docx", b"MZ\x90\x00" + b"\x00" * 400)
    answer = client.post(
        f"{base}/proofs/", {"file": exe, "effective_on": "2026-01-18", "proves": "证明"}
    )
    assert answer.status_code == 400
    assert "可执行程序" in answer.content.decode()
    answer = client.post(f"{base}/progress/", {"text": ""})
    assert answer.status_code == 400


def test_two_at_once_one_winner_one_polite_409(story: Story, as_: SignIn, people: Cast) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    base, words = f"/rectification/items/{made.pk}", {"version": made.version, "reason": "材料不全"}
    first = as_("liwen").post(f"{base}/return/", words)
    second = as_("zhoulan").post(f"{base}/withdraw-claim/", {**words, "reason": "再补"})
    assert (first.status_code, second.status_code) == (302, 409)
    assert "先一步" in second.content.decode()
    page = as_("zhoulan").get(f"{base}/").content.decode()
    assert "<strong>退回</strong>　材料不全" in page
    assert "退回：材料不全" in as_("zhoulan").get("/").content.decode()
    listed = as_("zhoulan").get("/rectification/?sent_back=yes").context["page"].rows
    assert [one.pk for one in listed] == [made.pk]
    assert "照上面的理由补做、补填，交上佐证，再申报完成" in page


def test_the_office_answers_returns_and_another_verifies(
    story: Story, as_: SignIn, people: Cast
) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    asked = signal(made)
    clerk, base = as_("liwen"), f"/rectification/items/{made.pk}"
    page = clerk.get(f"{base}/").content.decode()
    assert "<mark>已于3月</mark>" in page
    assert "还有 1 个疑点没有处理" in page
    bare = clerk.post(f"/rectification/signals/{asked.pk}/clear/", {"version": 1, "reason": " "})
    assert bare.status_code == 400
    clerk.post(f"/rectification/signals/{asked.pk}/clear/", {"version": 1, "reason": "看过凭证"})
    assert clerk.post(f"{base}/verify/", {"version": made.version}).status_code == 302
    again = as_("zhaoqing").post(f"{base}/verify/", {"version": made.version})
    assert again.status_code == 409


def test_the_office_sets_a_new_deadline_when_it_opens_an_item_again(
    story: Story, as_: SignIn, people: Cast
) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    base = f"/rectification/items/{made.pk}"
    as_("liwen").post(f"{base}/verify/", {"version": made.version})
    page = as_("zhaoqing").get(f"{base}/").content.decode()
    assert 'id="reopen-dialog"' in page
    assert 'value="2026-04-30"' in page  # 30 working days from 18 March
    sent = {"version": made.version + 1, "reason": "又堆满了", "due_on": "2026-03-18"}
    refused = as_("zhaoqing").post(f"{base}/reopen/", sent)
    assert refused.status_code == 400
    text = refused.content.decode()
    assert "应当在今天以后" in text
    assert "又堆满了" in text
    assert as_("zhaoqing").post(f"{base}/reopen/", sent | {"due_on": ""}).status_code == 400
    answer = as_("zhaoqing").post(f"{base}/reopen/", sent | {"due_on": "2026-05-20"})
    assert answer.status_code == 302
    page = as_("zhoulan").get(f"{base}/").content.decode()
    assert "重新整改时另定；按规则是 2026-04-30" in page
    assert "原定" in page
    assert "2026-05-20" in as_("zhoulan").get("/rectification/").content.decode()


def test_an_export_holds_what_the_list_shows_and_no_formula(story: Story, as_: SignIn) -> None:
    told(story.items[0], text='=HYPERLINK("x","点我")')
    answer = as_("hejingan").post("/rectification/export/", {"state": "working"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = [row for row in book.active.iter_rows(values_only=True) if row]  # type: ignore[union-attr]
    texts = [str(cell) for row in rows for cell in row if cell is not None]
    assert any("48万元未盘活" in text for text in texts)
    assert not any("28件设备" in text for text in texts)
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert all(cell.data_type != "f" for cell in cells)
    assert AuditRow.objects.filter(verb="exchange.table.exported", actor_name="何敬安").exists()


def test_the_units_export_says_nothing_of_questions(
    story: Story, as_: SignIn, people: Cast
) -> None:
    signal(claimed(story.items[0], by=people["zhoulan"].pk))
    answer = as_("zhoulan").post("/rectification/export/", {})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    words = [str(cell.value) for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert not any("疑点" in word for word in words)
    assert not any("12户" in word for word in words)


def test_a_proof_leaves_by_name_and_is_noted(story: Story, as_: SignIn) -> None:
    client, base = as_("zhoulan"), f"/rectification/items/{story.items[2].pk}"
    proof = SimpleUploadedFile("清运 记录（一）.txt", "26吨".encode())
    client.post(f"{base}/proofs/", {"file": proof, "effective_on": "2026-01-18", "proves": "证明"})
    made = story.items[2].proofs.get()
    answer = as_("hejingan").post(f"/rectification/proofs/{made.pk}/")
    assert b"".join(answer.streaming_content) == "26吨".encode()
    assert "filename*=" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert AuditRow.objects.filter(verb="rectification.proof.downloaded").exists()


def test_marks_stand_only_in_the_text_that_was_marked(
    story: Story, as_: SignIn, people: Cast
) -> None:
    """What waits comes first; what is gone shows no marks in words that were written later."""
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    gone, waits = signal(made, "R09", "金额不符"), signal(made, "R16")
    for one in (gone, waits):
        one.spans = [{"field": "整改进展", "start": 0, "end": 2}]
        one.save()
    page = as_("liwen").get(f"/rectification/items/{made.pk}/").content.decode()
    assert page.count("<mark>") == 2
    Signal.objects.filter(pk=gone.pk).update(state="gone")
    page = as_("liwen").get(f"/rectification/items/{made.pk}/").content.decode()
    assert page.count("<mark>") == 1
    assert page.index("空泛无实例") < page.index("金额不符")
