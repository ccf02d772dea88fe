"""Sixteen people at once: twelve register cases, four refuse registered ones, which takes a paper number each.

A write counts as acknowledged when its redirect has been read. Whatever goes wrong on the way (a cut connection, an
error page) is not acknowledged, and the writer goes on.
"""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, SimpleQueue

from tests.bench.site import Site, WrongAnswer

REGISTERING, REFUSING = 12, 4


@dataclass
class Acknowledged:
    """What the server said it has written.

    Attributes:
        titles: titles of registered cases.
        refused: keys of cases refused with a paper.
        failures: requests that got no good answer.
    """

    titles: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    failures: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, registered: int, refused: int, seconds: float) -> None:
        """Until there are so many more of both than now, or the time is over."""
        registered, refused = len(self.titles) + registered, len(self.refused) + refused
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if len(self.titles) >= registered and len(self.refused) >= refused:
                return
            time.sleep(0.01)


class Writers:
    """The sixteen, from `start` to `stop`.

    Args:
        site: where to write; its cookies belong to a signed-in clerk.
        token: CSRF token of that session.
        county: division of new cases.
        waiting: keys of registered cases to be refused.
        said: what was acknowledged.
    """

    def __init__(
        self, site: Site, token: str, county: str, waiting: SimpleQueue[int], said: Acknowledged
    ) -> None:
        self._site = site
        self._token = token
        self._county = county
        self._waiting = waiting
        self._said = said
        self._over = threading.Event()
        kinds = [self._register] * REGISTERING + [self._refuse] * REFUSING
        self._threads = [threading.Thread(target=self._go_on, args=(kind,)) for kind in kinds]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _go_on(self, write: object) -> None:
        while not self._over.is_set():
            try:
                write()  # type: ignore[operator]
            except Empty:
                return
            except (OSError, http.client.HTTPException, WrongAnswer):
                with self._said.lock:
                    self._said.failures += 1
                time.sleep(0.1)

    def _register(self) -> None:
        title = f"第{next(_NUMBERS)}件"
        form = {
            "csrf_token": self._token,
            "channel": "window",
            "received_at": "2026-11-20 10:00:00",
            "title": title,
            "summary": "门前路灯坏了多日。",
            "division_code": self._county,
            "urgency": "normal",
            "scale": "01",
        }
        self._site.ask("/cases/case/add", form, (303,))
        with self._said.lock:
            self._said.titles.append(title)

    def _refuse(self) -> None:
        key = self._waiting.get_nowait()
        form = {
            "csrf_token": self._token,
            "reason": "court",
            "channels": "向人民法院提起诉讼",
            "note": "人民法院已经受理",
        }
        self._site.ask(f"/cases/case/action/not_accept/{key}", form, (303,))
        with self._said.lock:
            self._said.refused.append(key)


_NUMBERS = count(1)
