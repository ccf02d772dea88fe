"""Forms: what is saved, what is refused in words, and two people at one row."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.org.models import Division
from app.workflow.models import Event
from modules.cases.models import Case, Consultation, ConsultationDecision
from modules.mediators.models import Committee
from modules.parties.models import Organisation, Person
from tests.kernel.view_house import HERE, THERE, TOWN, filled, stored

BASE = "/parties/organisation"


@pytest.fixture
def clerk(enter):
    return enter("clerk")


def test_a_new_row_gets_the_only_place_of_its_maker(house, clerk):
    answer = clerk.post(f"{BASE}/add", filled(clerk.get(f"{BASE}/add"), name="枫源县好邻居物业有限公司"))
    assert answer.status_code == 303, answer.text
    row = stored(house, Organisation, int(answer.location.rsplit("/", 1)[1]))
    assert (row.name, row.division_code) == ("枫源县好邻居物业有限公司", HERE)
    assert row.created_by_id is not None


def test_a_place_outside_the_area_is_refused(clerk):
    answer = clerk.post(f"{BASE}/add", {"name": "外面的公司", "division_code": THERE})
    assert answer.status_code == 422
    assert 'id="f-division_code-error"' in answer.text


@pytest.mark.parametrize("code", ["990\x00102", "٩٩٠١٠٢", "'--", "9" * 500])
def test_a_place_that_cannot_be_one_is_refused_at_its_field(clerk, code):
    answer = clerk.post(f"{BASE}/add", {"name": "哪里的公司", "division_code": code})
    assert answer.status_code == 422
    assert 'id="f-division_code-error"' in answer.text


def test_a_place_that_was_closed_takes_nothing_more(house, clerk):
    form = {"division_code": TOWN}
    assert clerk.post(f"{BASE}/add", {"name": "先来的公司", **form}).status_code == 303
    with house.app_context(), system("close a place") as session:
        session.scalars(select(Division).where(Division.code == TOWN)).one().active = False
        session.commit()
    answer = clerk.post(f"{BASE}/add", {"name": "后来的公司", **form})
    assert answer.status_code == 422
    assert 'id="f-division_code-error"' in answer.text


def test_two_places_must_be_chosen_from(house, enter):
    person = enter("clerk", HERE, "both", ("clerk", "990103"))
    form = person.get(f"{BASE}/add").text
    assert 'name="division_code"' in form
    assert person.post(f"{BASE}/add", {"name": "两处"}).status_code == 422
    answer = person.post(f"{BASE}/add", {"name": "两处", "division_code": TOWN})
    assert answer.status_code == 303, answer.text


def test_all_errors_at_once_and_nothing_typed_is_lost(clerk):
    answer = clerk.post(f"{BASE}/add", {"name": "", "address": "x" * 5000, "phone": "不是电话\x00"})
    assert answer.status_code == 422
    assert "x" * 5000 in answer.text
    assert answer.text.count("fq-error") >= 2
    assert 'href="#f-name"' in answer.text


def test_what_exists_already_is_said_at_its_field(house, enter, grow):
    committee = grow(Committee, kind="village")
    again = grow(Committee, kind="village")
    unit = stored(house, Committee, committee).unit_id
    admin = enter("admin")
    page = admin.get(f"/mediators/committee/edit/{again}")
    answer = admin.post(f"/mediators/committee/edit/{again}", filled(page, unit_id=str(unit)))
    assert answer.status_code == 422
    assert 'id="f-unit_id-error"' in answer.text


def test_a_stale_form_meets_a_conflict_and_overwrites_nothing(house, clerk, enter, grow):
    key = grow(Organisation, name="好邻居", address="东街")
    other = enter("clerk", HERE, "second")
    mine = filled(clerk.get(f"{BASE}/edit/{key}"), address="西街")
    theirs = filled(other.get(f"{BASE}/edit/{key}"), name="好邻居物业")
    assert other.post(f"{BASE}/edit/{key}", {**theirs, "csrf_token": other.token}).status_code == 303
    answer = clerk.post(f"{BASE}/edit/{key}", {**mine, "csrf_token": clerk.token})
    assert answer.status_code == 409
    assert "好邻居物业" in answer.text or "东街" in answer.text
    assert 'name="pick-address"' in answer.text
    assert 'type="radio" name="pick-name"' not in answer.text, "the name was not changed by this form"
    row = stored(house, Organisation, key)
    assert (row.name, row.address) == ("好邻居物业", "东街")
    merged = dict(
        re.findall(
            r'type="hidden" name="([^"]+)" value="([^"]*)"',
            answer.text.split("fq-conflict")[1].split("</form>")[0],
        )
    )
    answer = clerk.post(f"{BASE}/edit/{key}", {**merged, "csrf_token": clerk.token, "pick-address": "mine"})
    assert answer.status_code == 303, answer.text
    row = stored(house, Organisation, key)
    assert (row.name, row.address) == ("好邻居物业", "西街")


def test_a_form_without_its_version_is_a_stale_one(clerk, grow):
    key = grow(Organisation, name="好邻居")
    sent = filled(clerk.get(f"{BASE}/edit/{key}"), name="改了")
    del sent["row_version"]
    assert clerk.post(f"{BASE}/edit/{key}", sent).status_code == 409


def test_a_protected_number_left_empty_is_kept(house, clerk, grow):
    key = grow(Person, name="周清河", phone="13812345678")
    page = clerk.get(f"/parties/person/edit/{key}")
    assert "13812345678" not in page.text
    assert clerk.post(f"/parties/person/edit/{key}", filled(page, sex="2")).status_code == 303
    with house.app_context():
        assert stored(house, Person, key).phone == "13812345678"


def test_a_model_says_itself_what_is_wrong(clerk):
    typed = {"name": "周清河", "id_type": "111", "id_number": "110105194912310021"}
    answer = clerk.post("/parties/person/add", filled(clerk.get("/parties/person/add"), **typed))
    assert answer.status_code == 422
    assert 'id="f-id_number-error"' in answer.text


def test_foreign_keys_outside_the_scope_are_not_found(enter, grow):
    admin = enter("admin")
    far = grow(Person, THERE, name="周清江")
    answer = admin.post(
        "/mediators/mediator/add", {"person_id": str(far), "committee_id": "999999", "post": "member"}
    )
    assert answer.status_code == 422
    assert answer.text.count("fq-error") >= 2


def test_lines_are_saved_with_their_form(house, clerk, grow):
    case = grow(Case)
    key = grow(Consultation, case_id=case)
    page = clerk.get(f"/cases/consultation/edit/{key}")
    unit = stored(house, Consultation, key).unit_id
    first = {"decisions-0-text": "物业三日内派人查漏", "decisions-0-unit": str(unit)}
    sent = filled(page, topic="楼上漏水怎么修", **first, **{"decisions-1-text": ""})
    answer = clerk.post(f"/cases/consultation/edit/{key}", sent)
    assert answer.status_code == 303, re.sub(r"<[^>]+>", " ", answer.text.split("data-summary")[1][:600])
    with house.app_context(), system("look") as session:
        texts = [line.text for line in session.query(ConsultationDecision).filter_by(consultation_id=key)]
    assert texts == ["物业三日内派人查漏"]


def test_a_row_in_use_or_of_a_kind_that_is_never_deleted_stays(house, clerk, enter, grow):
    key = grow(Case)
    assert clerk.post(f"/cases/case/delete/{key}").status_code in (403, 404)
    assert stored(house, Case, key) is not None


def test_a_remark_stands_in_the_history(house, clerk, grow):
    key = grow(Case, status="accepted")
    assert clerk.post(f"/cases/case/note/{key}", {"text": "已电话约好明天上午"}).status_code == 303
    assert "已电话约好明天上午" in clerk.get(f"/cases/case/show/{key}").text


def test_history_of_new_and_changed_rows(house, clerk):
    answer = clerk.post(f"{BASE}/add", filled(clerk.get(f"{BASE}/add"), name="好邻居"))
    key = int(answer.location.rsplit("/", 1)[1])
    clerk.post(f"{BASE}/edit/{key}", filled(clerk.get(f"{BASE}/edit/{key}"), name="好邻居物业"))
    with house.app_context(), system("look") as session:
        events = session.query(Event).filter_by(model="parties.organisation", row_id=key).order_by(Event.id)
        assert [event.arrow for event in events] == ["create", "update"]


def test_after_saving_one_goes_back_only_inside_the_house(clerk):
    inside = clerk.post(f"{BASE}/add", filled(clerk.get(f"{BASE}/add"), name="一", next="/cases/case/show/1"))
    assert inside.location.endswith("/cases/case/show/1")
    outside = clerk.post(f"{BASE}/add", filled(clerk.get(f"{BASE}/add"), name="二", next="//evil.example/"))
    assert outside.status_code == 303 and "evil" not in outside.location
