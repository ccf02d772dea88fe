"""Who could mediate is said beside the form that opens a mediation, and beside one nobody is named to."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import select

from app.access.scope import system
from modules.cases.demo import case_of
from modules.mediation.demo import FAMILY, LEAK
from modules.mediation.models import NamedMediator
from modules.mediation.suggesting import in_hand, suggested
from modules.mediators.demo import mediator

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def test_the_type_of_the_dispute_finds_who_knows_it_and_open_mediations_are_counted(app, freeze):
    freeze("2026-11-20 10:42")
    with app.app_context(), system("test") as session:
        found = suggested(case_of(session, FAMILY))
        assert "擅长婚姻家庭" in found[0].reasons
        busy = mediator(session, "钱融融")
        named = session.scalars(select(NamedMediator).where(NamedMediator.mediator_id == busy.id)).all()
        still = [row for row in named if row.mediation.status in ("applied", "accepted", "in_session")]
        assert in_hand(session)[busy.id] == len(still) > 0


def test_the_demo_answers_within_50_ms(app, freeze):
    freeze("2026-11-20 10:42")
    with app.app_context(), system("test") as session:
        case = case_of(session, LEAK)
        suggested(case)
        began = time.perf_counter()
        assert suggested(case)
        assert time.perf_counter() - began < 0.05
