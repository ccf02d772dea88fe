"""The nightly upkeep: tries forgotten, seals renewed, heads logged."""

from __future__ import annotations

import json
import logging

import pytest
from sqlalchemy import func, select

from app.access import attempts
from app.access.audit_verify import Head, verify
from app.access.scope import system
from app.job.models import Job
from app.job.spec import Run
from app.lifecycle import jobs
from app.lifecycle.jobs import anchor_audit, forget_tries, reseal
from app.model.house import house
from modules.parties.models import Person


@pytest.fixture
def app(doors):
    with doors.app_context():
        house().models["parties.person"] = Person
        yield doors


def test_old_tries_are_forgotten_and_fresh_ones_kept(app, freeze):
    freeze("2026-11-20 09:00")
    with system("tries") as session:
        attempts.take(session, "name:old", attempts.name_limit())
        session.commit()
        freeze("2026-11-21 10:00")
        attempts.take(session, "name:new", attempts.name_limit())
        session.commit()
        assert forget_tries(Run(session, 1, {}, 1)) == {"deleted": 1}
        assert session.scalar(select(func.count()).select_from(attempts.LoginAttempt)) == 1


def test_seals_are_renewed_under_the_first_key(app, monkeypatch):
    monkeypatch.setattr(jobs, "_BATCH", 1)
    with system("people") as session:
        session.add(Person(name="林小满", phone="13812345678", division_code="990102"))
        session.commit()
        former = app.config["DATA_KEY"]
        app.config["DATA_KEY"] = f"{'n' * 64} {former}"
        app.extensions.pop("keyring")
        assert reseal(Run(session, 1, {}, 1))["parties.person"] == 1
        session.commit()
        asked = session.scalar(select(Job.name).where(Job.name == jobs.RESEAL))
        assert asked == jobs.RESEAL, "a full batch asks for another run"
        app.config["DATA_KEY"] = "n" * 64
        app.extensions.pop("keyring")
        assert session.scalar(select(Person)).phone == "13812345678"
        assert reseal(Run(session, 1, {}, 1))["parties.person"] == 0


def test_the_logged_heads_serve_as_an_anchor(app, caplog):
    with system("heads") as session, caplog.at_level(logging.INFO, "fengqiao.audit"):
        told = anchor_audit(Run(session, 1, {}, 1))
    kept = [Head(**head) for head in json.loads(caplog.messages[-1].removeprefix("audit heads "))]
    assert told == {"heads": len(kept)} and kept
    with system("verify") as session:
        assert verify(session, kept)[1] == []
