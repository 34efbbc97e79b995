"""Everybody finds what he may see, all of it and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from tests.insight.search.world import PROOF, found, indexed, later, world
from tests.people import Cast
from tests.petitioned import SOURCE, TEXT
from tests.scenarios import Story, finding
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.foundation import access
from xuncha.foundation.accounts.services import roles
from xuncha.foundation.jobs.worker import run_pending
from xuncha.insight.search import store
from xuncha.insight.search.asking import Asked, ask
from xuncha.insight.search.documents import parts_of
from xuncha.insight.search.kinds import kinds
from xuncha.insight.search.letters import letters_of
from xuncha.insight.search.models import FileText
from xuncha.insight.search.reading import ask_for_reading
from xuncha.kernel.actor import Actor

WORDS = ("公函", "接待费", "2024年", "水务局", "记录", "台账", "专项资金结余48万元", "一", "情况")


def by_hand(actor: Actor, word: str) -> Iterator[tuple[str, int]]:
    """What a person would find who read every record that he may see."""
    for kind in kinds():
        rows = list(access.visible(actor, kind.rows()).select_related(*kind.related))
        for pk, parts in parts_of(actor, kind, rows).items():
            if any(letters_of(word) in letters_of(part) for part in parts):
                yield kind.key, pk


def test_everybody_finds_exactly_what_he_may_see(story: Story, people: Cast) -> None:
    made = world(story, people)
    indexed()
    assert ask_for_reading()
    assert run_pending()
    later()
    wrong, kinds_found = {}, set()
    for actor in made.everybody():
        for word in WORDS:
            by_search, wanted = found(actor, word), set(by_hand(actor, word))
            kinds_found |= {key for key, _ in by_search}
            if by_search != wanted:
                wrong[actor.name, word] = (by_search - wanted, wanted - by_search)
    assert wrong == {}
    assert len(kinds_found) > 12, kinds_found
    finders = {
        word: {actor.name for actor in made.everybody() if found(actor, word)}
        for word in ("套取维护资金", "白鹭洲渡口", "12户信息未变更", *SOURCE)
    }
    office = {"宋致远", "李闻", "赵青"}
    assert finders["套取维护资金"] == office | {"陆一", "顾二"}
    assert finders["白鹭洲渡口"] == office | {"何敬安", "吴桐", "冯立"}
    assert finders["12户信息未变更"] == office | {"何敬安", "吴桐", "冯立"}
    assert all(finders[one] == set() for one in SOURCE)
    assert "套取维护资金" in TEXT
    assert "白鹭洲渡口" in PROOF
    for name in ("xitong", "baomi", "shenji"):
        assert ask(made.actor(name), Asked("水务局")).total == 0
    assert_a_files_words_are_sealed()


def assert_a_files_words_are_sealed() -> None:
    """Neither the table nor the index has a word of a file, nor of anything else."""
    texts = FileText.objects.filter(state="read")
    assert texts
    assert all(one.sealed.startswith("x1.") for one in texts)
    told = b"".join(path.read_bytes() for path in store.folder().rglob("*") if path.is_file())
    for word in ("白鹭洲", "水务局", "公函"):
        assert word.encode() not in told


def test_what_is_taken_away_is_gone_at_once(story: Story, people: Cast) -> None:
    """The index still has it; the access rule has the last word, also on the count."""
    indexed()
    office, liaison = people.actor("liwen"), people.actor("zhoulan")
    assert ("finding", story.findings[1].pk) in found(liaison, "公务接待审批不严")
    Finding.objects.filter(pk=story.findings[1].pk).update(state=FindingState.SETTLED)
    assert ask(liaison, Asked("公务接待审批不严"), size=100).total == 0
    assert found(office, "公务接待审批不严")
    grant = people["liwen"].role_grants.get()
    roles.end_role(people.actor("baomi"), grant_id=grant.pk, reason="调离")
    assert ask(people.actor("liwen"), Asked("公务接待审批不严")).total == 0


def test_a_word_that_is_gone_from_the_record_is_not_found(story: Story, people: Cast) -> None:
    indexed()
    office = people.actor("liwen")
    changed = ("finding", story.findings[2].pk)
    assert changed in found(office, "青石河段堆放垃圾")
    Finding.objects.filter(pk=changed[1]).update(text="已改写的句子")
    assert changed not in found(office, "青石河段堆放垃圾")


def test_a_count_stops_and_counts_only_what_is_seen(story: Story, people: Cast) -> None:
    for number in range(130):
        finding(story.other, f"x{number}", f"第{number}号重复出现的句子")
    indexed()
    told = ask(people.actor("liwen"), Asked("重复出现的句子"))
    assert (told.total, told.more, told.counted, len(told.hits)) == (100, True, "100+", 20)
    assert ask(people.actor("zhoulan"), Asked("重复出现的句子")).total == 0
    assert ask(people.actor("wutong"), Asked("重复出现的句子")).counted == "100+"
