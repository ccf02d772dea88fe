"""A thousand receipts printed together: `python -m tests.bench.together [PAPERS]`.

Every other receipt is issued, so that the job meets its hardest case: no two drafts stand together. Times are the wall
clock of the job; memory is the proportional set size of the job's process and of the worker that sets the drafts
after 200 rows and after all, and the peak of the process that binds the file.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.access.scope import system
from app.document import press, service
from app.factory import create_app
from app.job.models import Job
from app.job.queue import enqueue
from app.job.spec import Run
from app.lifecycle import demo
from app.lifecycle.install import install
from app.model.moment import now
from app.org.models import Account
from app.view.batches import printed
from app.view.batches.models import RUNNING, Batch
from modules.cases.models import Case
from tests.bench.papers import COMMON_CHARACTERS, resident_kb
from tests.house.databases import DatabaseUrls
from tests.house.installed import PASSWORD, settings

FIRST_MARK = 200
VILLAGE = "990102001001"


class Watched(Run):
    """A run that notes the memory of both processes at two places."""

    marks: dict[int, dict[str, float]]

    def progress(self, done: int, total: int | None = None) -> None:
        """As the job's own, with a look at the memory."""
        super().progress(done, total)
        if done in (FIRST_MARK, total) and done not in self.marks:
            workers = press._pool._idle
            self.marks[done] = {
                "job_mb": round(resident_kb(self._pid()) / 1024, 1),
                "press_mb": round(sum(resident_kb(worker.process.pid) for worker in workers) / 1024, 1),
                "seconds": round(time.perf_counter() - self.begun, 1),
            }

    @staticmethod
    def _pid() -> int:
        return int(Path("/proc/self").readlink().name)


def words(number: int) -> str:
    """Eighty characters of its own, so that faces are cut anew as for real cases."""
    return "".join(random.Random(number).choices(COMMON_CHARACTERS, k=80))


def binding_peak(peak: list[int]) -> None:
    """Watch the process that binds, from its start to its end."""
    while not peak[1]:
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if b"app.document.joiner" in (place / "cmdline").read_bytes():
                    status = (place / "status").read_text()
                    peak[0] = max(peak[0], int(status.partition("VmHWM:")[2].split()[0]))
        time.sleep(0.05)


def fill(app: Any, count: int) -> list[int]:
    """Cases with a text of their own; every other one has its receipt issued."""
    with system("fill") as session:
        cases = [
            Case(
                case_no=f"{VILLAGE}20261129{number:07}",
                title=f"幸福路{number}号院漏水",
                summary=f"群众来访反映幸福路{number}号院楼上漏水：{words(number)}。",
                channel="window",
                category="01",
                received_at=now(),
                division_code=VILLAGE,
            )
            for number in range(count)
        ]
        session.add_all(cases)
        session.commit()
        document = app.extensions["house"].documents["cases.receipt"]
        for place, case in enumerate(cases):
            if place % 2:
                service.issue(document, case)
            if place % 100 == 99:
                session.commit()
        session.commit()
        return [case.id for case in cases]


def main(count: int) -> None:
    """Print the figures as JSON."""
    store = Path(tempfile.mkdtemp())
    urls = DatabaseUrls(*[f"sqlite:///{store / 'together.sqlite'}"] * 2)
    with create_app(settings(urls)).app_context():
        install(None, say=lambda *_said: None)
    app = create_app(settings(urls, STORE_DIR=str(store)))
    with app.app_context():
        demo.load(PASSWORD, say=lambda *_said: None)
        keys = fill(app, count)
        press.rest()
        with system("ask") as session:
            owner = session.scalars(select(Account).where(Account.username == "clerk_county")).one().id
            batch = Batch(model="cases.case", act="print", keys=keys, state=RUNNING, owner_id=owner)
            session.add(batch)
            session.flush()
            job = enqueue(session, printed.PRINT, {"batch_id": batch.id}, key=f"view.print:{batch.id}")
            session.commit()
            number, args = job.id, job.args
        with system("print") as session:
            run = Watched(session, number, args, 1)
            run.marks, run.begun, peak = {}, time.perf_counter(), [0, 0]
            watch = threading.Thread(target=binding_peak, args=(peak,))
            watch.start()
            told = printed.print_batch(run)
            session.commit()
            peak[1] = 1
            watch.join()
            seconds = time.perf_counter() - run.begun
            size = printed.file_of(session.get_one(Job, number)).stat().st_size
        told |= {"seconds": round(seconds, 1), "pages_per_second": round(told["pages"] / seconds, 2)}
        told |= {"marks": run.marks, "file_mb": round(size / 1024 / 1024, 1)}
        told["binding_peak_mb"] = round(peak[0] / 1024, 1)
        print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
