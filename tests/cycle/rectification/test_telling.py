"""Progress and proofs: nothing overwritten, nothing from outside, nothing twice."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed
from xuncha.cycle.rectification.asking.ledgers import ledgers_of
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.models import Proof
from xuncha.cycle.rectification.services import telling
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

PAPER = "凭证：已退回12600元\n2026年3月2日".encode()


def test_a_new_word_is_a_new_row(story: Story, people: Cast) -> None:
    made, liaison = story.items[0], people.actor("zhoulan")
    telling.add_progress(
        liaison, item_id=made.pk, text="已收回12万元", recovered_yuan=Decimal(120000)
    )
    telling.add_progress(
        liaison, item_id=made.pk, text="又收回8万元", recovered_yuan=Decimal(80000)
    )
    made.refresh_from_db()
    assert made.state == ItemState.WORKING
    assert [one.text for one in made.progress.order_by("pk")] == ["已收回12万元", "又收回8万元"]


def test_the_same_words_twice_on_a_day_are_refused(story: Story, people: Cast) -> None:
    made, liaison = story.items[0], people.actor("zhoulan")
    telling.add_progress(liaison, item_id=made.pk, text="已收回12万元")
    with pytest.raises(Conflict, match="已经填报过"):
        telling.add_progress(liaison, item_id=made.pk, text=" 已收回12万元 ")


@pytest.mark.parametrize("text", ["", " 　\n", "长" * 5001])
def test_empty_and_endless_words_are_refused(story: Story, people: Cast, text: str) -> None:
    with pytest.raises(Invalid):
        telling.add_progress(people.actor("zhoulan"), item_id=story.items[0].pk, text=text)


def test_what_waits_for_review_stands_still(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    with pytest.raises(Conflict, match="已申报"):
        telling.add_progress(people.actor("zhoulan"), item_id=made.pk, text="再补一句")


def test_the_office_does_not_write_in_the_units_name(story: Story, people: Cast) -> None:
    with pytest.raises(Refused, match="填报进展"):
        telling.add_progress(people.actor("liwen"), item_id=story.items[0].pk, text="代填")


def test_a_proof_says_its_day_and_purpose(story: Story, people: Cast) -> None:
    made, liaison = story.items[0], people.actor("zhoulan")
    proof = telling.add_proof(
        liaison, item_id=made.pk, stream=io.BytesIO(PAPER),
        name="退款凭证.txt", effective_on=dt.date(2026, 3, 2), proves="证明接待费已退回",
    )  # fmt: skip
    assert proof.file is not None
    assert proof.file.kind != "unknown"
    with pytest.raises(Conflict, match="已经作为本事项的佐证"):
        telling.add_proof(
            liaison, item_id=made.pk, stream=io.BytesIO(PAPER),
            name="换个名字.txt", effective_on=dt.date(2026, 3, 2), proves="同一份",
        )  # fmt: skip
    withdrawn = telling.withdraw_proof(liaison, proof_id=proof.pk, reason="传错了")
    withdrawn.refresh_from_db()
    assert withdrawn.withdrawn_reason == "传错了"
    with pytest.raises(Conflict, match="已经撤回"):
        telling.withdraw_proof(liaison, proof_id=proof.pk, reason="再撤一次")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("effective_on", TODAY + dt.timedelta(days=1), "不能晚于今天"), ("proves", " ", "证明什么")],
)
def test_a_proof_without_sense_is_refused(
    story: Story, people: Cast, field: str, value: object, words: str
) -> None:
    told = {"effective_on": TODAY, "proves": "证明已办结", field: value}
    with pytest.raises(Invalid, match=words):
        telling.add_proof(
            people.actor("zhoulan"), item_id=story.items[0].pk, stream=io.BytesIO(b"abc"),
            name="a.txt", **told,  # type: ignore[arg-type]
        )  # fmt: skip


def test_anothers_proof_is_not_there(story: Story, people: Cast) -> None:
    proof = telling.add_proof(
        people.actor("zhoulan"), item_id=story.items[0].pk, stream=io.BytesIO("材料".encode()),
        name="a.txt", effective_on=TODAY, proves="证明",
    )  # fmt: skip
    with pytest.raises(Absent):
        telling.note_download(people.actor("wutong"), proof_id=proof.pk)
    assert telling.note_download(people.actor("hejingan"), proof_id=proof.pk) == proof


def test_a_file_that_is_refused_stays_in_the_log(story: Story, people: Cast) -> None:
    with pytest.raises(Invalid):
        telling.add_proof(
            people.actor("zhoulan"), item_id=story.items[0].pk, stream=io.BytesIO(b"MZ" * 400),
            name="凭证.docx", effective_on=TODAY, proves="证明已退款",
        )  # fmt: skip
    assert AuditRow.objects.filter(verb="files.file.refused").count() == 1


def test_a_newer_version_takes_the_place_and_both_stay(story: Story, people: Cast) -> None:
    liaison, item = people.actor("zhoulan"), story.items[0]
    first = telling.add_proof(
        liaison, item_id=item.pk, stream=io.BytesIO("草表".encode()), name="退款表.txt",
        effective_on=TODAY, proves="退款",
    )  # fmt: skip

    def newer(content: str) -> Proof:
        return telling.replace_proof(
            liaison, proof_id=first.pk, stream=io.BytesIO(content.encode()), name="退款表.txt",
            effective_on=TODAY, proves="退款，补了签收栏",
        )  # fmt: skip

    with pytest.raises(Conflict, match="已经作为本事项的佐证"):
        newer("草表")
    second = newer("定稿")
    first.refresh_from_db()
    assert (first.stands, second.stands, second.number) == (False, True, 2)
    assert second.replaces == first
    assert telling.note_download(liaison, proof_id=first.pk) == first
    with pytest.raises(Conflict, match="新的版次"):
        newer("又一稿")
    with pytest.raises(Conflict, match="新的版次"):
        telling.withdraw_proof(liaison, proof_id=first.pk, reason="传错了")
    (left,) = ledgers_of([story.inspection])[0].items[1].proofs.all()
    assert left == second
    with pytest.raises(Refused):
        telling.replace_proof(
            people.actor("liwen"), proof_id=second.pk, stream=io.BytesIO(b"x"), name="x.txt",
            effective_on=TODAY, proves="x",
        )  # fmt: skip
