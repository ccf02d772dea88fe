"""The outbox: with the cause or not at all, once and only once, again after failure, and by schedule."""

import subprocess
import sys
import time as clock
from datetime import datetime, time, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import select, text

from app.access.scope import system
from app.job import lease, queue
from app.job.jobs import JOBS
from app.job.models import CANCELLED, DEAD, DONE, QUEUED, RUNNING, Job, ScheduleMark
from app.job.runner import Runner
from app.job.scheduler import fire_due
from app.job.spec import GiveUp, JobSpec, Run, Schedule
from app.job.worker import run_worker
from app.model.base import db
from app.model.house import House

HOUSE = Path(__file__).resolve().parents[2]
LEASE = timedelta(seconds=60)


def specs(*functions, **options) -> dict[str, JobSpec]:
    return {f"test.{f.__name__}": JobSpec(f"test.{f.__name__}", f, **options) for f in functions}


def effect(run: Run) -> dict[str, int]:
    run.session.execute(text("insert into effect (job_id) values (:job)"), {"job": run.job_id})
    run.progress(1, 1)
    return {"attempt": run.attempt}


def broken(run: Run) -> None:
    effect(run)
    raise OSError(f"printer on fire {run.args}")


def hopeless(run: Run) -> None:
    raise GiveUp("no such person")


@pytest.fixture
def outbox(bare_app):
    """The application, with a table that shows which jobs had an effect."""
    with db.engine.begin() as connection:
        connection.execute(text("create table effect (job_id integer not null)"))
    return bare_app


def put(name: str, **options) -> int:
    with system("test") as session:
        job = queue.enqueue(session, name, **options)
        session.commit()
        return job.id


def job(key: int) -> Job:
    with system("test") as session:
        found = session.get_one(Job, key)
        session.expunge(found)
        return found


def effects() -> list[int]:
    with db.engine.connect() as connection:
        return list(connection.execute(text("select job_id from effect order by job_id")).scalars())


def test_a_job_is_written_with_its_cause_or_not_at_all(outbox):
    with system("test") as session:
        queue.enqueue(session, "test.effect")
        session.rollback()
    assert Runner(outbox, specs(effect), system).run_one() is False
    put("test.effect")
    assert Runner(outbox, specs(effect), system).run_one() is True


def test_a_finished_job_keeps_its_result(outbox, freeze):
    freeze("2026-11-22 09:00")
    key = put("test.effect", args={"unit": "石桥镇"})
    Runner(outbox, specs(effect), system).run_one()
    done = job(key)
    assert (done.state, done.result, done.ready_at, done.lease) == (DONE, {"attempt": 1}, None, None)
    assert (done.progress_done, done.progress_total, done.finished_at) == (1, 1, datetime(2026, 11, 22, 9))
    assert effects() == [key]


def test_one_key_makes_one_job(outbox):
    assert put("test.effect", key="case-17-receipt") == put("test.effect", key="case-17-receipt")
    assert put("test.effect", key="case-18-receipt") != put("test.effect", key="case-17-receipt")


def test_a_job_waits_for_its_time(outbox, freeze):
    freeze("2026-11-22 09:00")
    put("test.effect", run_at=datetime(2026, 11, 22, 10))
    runner = Runner(outbox, specs(effect), system)
    assert runner.run_one() is False
    freeze("2026-11-22 10:00")
    assert runner.run_one() is True


def test_a_failed_job_leaves_nothing_behind_and_tries_again_later(outbox, freeze):
    freeze("2026-11-22 09:00")
    key = put("test.broken", args={"page": 3})
    runner = Runner(outbox, specs(broken, max_attempts=3), system)
    assert runner.run_one() is True
    failed = job(key)
    assert (failed.state, failed.attempts, failed.ready_at) == (QUEUED, 1, datetime(2026, 11, 22, 9, 0, 10))
    assert failed.last_error == "OSError: printer on fire {'page': 3}"
    assert runner.run_one() is False
    freeze("2026-11-22 09:00:10")
    runner.run_one()
    assert job(key).ready_at == datetime(2026, 11, 22, 9, 0, 30)
    freeze("2026-11-22 09:00:30")
    runner.run_one()
    assert (job(key).state, job(key).ready_at) == (DEAD, None)
    assert effects() == []


