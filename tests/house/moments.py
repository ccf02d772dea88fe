"""A clock held still, for one test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest

from app.model import moment


@pytest.fixture
def freeze() -> Iterator[Callable[[str | datetime], datetime]]:
    """A function `freeze("2026-12-18 09:00")`: from then on, in every thread, it is that Beijing time.

    Call it again to move on; the clock runs again after the test.
    """
    with ExitStack() as held:

        def freeze_at(at: str | datetime) -> datetime:
            held.close()
            return held.enter_context(moment.frozen(at, everywhere=True))

        yield freeze_at
