"""Volumes are destroyed by list, after their time, by three people."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.job.spec import Run
from app.model.moment import frozen
from app.workflow.engine import Refused, fire
from modules.archive import jobs
from modules.archive.destroying import begin, entries_of
from modules.archive.models import Destruction, Volume
from modules.archive.proofs import faults_of, file_of
from tests.house.people import acting_person

FACTS = {
    "title": "二〇三六年度销毁清单",
    "reason": "保管期满，经鉴定无继续保存价值",
    "division_code": "990102",
}


def test_nothing_is_listed_before_its_time(app):
    with app.app_context(), frozen("2036-11-09 09:00"), system("test"), pytest.raises(Refused):
        begin(**FACTS)


def approve(name, arrow, key):
    with acting_person(name) as session:
        fire(session.get_one(Destruction, key), arrow)
        session.commit()


def test_two_people_approve_what_a_third_proposed(app):
    with app.app_context(), frozen("2036-11-10 09:00"):
        with acting_person("archivist_county") as session:
            destruction = begin(**FACTS)
            assert [entry.number for entry in entries_of(destruction)] == ["（2026）石桥人调字第1号"]
            with pytest.raises(Refused):
                fire(session.scalars(select(Volume).where(Volume.status == "archived")).one(), "destroy")
            fire(destruction, "propose")
            key = destruction.id
            session.commit()
        with pytest.raises(Refused):
            approve("archivist_county", "approve", key)
        approve("leader_county", "approve", key)
        for again in ("leader_county", "archivist_county"):
            with pytest.raises(Refused):
                approve(again, "carry_out", key)
        with system("a second approver") as session:
            destruction = session.get_one(Destruction, key)
            fire(destruction, "carry_out")
            assert jobs.destroy(Run(session, 10**9, {"list": key}, 1)) == {"destroyed": 1}
            volume = session.scalars(select(Volume).where(Volume.status == "destroyed")).one()
            assert file_of(volume) is None and list(faults_of(session, volume)) == []
            assert entries_of(destruction)[0].done == "2036-11-10销毁"
            session.rollback()


def test_a_volume_that_is_out_says_so_in_its_line(app):
    with app.app_context(), frozen("2036-11-10 09:00"), system("test") as session:
        destruction = begin(**FACTS)
        fire(destruction, "propose")
        fire(destruction, "approve")
        fire(destruction, "carry_out")
        session.scalars(select(Volume).where(Volume.status == "archived")).one().status = "lent"
        session.flush()
        assert jobs.destroy(Run(session, 10**9, {"list": destruction.id}, 1)) == {"destroyed": 0}
        assert "借出" in entries_of(destruction)[0].done
        session.rollback()