def test_dead_letters_are_listed_and_revived(outbox):
    key, unknown = put("test.hopeless"), put("test.gone")
    runner = Runner(outbox, specs(hopeless, effect), system)
    while runner.run_one():
        pass
    with system("test") as session:
        assert {letter.id: letter.last_error for letter in queue.dead_letters(session)} == {
            key: "GiveUp: no such person",
            unknown: "GiveUp: no job is called test.gone",
        }
        letter = session.get_one(Job, unknown)
        queue.revive(letter)
        letter.name = "test.effect"
        session.commit()
        with pytest.raises(ValueError, match="queued"):
            queue.revive(letter)
    runner.run_one()
    assert job(unknown).state == DONE


def test_a_database_error_does_not_repeat_values(outbox):
    def leak(run: Run) -> None:
        run.session.execute(text("insert into effect (job_id) values (:id_number)"), {"id_number": None})

    key = put("test.leak")
    Runner(outbox, specs(leak), system).run_one()
    assert "IntegrityError" in job(key).last_error or "NotNull" in job(key).last_error
    assert "parameters" not in job(key).last_error


def test_a_job_whose_worker_died_comes_back(outbox, freeze):
    freeze("2026-11-22 09:00")
    key = put("test.effect")
    with system("test") as session:
        dead = lease.claim(session, LEASE)
        session.commit()
    runner = Runner(outbox, specs(effect), system)
    assert runner.run_one() is False
    freeze("2026-11-22 09:01")
    assert runner.run_one() is True
    assert (job(key).state, job(key).attempts) == (DONE, 2)
    with system("test") as session:
        effect(Run(session, key, {}, 1))
        with pytest.raises(lease.LeaseLost):
            lease.finish(session, dead, None)
    assert effects() == [key]


def test_a_job_that_kills_its_worker_ends_among_the_dead(outbox, freeze):
    freeze("2027-01-01 09:00")
    key = put("test.effect")
    for moment in ("2027-01-01 09:00", "2027-01-01 09:02"):
        freeze(moment)
        with system("test") as session:
            assert lease.claim(session, LEASE)
            session.commit()
    freeze("2028-01-01 09:00")
    Runner(outbox, specs(effect, max_attempts=2), system).run_one()
    assert (job(key).state, job(key).last_error) == (DEAD, "GiveUp: the worker died at each of 2 attempts")


def test_a_cancelled_job_stops_and_its_effects_are_undone(outbox):
    def cancelled_midway(run: Run) -> None:
        cancel(run.job_id)
        for done in range(1000):
            run.progress(done, 1000)
            clock.sleep(0.01)
        raise AssertionError("the work went on")

    key, other = put("test.cancelled_midway"), put("test.effect")
    assert cancel(other) and not cancel(other)
    Runner(outbox, specs(cancelled_midway, effect), system, beat=timedelta(seconds=0.02)).run_one()
    assert job(key).state == CANCELLED
    assert Runner(outbox, specs(effect), system).run_one() is False


def cancel(key: int) -> bool:
    with system("test") as session:
        cancelled = queue.cancel(session.get_one(Job, key))
        session.commit()
        return cancelled


def test_a_long_job_keeps_its_lease_and_shows_its_progress(outbox):
    seen: list[tuple[int, int | None]] = []

    def long(run: Run) -> None:
        for done in range(1, 5):
            run.progress(done, 4)
            clock.sleep(0.15)
            now = job(run.job_id)
            seen.append((now.progress_done, now.progress_total))

    key = put("test.long")
    runner = Runner(outbox, specs(long), system, lasts=timedelta(seconds=0.3), beat=timedelta(seconds=0.05))
    other = Thread(target=lambda: [clock.sleep(0.4), runner.run_one()])
    other.start()
    runner.run_one()
    other.join()
    assert (job(key).state, job(key).attempts) == (DONE, 1)
    assert (3, 4) in seen


