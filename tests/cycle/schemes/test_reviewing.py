"""Several parties review within a clock, one merges; the unit reads one answer."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.scenarios import TODAY, Story
from tests.schemed import PARTIES, fresh, opened, seat, sent, spoken, words_of
from xuncha.cycle.schemes import rules, selectors
from xuncha.cycle.schemes.checks import rows_of, version_of
from xuncha.cycle.schemes.comparing import differences
from xuncha.cycle.schemes.enums import Outcome, Verdict
from xuncha.cycle.schemes.models import RowOpinion, Scheme
from xuncha.cycle.schemes.services import drafting, reviewing, sending
from xuncha.cycle.schemes.services.reviewing import Merged
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_the_office_seats_one_person_a_party(story: Story, people: Cast) -> None:
    scheme = sent(story, people)
    office, whole = people.actor("liwen"), {p: people[n].pk for p, n in PARTIES.items()}

    def open_(users: dict[str, int]) -> None:
        reviewing.open_review(office, scheme_id=scheme.pk, version=scheme.version, users=users)

    with pytest.raises(Invalid, match="请选择分管领导的审核人"):
        open_({key: whole[key] for key in ("office", "discipline")})
    with pytest.raises(Invalid, match="不能代表纪检监察机关"):
        open_(whole | {"discipline": people["zhaoqing"].pk})
    with pytest.raises(Refused):
        reviewing.open_review(
            people.actor("zhoulan"), scheme_id=scheme.pk, version=scheme.version, users=whole
        )
    open_(whole)
    review = scheme.reviews.get()
    assert (review.due_on, review.rules_number) == (dt.date(2026, 3, 25), 1)
    assert {one.kind for one in people["fengli"].notices.all()} == {"schemes.review.asked"}


def test_reviewers_read_each_other_and_nobody_else_reads_them(
    story: Story, people: Cast
) -> None:  # fmt: skip
    review = opened(story, people)
    row = rows_of(review.version)[0]
    reviewing.give_opinion(
        people.actor("fengli"), seat_id=seat(review, "discipline").pk, verdict=Verdict.AMEND,
        opinion="追责情况要写明", rows={row.pk: "写清退还多少"},
    )  # fmt: skip
    for name in ("liwen", "hejingan", "fengli", "song"):
        (told,) = selectors.opinions_of(people.actor(name), review)[row.line]
        assert told.text == "写清退还多少"
        assert len(selectors.reviews_of(people.actor(name), review.scheme)[0].seats.all()) == 3
    unit = people.actor("zhoulan")
    assert selectors.opinions_of(unit, review) == {}
    assert list(selectors.reviews_of(unit, review.scheme)[0].seats.all()) == []
    for name in ("wutong", "xitong", "baomi", "shenji"):
        with pytest.raises(Absent):
            selectors.get_scheme(people.actor(name), review.scheme_id)
    with pytest.raises(Refused, match="由别人"):
        reviewing.give_opinion(
            people.actor("liwen"), seat_id=seat(review, "leader").pk, verdict=Verdict.AGREE,
            opinion="", rows={},
        )  # fmt: skip


def test_a_partner_reads_what_he_was_asked_to_review_only(story: Story, people: Cast) -> None:
    scheme = sent(story, people)
    with pytest.raises(Absent):
        selectors.get_scheme(people.actor("fengli"), scheme.pk)


def test_an_answer_waits_for_everybody_or_for_the_clock(story: Story, people: Cast) -> None:
    review = opened(story, people)
    office, scheme = people.actor("liwen"), fresh(review.scheme)
    with pytest.raises(Conflict, match="巡察办、纪检监察机关、分管领导还没有提出意见"):
        reviewing.merge(
            office, scheme_id=scheme.pk, version=scheme.version, outcome=Outcome.PASS, summary=""
        )
    with clock.at(review.due_on + dt.timedelta(days=1)):
        reviewing.merge(
            office, scheme_id=scheme.pk, version=scheme.version, outcome=Outcome.PASS, summary=""
        )
    assert fresh(scheme).state == "passed"


def test_a_return_carries_one_list_and_a_new_version(story: Story, people: Cast) -> None:
    review = opened(story, people)
    rows = rows_of(review.version)
    spoken(review, people, discipline={rows[0].pk: "写清退还多少", rows[1].pk: "分管领导也要担责"})
    office, scheme = people.actor("liwen"), fresh(review.scheme)
    kept, left = RowOpinion.objects.order_by("row__line")
    told = [Merged(kept.pk, adopted=True, text="写清退还金额和日期"),
            Merged(left.pk, adopted=False)]  # fmt: skip
    reviewing.merge(
        office, scheme_id=scheme.pk, version=scheme.version, outcome=Outcome.RETURN, summary="",
        rows=told,
    )  # fmt: skip
    scheme = fresh(scheme)
    assert (scheme.state, scheme.revision) == ("returned", 2)
    assert (scheme.due_on, scheme.original_due_on) == (dt.date(2026, 3, 25), dt.date(2026, 1, 9))
    unit = people.actor("zhoulan")
    seen = selectors.opinions_of(unit, selectors.reviews_of(unit, scheme)[0])
    assert [one.merged for ones in seen.values() for one in ones] == ["写清退还金额和日期"]
    with pytest.raises(Conflict, match="已经汇总"):
        reviewing.give_opinion(
            people.actor("fengli"), seat_id=seat(review, "discipline").pk,
            verdict=Verdict.AGREE, opinion="", rows={},
        )  # fmt: skip


def test_versions_are_kept_and_their_differences_shown(story: Story, people: Cast) -> None:
    scheme = sent(story, people)
    liaison = people.actor("zhoulan")
    sending.take_back(liaison, scheme_id=scheme.pk, version=scheme.version, reason="补充")
    scheme = fresh(scheme)
    row = rows_of(version_of(scheme))[4]
    drafting.change_row(liaison, row_id=row.pk, told=words_of(row, lead="局长"))
    drafting.add_row(liaison, scheme_id=scheme.pk, told=words_of(row, task="设宣传栏"))
    drafting.remove_row(liaison, row_id=rows_of(version_of(scheme))[5].pk)
    first, second = scheme.versions.order_by("number")
    found = differences(rows_of(first), rows_of(second))
    assert [(one.line, one.kind) for one in found] == [(5, "修改"), (6, "删去"), (8, "增加")]
    assert found[0].fields == [("责任领导", "分管副局长", "局长")]


def test_wanting_changes_says_which(story: Story, people: Cast) -> None:
    review = opened(story, people)
    with pytest.raises(Invalid, match="写明改什么"):
        reviewing.give_opinion(
            people.actor("fengli"), seat_id=seat(review, "discipline").pk,
            verdict=Verdict.AMEND, opinion=" ", rows={},
        )  # fmt: skip


def test_a_seat_changes_hands_until_it_has_spoken(story: Story, people: Cast) -> None:
    review = opened(story, people)
    own = seat(review, "office")
    reviewing.reseat(people.actor("song"), seat_id=own.pk, user_id=people["zhaoqing"].pk)
    with pytest.raises(Refused, match="由别人"):
        reviewing.give_opinion(
            people.actor("liwen"), seat_id=own.pk, verdict=Verdict.AGREE, opinion="", rows={}
        )
    reviewing.give_opinion(
        people.actor("zhaoqing"), seat_id=own.pk, verdict=Verdict.AGREE, opinion="", rows={}
    )
    with pytest.raises(Conflict, match="不能换人"):
        reviewing.reseat(people.actor("song"), seat_id=own.pk, user_id=people["liwen"].pk)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"parties": ["office", "team"]}, "3 到 5"),
        ({"parties": ["team", "discipline", "leader"]}, "必须有巡察办"),
        ({"hard": ["tied"]}, "没有这项核对"),
        ({"plan_days": 3}, "7 到 120"),
        ({"approver": "anybody"}, "由谁批准"),
    ],
)
def test_rules_that_make_no_sense(settings: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        rules.parse_settings(settings)


def test_rules_have_versions(story: Story, people: Cast) -> None:
    director = people.actor("song")
    rules.set_scheme_rules(
        director, effective_on=TODAY, note="五方", settings={"review_workdays": 3}
    )
    assert rules.rules_on(TODAY).settings.review_workdays == 3
    assert rules.rules_on(TODAY - dt.timedelta(days=1)).number == 0
    with pytest.raises(Refused):
        rules.set_scheme_rules(people.actor("liwen"), effective_on=TODAY, note="x", settings={})
    assert Scheme.objects.count() == 0


def test_nobody_merges_past_an_opinion_that_he_has_not_seen(story: Story, people: Cast) -> None:
    """A party may speak anew until the merging: what it says meanwhile is not passed over."""
    review = opened(story, people)
    spoken(review, people)
    scheme, seen = fresh(review.scheme), reviewing.mark_of(review)
    reviewing.give_opinion(
        people.actor("fengli"), seat_id=seat(review, "discipline").pk, verdict=Verdict.AMEND,
        opinion="三笔接待费要写明退还", rows={},
    )  # fmt: skip
    with pytest.raises(Conflict, match="又有意见"):
        reviewing.merge(
            people.actor("liwen"), scheme_id=scheme.pk, version=scheme.version,
            outcome=Outcome.PASS, summary="", seen=seen,
        )  # fmt: skip
    done = reviewing.merge(
        people.actor("liwen"), scheme_id=scheme.pk, version=scheme.version, outcome=Outcome.PASS,
        summary="", seen=reviewing.mark_of(review),
    )  # fmt: skip
    assert done.outcome == Outcome.PASS
