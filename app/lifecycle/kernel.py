"""The kernel's own reference rows: the calendar and limits, number patterns, and the divisions of three provinces."""

from __future__ import annotations

from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from app.clock.stored import fill_clock
from app.document.stored import fill_patterns
from app.lifecycle.divisions import SHIPPED, take_in
from app.lifecycle.seeds import Report


def seed_kernel(session: Session) -> Report:
    """Fill the kernel's tables; what is there already is left alone. The caller commits."""
    report = Report(added=fill_clock(session) + fill_patterns(session))
    report.added += take_in(session, Path(current_app.config.get("DIVISIONS") or SHIPPED)).written
    return report
