"""Changing the directory in the browser: forms, sentences beside their fields, stale pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.cycle.directory.town import DAY, PAPER, at, end, rename
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.directory.models import (
    Contact,
    FormerName,
    FormerParent,
    Organisation,
    Succession,
)

SignIn = Callable[[str], Client]
Town = dict[str, Organisation]
ON = (TODAY - 7 * DAY).isoformat()


def post(client: Client, url: str, **data: Any) -> tuple[int, str]:
    answer = client.post(url, data)
    return answer.status_code, answer.content.decode()


def test_registering(as_: SignIn, town: Town) -> None:
    client = as_("liwen")
    told = {"code": "N1", "name": "清源区数据局", "kind": "department", "parent": "C 清源区委"}
    status, _ = post(client, "/directory/new/", **told)
    assert status == 302
    assert Organisation.objects.get(code="N1").parent == town["C"]
    status, page = post(client, "/directory/new/", **told | {"name": "另一个"})
    assert (status, "代码“N1”已经有单位用了" in page) == (400, True)
    for parent, words in (("没有的局", "没有“没有的局”"), ("V1x", "没有")):
        status, page = post(client, "/directory/new/", **told | {"code": "N2", "parent": parent})
        assert (status, words in page) == (400, True)
    assert not Organisation.objects.filter(code="N2").exists()


def test_a_name_that_several_bear_needs_a_code(as_: SignIn, town: Town) -> None:
    Organisation.objects.create(code="V7", name="柳湾村", kind="village", parent=town["T2"])
    status, page = post(
        as_("liwen"), f"/directory/{town['V2'].pk}/move/", version=1, parent="柳湾村", from_on=ON,
        document=PAPER,
    )  # fmt: skip
    assert status == 400
    assert "V1（青石镇）、V7（东屏街道）" in page


def test_renaming_moving_correcting(as_: SignIn, town: Town) -> None:
    client, url = as_("liwen"), f"/directory/{town['T1'].pk}"
    told = {"version": 1, "name": "青石街道", "short_name": "", "kind": "street", "from_on": ON}
    status, page = post(client, f"{url}/rename/", **told)
    assert status == 400
    assert FormerName.objects.count() == 0
    assert post(client, f"{url}/rename/", **told, document=PAPER)[0] == 302
    status, page = post(client, f"{url}/rename/", **told | {"name": "又名"}, document=PAPER)
    assert (status, "先一步处理" in page) == (409, True)
    village = f"/directory/{town['V1'].pk}"
    assert post(client, f"{village}/move/", version=1, parent="T2", from_on=ON,
                document=PAPER)[0] == 302  # fmt: skip
    assert FormerParent.objects.get().parent == town["T1"]
    told = {"version": 2, "code": "V1", "name": "柳弯村", "kind": "village", "parent": "T2",
            "established_on": "2010-01-01"}  # fmt: skip
    assert post(client, f"{village}/correct/", **told)[0] == 400
    assert post(client, f"{village}/correct/", **told, reason="打错了字")[0] == 302
    assert at(town["V1"]).name == "柳弯村"
    assert FormerName.objects.count() == 1


def test_ending_and_taking_it_back(as_: SignIn, town: Town) -> None:
    client, url = as_("liwen"), f"/directory/{town['T1'].pk}"
    status, page = post(client, f"{url}/dissolve/", version=1, on=ON, document=PAPER)
    assert (status, "下面还有柳湾村、石桥村" in page) == (409, True)
    village = f"/directory/{town['V3'].pk}"
    assert post(client, f"{village}/dissolve/", version=1, on=ON, document=PAPER)[0] == 302
    page = client.get(f"{village}/").content.decode()
    assert "恢复误登的撤销" in page
    assert "/dissolve/" not in page
    assert post(client, f"{village}/restore/", version=2, reason="误点")[0] == 302
    assert at(town["V3"]).dissolved_on is None


def test_a_merger_is_shown_before_it_is_entered(as_: SignIn, town: Town) -> None:
    client, url = as_("liwen"), f"/directory/{town['T2'].pk}/merge/"
    told = {"way": "existing", "into": "T1 青石镇", "on": ON, "document": PAPER}
    status, page = post(client, url, **told)
    assert status == 200
    assert "梧桐社区" in page
    assert "登记错了可以撤回" in page
    assert not Succession.objects.exists()
    seen = f"{town['T2'].pk}:1,{town['T1'].pk}:1"
    assert f'value="{seen}"' in page
    rename_first = {**told, "seen": seen}
    assert post(client, url, **rename_first)[0] == 302
    assert Succession.objects.get().successor == town["T1"]
    assert post(client, url, **rename_first)[0] == 409


def test_a_merger_of_what_changed_meanwhile_is_refused(
    as_: SignIn, people: Cast, town: Town
) -> None:
    client, url = as_("liwen"), f"/directory/{town['B1'].pk}/merge/"
    told = {
        "way": "new", "other_1": "B2", "code": "B3", "name": "清源区粮食商务局",
        "kind": "department", "parent": "C", "on": ON, "document": PAPER,
    }  # fmt: skip
    assert post(client, url, **told)[0] == 200
    rename(people.actor("song"), town["B2"], name="清源区贸易局", from_on=TODAY - 20 * DAY)
    seen = f"{town['B1'].pk}:1,{town['B2'].pk}:1"
    assert post(client, url, **told, seen=seen)[0] == 409
    assert at(town["B1"]).dissolved_on is None
    seen = f"{town['B1'].pk}:1,{town['B2'].pk}:2"
    assert post(client, url, **told, seen=seen)[0] == 302
    assert Organisation.objects.get(code="B3").came_from.count() == 2


def test_what_a_merger_lacks_is_told(as_: SignIn, town: Town) -> None:
    client, url = as_("liwen"), f"/directory/{town['B1'].pk}/merge/"
    for told, words in (
        ({"way": "existing"}, "请填写并入哪个单位"), ({"way": "new"}, "设立新单位要填写这一项"),
        ({"way": "existing", "into": "B2", "other_1": "B1"}, "选了两次"),
    ):  # fmt: skip
        status, page = post(client, url, on=ON, document=PAPER, **told)
        assert (status, words in page) == (400, True), words
    for seen in ("x", "1:", "999999999999999999999:1"):
        status, _ = post(client, url, way="existing", into="B2", on=ON, document=PAPER, seen=seen)
        assert status in {200, 409}
    assert not Succession.objects.exists()


def test_a_split_with_its_children(as_: SignIn, town: Town) -> None:
    client, url = as_("liwen"), f"/directory/{town['T1'].pk}/split/"
    told: dict[str, Any] = {
        "version": 1, "on": ON, "document": PAPER, "ends": "on", "parent": "C",
        "code_1": "T8", "name_1": "上青石镇", "kind_1": "town",
        "code_2": "T9", "name_2": "下青石镇", "kind_2": "town", f"child_{town['V1'].pk}": "1",
    }  # fmt: skip
    status, page = post(client, url, **told)
    assert (status, "请选归到哪里" in page) == (400, True)
    told[f"child_{town['V2'].pk}"] = "2"
    status, page = post(client, url, **told)
    assert (status, "下青石镇（新设立，代码 T9）" in page) == (200, True)
    assert not Organisation.objects.filter(code="T9").exists(), "asked twice"
    assert post(client, url, **told, seen=f"{town['T1'].pk}:1")[0] == 302
    assert at(town["V2"]).parent == Organisation.objects.get(code="T9")


def test_a_split_into_one_that_is_there(as_: SignIn, town: Town) -> None:
    client, url = as_("liwen"), f"/directory/{town['T1'].pk}/split/"
    told: dict[str, Any] = {
        "version": 1, "on": ON, "document": PAPER, "ends": "on", "parent": "C", "into_1": "T2",
        "code_2": "T9", "name_2": "下青石镇", "kind_2": "town",
        f"child_{town['V1'].pk}": "1", f"child_{town['V2'].pk}": "2",
    }  # fmt: skip
    status, page = post(client, url, **told | {"code_1": "T7", "name_1": "又一镇"})
    assert (status, "就不要再填新单位" in page) == (400, True)
    status, page = post(client, url, **told)
    assert (status, "（已有，T2）" in page) == (200, True)
    stale = f"{town['T1'].pk}:1,{town['T2'].pk}:0"
    assert post(client, url, **told, seen=stale)[0] == 409
    right = f"{town['T1'].pk}:1,{town['T2'].pk}:{at(town['T2']).version}"
    assert post(client, url, **told, seen=right)[0] == 302
    assert at(town["V1"]).parent_id == town["T2"].pk
    assert at(town["T2"]).dissolved_on is None
    assert at(town["T1"]).dissolved_on is not None
    assert set(Succession.objects.values_list("kind", flat=True)) == {"split"}
    assert Succession.objects.filter(successor=town["T2"]).exists()


def test_people(as_: SignIn, town: Town) -> None:
    client, url = as_("liwen"), f"/directory/{town['V1'].pk}/contacts/new/"
    told = {"post": "secretary", "name": "林秀", "phone": "55501", "from_on": ON}
    assert post(client, url, **told)[0] == 302
    status, page = post(client, url, **told | {"name": "方平"})
    assert (status, "必须在那以后" in page) == (400, True)
    row = Contact.objects.get()
    base = f"/directory/contacts/{row.pk}"
    assert post(client, f"{base}/correct/", version=1, name="林绣", phone="55502")[0] == 302
    assert post(client, f"{base}/correct/", version=1, name="林锈", phone="")[0] == 409
    assert post(client, f"{base}/end/", version=2, until_on=TODAY.isoformat())[0] == 302
    assert Contact.objects.get().until_on == TODAY


def test_forms_of_the_ended(as_: SignIn, people: Cast, town: Town) -> None:
    end(people.actor("liwen"), town["V1"])
    url = f"/directory/{town['V1'].pk}/contacts/new/"
    status, _ = post(as_("liwen"), url, post="secretary", name="林秀", phone="", from_on=ON)
    assert status == 409
