"""What the papers of a mediation say, whoever makes them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import object_session

from app.workflow.engine import Refused, fire
from modules.mediation import services
from modules.mediation.documents import acceptance_register, application, mediation_record, rights_notice
from modules.mediation.models import Session
from modules.mediation.tests.quarrel import (
    ACT,
    AGENT,
    APPLICANT,
    CHAIR,
    NAMED,
    RESPONDENT,
    STREET,
    TALK,
    put_in_session,
)

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@one_engine
def test_the_notice_of_rights_cites_each_law_once_and_the_limit_in_force(as_mediator):
    with as_mediator() as mine:
        mine.rights_told_on = date(2023, 8, 18)
        notice = rights_notice(mine)
        assert notice["basis"] == {
            "rights": f"{ACT}第二十三条",
            "duties": "第二十四条",
            "effect": "第三十一条",
            "suit": "第三十二条",
            "confirmation": "第三十三条",
            "free": "第四条",
        }
        assert notice["confirmation_limit"] == "三十日" and "date" not in notice  # whoever signs writes the day
        mine.rights_told_on = date(2010, 12, 31)
        old = rights_notice(mine)
        assert set(old["basis"].values()) == {""} and old["confirmation_limit"] == ""


@one_engine
def test_telling_of_rights_is_dated_and_comes_before_the_sessions(as_mediator, without_papers, freeze):
    with as_mediator() as mine:
        services.tell_rights(mine, date(2023, 8, 16))
        assert mine.rights_told_on == date(2023, 8, 16)
        freeze("2023-08-18 09:00")
        services.tell_rights(mine)
        assert mine.rights_told_on == date(2023, 8, 18)
        mine.status = "in_session"
        with pytest.raises(Refused):
            fire(mine, "tell_rights")


@one_engine
def test_the_application_names_the_sides_and_what_is_asked(as_mediator):
    with as_mediator() as mine:
        mine.requests = "1．赔偿吊顶\n\n 2．修好防水 "
        asked = application(mine)
        assert [one["name"] for one in asked["applicants"]] == [APPLICANT]
        assert [one["name"] for one in asked["applicants"][0]["agents"]] == [AGENT]
        assert [one["name"] for one in asked["respondents"]] == [RESPONDENT]
        assert asked["requests"] == ["1．赔偿吊顶", "2．修好防水"]
        assert asked["committee"]["name"] == "建设街道人民调解委员会" and "date" not in asked


def test_registrar_and_recorder_are_named_whoever_makes_the_paper(as_mediator, as_person):
    """The mediator may open no accounts, nor may the chair; the papers name the colleagues all the same."""
    with as_mediator() as mine:
        put_in_session(mine)
        register = acceptance_register(mine)
        assert register["registrar"] == {"name": "窗口甲"}
        assert (register["dispute_type"], register["accepted_on"]) == ("邻里纠纷", "2023-08-17")
        key = services.hold_session(mine, result="continued", **TALK).id
        object_session(mine).commit()
    with as_person("mediator", STREET, CHAIR) as session:
        assert mediation_record(session.get(Session, key))["recorder"] == {"name": NAMED}
