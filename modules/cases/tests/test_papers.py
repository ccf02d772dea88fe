"""Colleagues are named on the papers of a case, whoever makes them."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from app.access.scope import current_scope
from app.org.models import Unit
from modules.cases import services
from modules.cases.documents import minutes
from modules.cases.models import Case, Consultation, ConsultationOpinion
from modules.cases.papers import colleague, receipt
from modules.parties.models import Person

STREET = "330402007"

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def test_receipt_and_minutes_name_colleagues_to_another_clerk(river, as_person):
    with as_person("clerk", STREET, "窗口甲") as session:
        first = current_scope().user_id
        unit = Unit(name="建设街道治理中心", short_name="建设中心", kind="centre", division_code=STREET)
        case = services.register(
            division_code=STREET,
            title="路灯不亮",
            summary="路灯不亮",
            channel="window",
            first_receiver=unit,
            parties=[services.PartyEntry("applicant", Person(name="周安然", division_code=STREET))],
        )
        meeting = Consultation(
            case=case,
            topic="路灯",
            unit=unit,
            held_at=datetime(2023, 8, 19, 9, 30),
            place="会商室",
            background="路灯不亮",
            chair_id=first,
            recorder_id=first,
        )
        session.add(ConsultationOpinion(consultation=meeting, unit=unit, text="修", account_id=first))
        session.commit()
    with as_person("clerk", STREET, "窗口乙") as session:
        assert receipt(session.scalars(select(Case)).one())["clerk"] == {"name": "窗口甲"}
        told = minutes(session.scalars(select(Consultation)).one())
        assert (told["chair"]["name"], told["recorder"]["name"]) == ("窗口甲", "窗口甲")
        assert [one["name"] for one in told["attendees"]] == ["窗口甲"]
        assert colleague(None) == ""
