"""A form of the desk that is kept while it is typed, and written once however often it is sent."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select, text

from app.access.scope import system
from app.model.moment import frozen
from modules.cases.models import Case

ONCE = "abcdefghijklmnopqrstuv"
FORM = {
    "applicant_kind": "person",
    "applicant_name": "沈玉兰",
    "applicant_phone": "13800000412",
    "respondent_kind": "person",
    "summary": "楼道里堆满纸箱，怕起火。",
    "division_code": "990102",
    "channel": "window",
    "urgency": "normal",
    "scale": "01",
    "once": ONCE,
}


def keep(client, once=ONCE, form="/desk/", **typed):
    return client.post(f"/drafts/{once}/keep", data={**FORM, "form": form, **typed})


def cases(app):
    with app.app_context(), system("test") as session:
        return session.scalar(select(func.count()).select_from(Case))


def test_a_draft_is_offered_to_its_owner_alone(login):
    clerk, other = login("clerk_county"), login("clerk_town")
    assert "草稿已存" in keep(clerk).get_json()["text"]
    page = clerk.get("/desk/").text
    assert "接着填" in page and f"draft={ONCE}" in page
    taken = clerk.get(f"/desk/?draft={ONCE}").text
    assert FORM["summary"] in taken and FORM["applicant_phone"] in taken and f'value="{ONCE}"' in taken
    assert "接着填" not in other.get("/desk/").text
    assert FORM["summary"] not in other.get(f"/desk/?draft={ONCE}").text
    assert other.post(f"/drafts/{ONCE}/drop").status_code == 404
    assert other.get(f"/drafts/{ONCE}").get_json() == {"saved": False}
    assert clerk.post(f"/drafts/{ONCE}/drop").status_code == 303
    assert "接着填" not in clerk.get("/desk/").text


def test_a_draft_is_sealed_where_it_is_kept(app, login):
    keep(login("clerk_county"))
    with app.app_context(), system("test") as session:
        stored = str(session.connection().execute(text("select * from view_typed")).all())
        assert ONCE in stored and "沈玉兰" not in stored and "13800000412" not in stored


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("once", "form", "typed"),
    [
        ("short", "/desk/", {}),
        (ONCE, "desk", {}),
        (ONCE, "", {}),
        (ONCE, "//elsewhere.example/desk/", {}),
        (ONCE, "http://localhost/desk/", {}),
        (ONCE, "/" + "x" * 300, {}),
        (ONCE, "/desk/", {"summary": "长" * 400_001}),
    ],
    ids=["word", "form", "no form", "other host", "whole address", "long form", "too much"],
)
def test_what_is_no_draft_is_refused_in_words(login, once, form, typed):
    answer = keep(login("clerk_county"), once, form, **typed)
    assert answer.status_code == 422 and answer.get_json()["message"]


def test_what_is_saved_is_no_draft_any_more(app, login):
    clerk = login("clerk_county")
    keep(clerk)
    before = cases(app)
    first = clerk.post("/desk/", data=FORM | {"_save": "1"})
    again = clerk.post("/desk/", data=FORM | {"_save": "1"})
    assert first.status_code == again.status_code == 303 and first.location == again.location
    assert cases(app) == before + 1
    assert "接着填" not in clerk.get("/desk/").text
    assert clerk.get(f"/drafts/{ONCE}").get_json() == {"saved": True}
    assert keep(clerk).get_json() == {"text": ""}


def test_other_words_under_the_same_form_are_asked_about_and_then_written(app, login):
    clerk = login("clerk_county")
    before = cases(app)
    clerk.post("/desk/", data=FORM)
    other = FORM | {"summary": "另外一件事，和刚才的不同。"}
    asked = clerk.post("/desk/", data=other)
    assert asked.status_code == 422 and "已经保存过" in asked.text and other["summary"] in asked.text
    once = re.search(r'name="once" value="([^"]+)"', asked.text).group(1)
    assert once != ONCE and cases(app) == before + 1
    assert clerk.post("/desk/", data=other | {"once": once}).status_code == 303
    assert cases(app) == before + 2


def test_two_people_may_have_the_same_word(app, login):
    before = cases(app)
    for person in ("clerk_county", "clerk_county2"):
        place = "990102" if person == "clerk_county" else "990103"
        assert login(person).post("/desk/", data=FORM | {"division_code": place}).status_code == 303
    assert cases(app) == before + 2


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_draft_is_forgotten_after_a_week(login):
    clerk = login("clerk_county")
    with frozen("2026-11-01 09:00"):
        keep(clerk)
    assert "接着填" not in clerk.get("/desk/").text


def test_an_edited_row_sent_twice_is_no_conflict(login):
    clerk = login("clerk_county")
    form = {"name": "枫源县好邻居物业有限公司", "division_code": "990102"}
    made = clerk.post("/parties/organisation/add", data=form)
    path = made.location.replace("/show/", "/edit/")
    hidden = r'<input type="hidden" name="(once|row_version|seen)" value="([^"]*)"'
    form |= dict(re.findall(hidden, clerk.get(path).text)) | {"name": "枫源县好邻居物业公司"}
    answers = [clerk.post(path, data=form) for _ in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, made.location)] * 2
