import pytest
from django.urls import reverse
pytestmark = pytest.mark.django_db
def test_all(people, as_):
    c = as_("shenji")
    for n in ("audit_list","notices_inbox","calendar_years"):
        r = c.get(reverse(n)); print(n, r.status_code, len(r.content)); assert r.status_code==200
    r = c.get(reverse("audit_detail", args=[1])); assert r.status_code==200
    r = c.post(reverse("audit_verify")); assert r.status_code==200, r.content.decode(); assert "完整" in r.content.decode()
    r = c.post(reverse("audit_export")); assert r.status_code==200
    c = as_("xitong")
    for n in ("accounts_user_list","accounts_user_create"):
        r = c.get(reverse(n)); assert r.status_code==200
    for n in ("accounts_user_detail","accounts_user_change"):
        r = c.get(reverse(n,args=[people["liwen"].pk])); assert r.status_code==200
    c = as_("liwen")
    assert c.get(reverse("calendar_load")).status_code==200
    r = c.get(reverse("sign_in")); assert r.status_code==302
    r = c.get(reverse("totp_enrol")); assert r.status_code==200
    r = c.post(reverse("totp_enrol")); assert r.status_code==200
    r = c.get(reverse("change_password")); assert r.status_code==200
