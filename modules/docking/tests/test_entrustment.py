"""The limit of an entrustment, its extension, what the mediation leaves in it, and who reads it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.clock.explain import sentences
from app.model.moment import frozen
from app.org.models import Unit
from app.view.writing import update
from app.workflow.engine import Refused, fire
from modules.cases.models import Case, CaseParty
from modules.docking import services
from modules.docking.documents import feedback_letter
from modules.docking.models import Entrustment
from modules.docking.services import running
from modules.docking.tests.letters import COUNTY, STREET, letter, organ_kind
from modules.mediation import services as mediation
from modules.mediators.models import Committee
from modules.parties.models import Person


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({}, date(2023, 9, 18)),  # the thirtieth day is a Saturday
        ({"received_on": date(2023, 8, 30)}, date(2023, 10, 7)),  # rolled over the national holidays
        ({"kind": "commissioned", "procedure": "ordinary"}, date(2023, 9, 1)),
        ({"kind": "commissioned", "procedure": "summary"}, date(2023, 8, 24)),
        ({"organ": "police", "organ_name": "建设派出所", "kind": "transferred"}, date(2023, 9, 18)),
        (
            {"organ": "petition", "organ_name": "信访局", "kind": "transferred", "petition_class": "dispute"},
            date(2023, 10, 16),
        ),
    ],
)
def test_the_limit_follows_from_organ_and_kind(centre, as_person, facts, due):
    with as_person("clerk", STREET) as session:
        facts = {"received_on": date(2023, 8, 17), **facts}
        with frozen("2023-08-31 09:00"):
            row = letter(session, **facts)
        assert row.due_on == due and running(session, row).due_at.date() == due


def test_a_limit_mended_runs_anew(centre, as_person):
    with as_person("clerk", STREET) as session:
        row = letter(session)
        services.change(row, {"kind": "commissioned", "procedure": "summary"})
        assert (row.due_on, row.policy_code) == (date(2023, 8, 24), "entrust_court_commissioned_summary")


@pytest.mark.parametrize(
    ("organ", "kind", "field"),
    [
        ("court", "delegated", "court"),
        ("court", "commissioned", "procedure"),
        ("police", "transferred", "organ_name"),
        ("petition", "transferred", "petition_class"),
    ],
)
def test_what_is_missing_is_said_at_its_field(centre, as_person, organ, kind, field):
    with as_person("clerk", STREET) as session:
        row = letter(session)
        facts = {"organ_kind": organ_kind(session, organ), "kind": kind, "organ_name": "某单位", field: None}
        services.change(row, facts | ({"court_id": None} if field == "court" else {}))
        assert list(row.problems()) == [field]
        session.rollback()


def test_the_limit_is_extended_only_with_the_consent_of_both_sides(centre, as_person):
    with as_person("clerk", STREET) as session:
        row = letter(session, kind="commissioned", procedure="summary")
        for applicants, respondents in ((True, False), (False, True), (False, False)):
            with pytest.raises(Refused, match="同意"):
                services.extend(row, 7, "双方在核对账目", applicants=applicants, respondents=respondents)
        assert (row.due_on, row.extended_days) == (date(2023, 8, 24), 0)
        services.extend(row, 7, "双方在核对账目", applicants=True, respondents=True)
        assert (row.due_on, row.extended_days) == (date(2023, 8, 31), 7)
        said = sentences(running(session, row).explanation)
        assert "14" in said[0] and said[2] == "其中经延长增加 7 日：双方在核对账目"


def test_it_becomes_a_case_of_its_channel_and_is_answered_with_what_the_mediation_left(
    centre, as_person, without_papers
):
    with as_person("clerk", STREET) as session:
        row = letter(session)
        services.accept(row)
        assert (row.case.channel, row.case.outer_no, row.status) == ("court", row.doc_no, "accepted")
        session.commit()
        key, case_id = row.id, row.case_id
    with system("the sides and a mediation") as session:
        case = session.get_one(Case, case_id)
        for role, name in (("applicant", "江桂香"), ("respondent", "何建安")):
            person = Person(name=name, division_code=STREET)
            session.add(CaseParty(case=case, role=role, person=person))
        unit = Unit(
            name="建设街道调委会",
            short_name="建设调委",
            number_name="建调",
            kind="committee",
            division_code=STREET,
        )
        body = Committee(unit=unit, kind="sub_district", division_code=STREET)
        session.add(body)
        session.flush()
        opened = mediation.open_mediation(case=case, committee=body)
        row = session.get_one(Entrustment, key)
        assert row.mediation is opened and opened.source == "transfer" and row.doc_no in opened.source_note
        with pytest.raises(Refused, match="没有结束"):
            services.give_back(row, result="agreed", agreement_no="1")
        mediation.terminate(opened, "demanded", "向人民法院提起诉讼")
        assert (row.result, row.reason) == ("terminated", "当事人要求终止调解")
        session.commit()
    with as_person("clerk", STREET) as session:
        row = session.get_one(Entrustment, key)
        with pytest.raises(Refused, match="协议编号"):
            services.give_back(row, result="agreed")
        session.rollback()
        with pytest.raises(Refused, match="原因"):
            services.give_back(row, reason="")
        session.rollback()
        services.give_back(row, annexes="调解笔录\n材料目录")
        assert (row.status, running(session, row)) == ("returned", None)
        told = feedback_letter(row)
        assert told["matter"].startswith("江桂香与何建安") and not told["settled"] and told["accepted"]
        assert (told["reason"], told["attachments"]) == ("当事人要求终止调解", ["调解笔录", "材料目录"])


def test_only_disputes_of_petitions_are_mediated_and_what_is_not_accepted_is_sent_back(
    centre, as_person, without_papers
):
    petition = {"organ": "petition", "organ_name": "信访局", "kind": "transferred", "petition_class": "legal"}
    with as_person("clerk", STREET) as session:
        row = letter(session, "信转1号", **petition)
        with pytest.raises(Refused, match="矛盾纠纷"):
            services.accept(row)
        fire(row, "decline", data={"reason": "属于涉法涉诉事项"})
        assert (row.status, row.result) == ("returned", "not_accepted")
        assert feedback_letter(row)["accepted"] is False


def test_it_lies_where_its_case_lies(centre, as_person):
    with as_person("clerk", COUNTY) as session:
        row = letter(session)
        services.accept(row)
        row.division_code = COUNTY
        assert row.division_code == STREET
        update(row.case, {"division_code": "330402001"})
        assert (row.division_code, running(session, row).division_code) == ("330402001", "330402001")


def test_what_the_organ_takes_back_has_no_limit_any_more(centre, as_person):
    with as_person("clerk", STREET) as session:
        row = letter(session)
        fire(row, "withdraw", note="当事人撤诉")
        assert (row.status, row.result, running(session, row)) == ("withdrawn", "withdrawn", None)
        assert not letter(session).problems()  # the same letter may come once more


def test_neighbours_do_not_see_it(centre, as_person):
    with as_person("clerk", STREET) as session:
        letter(session)
        session.commit()
    for role, code, seen in (("clerk", "330402001", 0), ("clerk", COUNTY, 1), ("leader", "3304", 1)):
        with as_person(role, code) as session:
            assert len(session.scalars(select(Entrustment)).all()) == seen
