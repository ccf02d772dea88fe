"""A court, its kinds of organs and letters of it, and an appraiser, for the tests of docking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.scope import system
from app.org.models import Unit
from modules.confirmation.models import Court
from modules.docking import services
from modules.docking.models import Entrustment, OrganKind, ThirdPartyKind, ThirdPartyOrg
from modules.parties.models import Organisation

STREET, COUNTY = "330402007", "330402"
CENTRE, COURT = "建设街道治理中心", "嘉兴市南湖区人民法院"


@pytest.fixture
def centre(river: Any, freeze: Callable[[str], Any]) -> None:
    """The centre of a street; it is 17 August 2023."""
    freeze("2023-08-17 09:30")
    with system("a centre for a test") as session:
        session.add(
            Unit(name=CENTRE, short_name="建设中心", number_name="建设", kind="centre", division_code=STREET)
        )
        session.commit()


@pytest.fixture
def without_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No paper is pressed; what it would say is asked of its function."""
    monkeypatch.setattr("app.document.arrows.issue", lambda document, row: None)


@pytest.fixture
def third(centre: None) -> int:
    """An appraiser of the register, by its key."""
    with system("a third party for a test") as session:
        kind = session.scalars(select(ThirdPartyKind).where(ThirdPartyKind.code == "appraisal")).one()
        firm = Organisation(name="南湖房屋鉴定所", division_code=COUNTY)
        org = ThirdPartyOrg(organisation=firm, kind=kind, division_code=COUNTY)
        session.add(org)
        session.commit()
        return org.id


def organ_kind(session: Session, code: str) -> OrganKind:
    """A kind of organ by its code."""
    return session.scalars(select(OrganKind).where(OrganKind.code == code)).one()


def letter(session: Session, doc_no: str = "（2023）浙0402诉前调7号", **facts: Any) -> Entrustment:
    """Sign for a letter of the court, a delegation before suit unless told otherwise."""
    organ = facts.pop("organ", "court")
    court = session.scalars(select(Court).where(Court.name == COURT)).one()
    given = {
        "organ_kind": organ_kind(session, organ),
        "court": court if organ == "court" else None,
        "kind": "delegated",
        "doc_no": doc_no,
        "matter": "江桂香与何建安相邻关系纠纷",
        "received_on": date(2023, 8, 17),
        "unit": session.scalars(select(Unit).where(Unit.name == CENTRE)).one(),
        "division_code": STREET,
        **facts,
    }
    return services.receive(**given)