def test_effects_happen_once_with_four_threads(outbox):
    keys = [put("test.effect") for _ in range(40)]
    runner = Runner(outbox, specs(effect), system)

    def drain() -> None:
        while runner.run_one():
            pass

    threads = [Thread(target=drain) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while runner.run_one():  # a thread may have looked while the last rows were locked
        pass
    assert effects() == sorted(keys)


def test_effects_happen_once_though_workers_are_killed(outbox):
    with system("test") as session:
        keys = [queue.enqueue(session, "test.effect").id for _ in range(60)]
        session.commit()
    db.engine.dispose()
    database = outbox.config["SQLALCHEMY_DATABASE_URI"]
    command = [sys.executable, "-m", "tests.kernel.killing_workers", database, "60", "6"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 0, done.stderr
    assert effects() == sorted(keys)
    with system("test") as session:
        assert set(session.scalars(select(Job.state))) == {DONE}


def test_a_schedule_fires_once_however_many_look(outbox, freeze):
    freeze("2026-11-22 09:00")
    timed = {"test.effect": JobSpec("test.effect", effect, Schedule(daily_at=time(2, 30)))}

    def look() -> list[str]:
        with outbox.app_context(), system("test") as session:
            fired = fire_due(session, timed)
            session.commit()
            return fired

    assert [look(), look()] == [[], []]
    freeze("2026-11-25 08:00")
    fired: list[str] = []
    threads = [Thread(target=lambda: fired.extend(look())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fired == ["test.effect"]
    with system("test") as session:
        assert session.scalars(select(ScheduleMark.next_at)).one() == datetime(2026, 11, 26, 2, 30)
        assert session.scalars(select(Job.key)).one() == "test.effect@2026-11-23T02:30:00"


def test_times_of_schedules():
    monday = datetime(2026, 11, 23, 9)
    assert Schedule(every=timedelta(minutes=5)).next_after(monday) == datetime(2026, 11, 23, 9, 5)
    assert Schedule(daily_at=time(9)).next_after(monday) == datetime(2026, 11, 24, 9)
    assert Schedule(daily_at=time(10), weekday=0).next_after(monday) == datetime(2026, 11, 23, 10)
    assert Schedule(daily_at=time(8), weekday=0).next_after(monday) == datetime(2026, 11, 30, 8)
    assert Schedule(daily_at=time(8), month_day=1).next_after(monday) == datetime(2026, 12, 1, 8)
    for wrong in ({}, {"every": timedelta(), "daily_at": None}, {"daily_at": time(8), "month_day": 31}):
        with pytest.raises(ValueError):
            Schedule(**wrong)


def test_the_worker_does_what_is_there_and_stops(outbox):
    outbox.extensions["house"] = House(jobs={**specs(effect), **{spec.name: spec for spec in JOBS}})
    key = put("test.effect")
    stop = Event()
    worker = Thread(target=run_worker, args=(outbox, stop, 0.02))
    worker.start()
    deadline = clock.monotonic() + 10
    try:
        while job(key).state in (QUEUED, RUNNING) and clock.monotonic() < deadline:
            clock.sleep(0.02)
    finally:
        stop.set()
        worker.join(10)
    assert not worker.is_alive()
    assert job(key).state == DONE


def test_old_jobs_are_swept_and_dead_letters_kept(outbox, freeze):
    freeze("2026-11-22 09:00")
    done, dead = put("test.effect"), put("test.hopeless")
    runner = Runner(outbox, {**specs(effect, hopeless), "job.sweep": JOBS[0]}, system)
    while runner.run_one():
        pass
    freeze("2026-12-23 09:00")
    put("job.sweep")
    runner.run_one()
    with system("test") as session:
        left = set(session.scalars(select(Job.id)))
    assert done not in left and dead in left
