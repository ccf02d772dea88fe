"""The intake desk: filing, what it is told while it types, and the receipt."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.document.models import Paper
from modules.cases.desk import first_words
from modules.cases.models import Case
from modules.parties.models import Person

COUNTY = "990102"
WORDS = "三单元一楼楼道内私拉电线给电动车充电，担心起火。找过物业没有用。"
FORM = {
    "applicant_kind": "person",
    "applicant_name": "沈玉兰",
    "respondent_kind": "person",
    "summary": WORDS,
    "division_code": COUNTY,
    "channel": "window",
    "urgency": "normal",
    "scale": "01",
}
WORKER = "11010519491231002X"  # the sample number of GB 11643


def hinted(client, **typed):
    answer = client.post("/desk/hints", data=typed)
    assert answer.status_code == 200
    return answer.text


def filed(app, title):
    with app.app_context(), system("test") as session:
        return session.execute(select(Case.id, Case.case_no).where(Case.title == title)).one()


def test_calling_the_next_empties_the_desk_and_says_the_number(app, login):
    client = login("clerk_county")
    answer = client.post("/desk/", data=FORM | {"_next": "1"})
    case = filed(app, "三单元一楼楼道内私拉电线给电动车充电，担心起火")
    assert answer.status_code == 303 and answer.location == f"/desk/?filed={case.id}"
    page = client.get(answer.location).text
    assert case.case_no in page and WORDS not in page
    assert client.post("/desk/", data=FORM | {"_save": "1", "title": "楼道充电"}).location.startswith(
        "/cases/case/show/"
    )


def test_the_receipt_is_issued_once_and_shown(app, login):
    client = login("clerk_county")
    key = client.post("/desk/", data=FORM | {"_next": "1"}).location.partition("filed=")[2]
    answer = client.post(f"/desk/receipt/{key}")
    assert answer.status_code == 303
    assert client.get(answer.location).data.startswith(b"%PDF")
    assert client.post(f"/desk/receipt/{key}").location == answer.location
    with app.app_context(), system("test") as session:
        assert session.scalars(select(Paper.document).where(Paper.subject_id == int(key))).all() == [
            "cases.receipt"
        ]


@pytest.mark.parametrize("path", ["/desk/?filed={key}", "/desk/receipt/{key}"])
@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999", "beyond"])
def test_a_case_beyond_the_desk_is_not_there(app, login, path, key):
    with app.app_context(), system("test") as session:
        beyond = session.scalars(select(Case.id).where(Case.division_code.like("990103%"))).first()
        assert beyond is not None
    client = login("clerk_county")
    address = path.format(key=beyond if key == "beyond" else key)
    answer = client.get(address) if "?" in address else client.post(address)
    assert answer.status_code == 404


def test_a_matter_told_again_is_hinted_with_its_reason(login):
    page = hinted(
        login("clerk_county"), summary="楼上卫生间渗水，我家吊顶起泡，楼上说不是他家的问题，没有人来修"
    )
    assert "可能是同一件事" in page and "楼上卫生间渗水泡坏楼下吊顶" in page
    assert "相似" in page and "相同：" in page and 'target="_blank"' in page
    assert 'data-pick=\'{"category": [' in page and "相似的" in page


def test_nothing_of_another_county_is_hinted(login):
    words = "楼上卫生间渗水，我家吊顶起泡，楼上说不是他家的问题，没有人来修"
    assert "楼上卫生间渗水泡坏楼下吊顶" not in hinted(login("clerk_county2"), summary=words)


def test_a_person_is_known_by_number_or_telephone(login):
    client = login("clerk_county")
    form = FORM | {
        "applicant_code": WORKER,
        "applicant_phone": "13800000412",
        "title": "路灯不亮",
        "_next": "1",
    }
    assert client.post("/desk/", data=form).status_code == 303
    for typed in ({"applicant_code": WORKER}, {"applicant_phone": "138 0000 0412"}):
        page = hinted(client, **typed)
        assert "同一人" in page and "路灯不亮" in page
    assert "同一人" not in hinted(client, applicant_phone="13800000413")
    assert "同一人" not in hinted(login("clerk_county2"), applicant_code=WORKER)


def test_who_is_in_the_register_is_not_entered_twice(app, login):
    def people():
        with app.app_context(), system("test") as session:
            return len(session.scalars(select(Person.id).where(Person.name == "沈玉兰")).all())

    client = login("clerk_county")
    form = FORM | {"applicant_code": WORKER, "applicant_phone": "13800000412", "_next": "1"}
    before = people()
    for phone in ("13800000412", ""):
        assert client.post("/desk/", data=form | {"applicant_phone": phone}).status_code == 303
    assert people() == before + 1
    for other in ({"applicant_phone": "13800000413"}, {"applicant_code": ""}):
        assert client.post("/desk/", data=form | other).status_code == 303
    assert people() == before + 3


def test_a_number_tells_sex_and_age_or_what_is_wrong_with_it(login):
    client = login("clerk_county")
    assert "女，" in hinted(client, applicant_code=WORKER) and "校验位正确" in hinted(
        client, applicant_code=WORKER
    )
    assert "校验位" in hinted(client, applicant_code=WORKER[:-1] + "1")
    assert "证件号码" not in hinted(client, applicant_code=WORKER[:10])
    assert "证件号码" not in hinted(client, applicant_code=WORKER, applicant_kind="organisation")


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"summary": "😀‮ <script>alert(1)</script>" * 200, "applicant_code": "\x00" * 40},
        {"division_code": "x", "category": "none", "applicant_kind": "", "applicant_phone": "110"},
        {"summary": "楼" * 20_000},
    ],
)
def test_whatever_is_typed_a_hint_never_fails(login, typed):
    assert "<script>alert" not in hinted(login("clerk_county"), **typed)


def test_hints_are_for_those_who_may_register(login):
    assert login("leader_county").post("/desk/hints").status_code == 403


def test_a_title_is_the_first_sentence_cut_where_it_is_long():
    assert first_words("楼道充电。担心起火") == "楼道充电"
    assert first_words("  楼道\n充电！") == "楼道 充电"
    assert first_words("长" * 40) == "长" * 29 + "…"
    assert first_words("。。") == "。。"
