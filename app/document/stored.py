"""Number patterns as shipped, put into the table once."""

from __future__ import annotations

import csv
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.document.models import NumberPattern

SEEDS = Path(__file__).parent / "seeds"


def fill_patterns(session: Session) -> int:
    """Add the shipped patterns of kinds that have none for all units; others are left alone.

    Returns:
        How many rows were added. The caller commits.
    """
    known = set(session.scalars(select(NumberPattern.kind).where(NumberPattern.unit_id.is_(None))))
    with (SEEDS / "number_patterns.csv").open(encoding="utf-8", newline="") as file:
        added = [NumberPattern(**row) for row in csv.DictReader(file) if row["kind"] not in known]
    session.add_all(added)
    session.flush()
    return len(added)
