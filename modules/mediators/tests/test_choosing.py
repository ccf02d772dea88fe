"""Whom forms offer: those who serve today; whoever has left keeps standing in what was written before."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from modules.mediators.models import Mediator

OFFERED = "/cases/case/related/mediator?arrow=open_mediation"


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_forms_offer_those_who_serve_today(app, login):
    client = login("dispatcher_county")
    with app.app_context(), system("test") as session:
        asked = select(Mediator).where(
            Mediator.status == "serving", Mediator.division_code.startswith("990102")
        )
        leaver = session.scalars(asked.order_by(Mediator.id.desc())).first()
        key, name = leaver.id, leaver.name
        assert key in {row["value"] for row in client.get(f"{OFFERED}&q={name}").json}
        leaver.status = "left"
        session.commit()
    assert key not in {row["value"] for row in client.get(f"{OFFERED}&q={name}").json}
    shown = login("admin_county").get(f"/mediators/mediator/show/{key}")
    assert shown.status_code == 200 and name in shown.text
