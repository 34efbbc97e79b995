"""The directory as of any day, as a list, a tree, a page and a workbook."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cycle.directory.town import DAY, merge, move, rename, split, unit
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.directory import services
from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.models import Organisation
from xuncha.foundation.audit.models import AuditRow

SignIn = Callable[[str], Client]
Town = dict[str, Organisation]
ON = TODAY - 7 * DAY
BEFORE = (ON - DAY).isoformat()


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return str(answer.content.decode())


def test_the_list_shows_the_names_and_parents_of_a_day(
    as_: SignIn, people: Cast, town: Town
) -> None:
    clerk = people.actor("liwen")
    rename(clerk, town["T1"], name="青石街道", short_name="", kind=Kind.STREET)
    move(clerk, town["V3"], town["T1"])
    client = as_("hejingan")
    now = text(client, "/directory/?kind=street")
    assert "青石街道" in now
    assert "东屏街道" in now
    then = text(client, f"/directory/?kind=street&on={BEFORE}")
    assert "青石" not in then.split("<tbody>")[1]
    then = text(client, f"/directory/?kind=town&on={BEFORE}")
    assert "现在叫 青石街道" in then
    assert f'这是 <span class="nowrap">{BEFORE}</span> 的名录' in then
    row = text(client, f"/directory/?q=梧桐&on={BEFORE}").split("<tbody>")[1]
    assert "东屏街道" in row
    assert "青石" in text(client, "/directory/?q=梧桐").split("<tbody>")[1]


def test_former_names_are_found(as_: SignIn, people: Cast, town: Town) -> None:
    rename(people.actor("liwen"), town["B1"], name="清源区粮储局", short_name="粮储局")
    for words in ("粮食", "粮储", "b1"):
        assert "清源区粮储局" in text(as_("liwen"), f"/directory/?q={words}")


def test_the_ended_stand_apart(as_: SignIn, people: Cast, town: Town) -> None:
    merge(people.actor("liwen"), [town["B1"]], town["B2"])
    client = as_("liwen")
    assert "粮食局" not in text(client, "/directory/").split("<tbody>")[1]
    assert "粮食局" in text(client, "/directory/?state=ended")
    assert "粮食局" in text(client, "/directory/?state=all")
    assert "粮食局" in text(client, f"/directory/?on={BEFORE}")
    assert "条件" in text(client, "/directory/?q=没有这个单位")


@pytest.mark.parametrize("query", ["on=x", "kind=x", "state=x", "parent=x", "on=0001-01-01"])
def test_senseless_conditions_are_no_error(as_: SignIn, town: Town, query: str) -> None:
    text(as_("liwen"), f"/directory/?{query}")


def test_the_tree_folds_villages_into_their_towns(as_: SignIn, people: Cast, town: Town) -> None:
    merge(people.actor("liwen"), [town["T2"]], town["T1"])
    client = as_("fengli")
    now = text(client, "/directory/tree/")
    assert "东屏街道" not in now
    assert now.count('class="branch"') == 1
    then = text(client, f"/directory/tree/?on={BEFORE}")
    assert then.count('class="branch"') == 2
    assert client.get("/directory/tree/?on=x").status_code == 400
    assert "那一天还没有党组织" not in then


def test_a_page_tells_the_whole_history(as_: SignIn, people: Cast, town: Town) -> None:
    clerk = people.actor("liwen")
    rename(clerk, town["B1"], name="清源区粮储局", from_on=ON - 30 * DAY)
    services.name_contact(
        clerk, organisation_id=town["B1"].pk, post=ContactPost.SECRETARY, name="林秀",
        phone="55501234", from_on=ON - 300 * DAY,
    )  # fmt: skip
    part = services.NewUnit("B8", "清源区物资局", Kind.DEPARTMENT, "", town["C"].pk)
    [made] = split(clerk, town["B1"], part, ends=False)
    page = text(as_("liwen"), f"/directory/{town['B1'].pk}/")
    for words in (
        "清源区粮食局",
        "清源区粮储局",
        "清源区物资局",
        "分设",
        "林秀",
        "55501234",
        "更名",
    ):
        assert words in page, words
    child = text(as_("hejingan"), f"/directory/{made.pk}/")
    assert "清源区粮储局" in child
    assert "登记变化" not in child


def test_partners_get_no_phones_and_units_only_themselves(
    as_: SignIn, people: Cast, story: Story, town: Town
) -> None:
    services.name_contact(
        people.actor("liwen"), organisation_id=story.water.pk, post=ContactPost.LIAISON,
        name="方平", phone="55509999", from_on=TODAY,
    )  # fmt: skip
    url = f"/directory/{story.water.pk}/"
    assert "55509999" in text(as_("hejingan"), url)
    assert "55509999" in text(as_("zhoulan"), url)
    assert "55509999" not in text(as_("fengli"), url)
    assert as_("wutong").get(url).status_code == 404
    assert "登记变化" not in text(as_("zhoulan"), url)


def test_figures_of_a_page_open_their_rows(as_: SignIn, story: Story) -> None:
    page = text(as_("liwen"), f"/directory/{story.water.pk}/")
    assert f"/rectification/?organisation={story.water.pk}" in page.replace("&amp;", "&")
    assert f"/inspections/{story.inspection.pk}/" in page


def test_the_export_is_what_the_list_shows(as_: SignIn, people: Cast, town: Town) -> None:
    rename(people.actor("liwen"), town["T1"], name="=危险街道", short_name="", kind=Kind.STREET)
    answer = as_("liwen").post("/directory/export/", {"kind": "street", "sort": "code_down"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]  # type: ignore[union-attr]
    assert rows[3][:5] == ["代码", "名称", "简称", "类别", "上级"]
    assert [row[0] for row in rows[4:]] == ["T2", "T1"]
    assert rows[5][1] == "'=危险街道"
    told = AuditRow.objects.filter(verb="exchange.table.exported").latest("number").details
    assert (told["rows"], told["filters"]) == (2, {"kind": "street"})
    answer = as_("liwen").post("/directory/export/", {"kind": "town", "on": BEFORE})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert [row[1].value for row in book.active.iter_rows(min_row=5)] == ["青石镇"]  # type: ignore[union-attr]


@pytest.mark.parametrize("page", ["/directory/", "/directory/tree/", "/directory/{T1}/"])
def test_more_rows_ask_no_more(as_: SignIn, people: Cast, town: Town, page: str) -> None:
    client, clerk = as_("song"), people.actor("liwen")
    url = page.format(T1=town["T1"].pk)
    merge(clerk, [town["V1"]], town["V2"])

    def queries() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            text(client, url)
        return len(seen)

    before = queries()
    for at in range(12):
        row = unit(f"W{at}", f"新村{at}", Kind.VILLAGE, town["T2"])
        rename(clerk, row, name=f"新新村{at}", from_on=ON - DAY)
        move(clerk, row, town["T1"], from_on=ON - DAY)
        merge(clerk, [row], town["V2"], on=ON)
    for at in range(12):
        unit(f"Y{at}", f"新社区{at}", Kind.COMMUNITY, town["T1"])
    assert queries() <= before
