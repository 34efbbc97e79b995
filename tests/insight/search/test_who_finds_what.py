"""Everybody finds what he may see, all of it and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from tests.fielded import Fielded
from tests.insight.search.world import AFTER, PROOF, World, after, found, indexed, later, world
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
from xuncha.insight.search.letters import letters_of
from xuncha.insight.search.models import FileText
from xuncha.insight.search.query import kinds_for
from xuncha.insight.search.reading import ask_for_reading
from xuncha.kernel.actor import Actor

WORDS = ("公函", "接待费", "2024年", "水务局", "记录", "台账", "专项资金结余48万元", "一", "情况")
OFFICE, TEAM = {"宋致远", "李闻", "赵青"}, {"陆一", "顾二"}
READERS, WATER = {"李闻", "何敬安"}, {"周岚"}
FINDERS = {
    "装二十盏路灯": READERS | WATER,
    "靠河一户": READERS,
    "还有两盏不亮": READERS,
    "时限再往前提": READERS | {"秦三"},
    "照片、台账": READERS | WATER | {"秦三"},
    "河岸已清理": READERS | {"陆一"},
    "上月起每周有人清运": READERS | {"陆一"},
    "现场照片": READERS | {"陆一"},
    "由财政部门专项检查": READERS | TEAM | {"冯立"},
    "谈话提醒": set(),
    "分管财务的副局长": set(),
    "漏登5处": READERS | WATER | TEAM | {"冯立", "柳湾"},
    "区纪委监委机关": READERS | {"冯立"},
    "河道管护责任空转": READERS | {"吴桐"},
    "建议明确责任": READERS | WATER,
    "建议核查": READERS | {"冯立"},
    "水办2026": READERS | WATER,
    "进展里没有数字": READERS | WATER | {"冯立"},
    "亲自部署": READERS | WATER | {"冯立"},
    "抓河道管护不够实": READERS | WATER | {"冯立"},
}
"""Words of what follows the feedback, and who finds them: 陆一 checks on the spot, 秦三 sits in a
review, 柳湾 speaks for a village."""
COMMON = ("一", "反馈", "会议", "材料", "正文", "整改评估", "满意")


def read_by(actor: Actor) -> dict[tuple[str, int], list[str]]:
    """The letters of every record that a person may see."""
    return {
        (kind.key, pk): [letters_of(part) for part in parts]
        for kind in kinds_for(actor)
        for pk, parts in parts_of(
            actor, kind, access.visible(actor, kind.rows()).select_related(*kind.related)
        ).items()
    }


def assert_all_find_what_they_may(
    made: World, words: Iterable[str]
) -> tuple[set[str], dict[str, set[str]]]:
    """Everybody finds by each word what he would find by reading. Gives the kinds that were found,
    and by word who found anything."""
    indexed()
    assert ask_for_reading()
    assert run_pending()
    later()
    wrong, kinds_found = {}, set()
    finders: dict[str, set[str]] = {word: set() for word in words}
    for actor in made.everybody():
        told = read_by(actor)
        for word in words:
            letters, by_search = letters_of(word), found(actor, word)
            wanted = {one for one, parts in told.items() if any(letters in each for each in parts)}
            kinds_found |= {key for key, _ in by_search}
            finders[word] |= {actor.name} if by_search else set()
            if by_search != wanted:
                wrong[actor.name, word] = (by_search - wanted, wanted - by_search)
    assert wrong == {}
    return kinds_found, finders


def test_everybody_finds_exactly_what_he_may_see(story: Story, people: Cast) -> None:
    made = world(story, people)
    told = ("套取维护资金", "白鹭洲渡口", "12户信息未变更", *SOURCE)
    kinds_found, finders = assert_all_find_what_they_may(made, (*WORDS, *told))
    assert len(kinds_found) > 12, kinds_found
    assert finders["套取维护资金"] == OFFICE | TEAM
    assert finders["白鹭洲渡口"] == OFFICE | {"何敬安", "吴桐", "冯立"}
    assert finders["12户信息未变更"] == OFFICE | {"何敬安", "吴桐", "冯立"}
    assert all(finders[one] == set() for one in SOURCE)
    assert "套取维护资金" in TEXT
    assert "白鹭洲渡口" in PROOF
    for name in ("xitong", "baomi", "shenji"):
        assert ask(made.actor(name), Asked("水务局")).total == 0
    assert_a_files_words_are_sealed()


def test_so_he_does_after_the_feedback(story: Story, people: Cast, field: Fielded) -> None:
    """Of one record some read more than others: the unit that owes a deed not who complained, a
    village not what was said to the office above it, nobody by search an opinion on a person."""
    made = after(story, people, field)
    kinds_found, finders = assert_all_find_what_they_may(made, (*FINDERS, *COMMON))
    assert set(AFTER) <= kinds_found
    assert {word: finders[word] for word in FINDERS} == FINDERS
    assert ask(made.actor("zhoulan"), Asked("老人夜里看不见路，靠河一户都这样说")).total == 0
    assert ask(made.actor("liwen"), Asked("老人夜里看不见路，靠河一户都这样说")).likened


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
