"""Three signatures in order, each by whoever holds the seat, bound to the content."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.fielded import Fielded
from tests.papered import FACTS, drafted, signed, third, words
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.workpapers import chain, rules
from xuncha.cycle.workpapers.content import FactWords
from xuncha.cycle.workpapers.digests import digest_of
from xuncha.cycle.workpapers.enums import PaperState
from xuncha.cycle.workpapers.models import Fact, Paper, PaperVersion, Signature
from xuncha.cycle.workpapers.services import signing, writing
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture
def author(field: Fielded) -> User:
    return third(field)


def _sign(field: Fielded, user: User, paper: Paper) -> Paper:
    paper.refresh_from_db()
    return signing.sign_paper(field.actor(user), paper_id=paper.pk, version=paper.version)


def test_three_people_sign_in_order_and_nobody_else(
    field: Fielded, author: User, people: Cast
) -> None:
    paper = drafted(field, author)
    assert str(paper) == "底稿 底-001"
    for early in (field.member, field.leader):
        with pytest.raises(Refused, match="现在由承办人"):
            _sign(field, early, paper)
    _sign(field, author, paper)
    assert Notice.objects.filter(user=field.member, kind="workpapers.paper.turn").count() == 1
    with pytest.raises(Refused, match="您已经在这份底稿上签过名"):
        _sign(field, author, paper)
    with pytest.raises(Refused, match="现在由副组长顾2签字"):
        _sign(field, field.leader, paper)
    _sign(field, field.member, paper)
    with pytest.raises(Refused, match="现在由组长陆1签字"):
        signing.sign_paper(people.actor("song"), paper_id=paper.pk, version=3)
    with pytest.raises(Absent):
        _sign(field, field.stranger, paper)
    done = _sign(field, field.leader, paper)
    assert done.state == PaperState.SIGNED
    rows = list(Signature.objects.filter(version__paper=paper).order_by("pk"))
    assert [(one.role, one.signed_by, one.seat_label) for one in rows] == [
        ("author", author, "联络员"), ("deputy", field.member, "副组长"),
        ("leader", field.leader, "组长"),
    ]  # fmt: skip
    version = PaperVersion.objects.get(paper=paper)
    assert {one.digest for one in rows} == {version.digest} == {digest_of(version)}


def test_a_paper_without_facts_or_sources_or_basis_is_not_signed(
    field: Fielded, author: User
) -> None:
    for missing, sentence in (
        ({"facts": ()}, "还没有写事实"), ({"others": ()}, "还没有支撑材料"),
        ({"basis": ""}, "政策依据"), ({"origin": ""}, "问题来源"),
    ):  # fmt: skip
        with pytest.raises(Conflict, match=sentence):
            _sign(field, author, drafted(field, author, **missing))
    assert list(Paper.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_signed_paper_never_changes_and_a_return_makes_the_next_version(
    field: Fielded, author: User
) -> None:
    paper = drafted(field, author)
    _sign(field, author, paper)
    with pytest.raises(Conflict, match="已经有人签字"):
        writing.change_paper(
            field.actor(author), paper_id=paper.pk, version=paper.version, words=words("改")
        )
    with pytest.raises(Refused):
        signing.return_paper(field.actor(author), paper_id=paper.pk, version=2, reason="再改改")
    with pytest.raises(Invalid, match="必须写明理由"):
        signing.return_paper(field.actor(field.member), paper_id=paper.pk, version=2, reason=" ")
    paper = signing.return_paper(
        field.actor(field.member), paper_id=paper.pk, version=2, reason="第二条缺凭证号"
    )
    assert (paper.state, paper.revision) == ("draft", 2)
    changed = words(facts=(FACTS[0], FactWords("2024年6月第12号凭证由经办人代签")))
    paper = writing.change_paper(
        field.actor(author), paper_id=paper.pk, version=paper.version, words=changed
    )
    first, second = PaperVersion.objects.filter(paper=paper).order_by("number")
    assert first.digest == digest_of(first) != digest_of(second)
    assert second.why == "第二条缺凭证号"
    assert first.signatures.count() == 1
    for user in (author, field.member, field.leader):
        paper = _sign(field, user, paper)
    assert second.signatures.count() == 3


def test_a_changed_content_is_not_signed_on(field: Fielded, author: User) -> None:
    """Whatever changed the rows: a signature holds for what was signed only."""
    paper = drafted(field, author)
    _sign(field, author, paper)
    Fact.objects.filter(version__paper=paper, number=1).update(amount_yuan=99)
    with pytest.raises(Conflict, match="不一致"):
        _sign(field, field.member, paper)


def test_the_database_itself_takes_no_second_signature_of_one_person(
    field: Fielded, author: User
) -> None:
    paper = signed(field, author)
    row = Signature.objects.filter(version__paper=paper).first()
    assert row is not None
    row.pk, row.role = None, "extra"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_deputy_and_leader_as_authors_have_somebody_stand_in(
    field: Fielded, author: User, people: Cast
) -> None:
    by_deputy = drafted(field, field.member)
    _sign(field, field.member, by_deputy)
    turn = chain.turn_of(by_deputy.__class__.objects.get(pk=by_deputy.pk))
    assert turn is not None
    assert (turn.users, turn.rule) == (frozenset({author.pk}), "由联络员复核")
    _sign(field, author, by_deputy)
    assert _sign(field, field.leader, by_deputy).state == "signed"
    by_leader = drafted(field, field.leader, title="组长自己写的")
    _sign(field, field.leader, by_leader)
    _sign(field, field.member, by_leader)
    by_leader.refresh_from_db()
    done = signing.sign_paper(
        people.actor("song"), paper_id=by_leader.pk, version=by_leader.version
    )
    last = Signature.objects.get(version__paper=done, role="leader")
    assert (last.seat_label, last.stood_in) == ("巡察办主任", "由巡察办主任审签")


def test_the_rule_of_standing_in_is_a_setting_from_a_day_on(field: Fielded, people: Cast) -> None:
    director = people.actor("song")
    with pytest.raises(Refused):
        rules.set_paper_rules(people.actor("liwen"), effective_on=TODAY, note="试", settings={})
    rules.set_paper_rules(
        director, effective_on=TODAY, note="按本区做法", settings={"for_deputy": "director"}
    )
    paper = drafted(field, field.member)
    _sign(field, field.member, paper)
    paper.refresh_from_db()
    done = signing.sign_paper(director, paper_id=paper.pk, version=paper.version)
    assert done.state == "approving"
    with pytest.raises(Invalid, match="1 到 30"):
        rules.set_paper_rules(director, effective_on=TODAY, note="x", settings={"answer_days": 0})


def test_who_sees_a_paper(field: Fielded, author: User, people: Cast) -> None:
    paper = drafted(field, author)
    for user in (author, field.leader, field.member):
        assert access.get_or_404(field.actor(user), Paper, pk=paper.pk)
    for name in ("song", "liwen", "hejingan"):
        assert access.get_or_404(people.actor(name), Paper, pk=paper.pk)
    for name in ("zhoulan", "zhengyan", "wutong", "fengli", "xitong", "baomi", "shenji"):
        assert not access.visible(people.actor(name), Paper).exists(), name
        assert not access.visible(people.actor(name), Fact).exists(), name
    assert not access.visible(field.actor(field.stranger), Paper).exists()


def test_withdrawing_keeps_everything_and_the_log_tells_numbers_only(
    field: Fielded, author: User
) -> None:
    paper = signed(field, author)
    paper = signing.withdraw_paper(
        field.actor(field.leader), paper_id=paper.pk, version=paper.version, reason="查无实据"
    )
    assert (paper.state, paper.end_reason) == ("withdrawn", "查无实据")
    assert Signature.objects.filter(version__paper=paper).count() == 3
    told = " ".join(
        f"{row.object_name} {row.details}" for row in AuditRow.objects.filter(
            verb__startswith="workpapers")
    )  # fmt: skip
    assert "底-001" in told
    assert "接待" not in told
