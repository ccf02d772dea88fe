"""The check of a county's net: outlines that overlap, land between them, land outside the village, unsound ones,
villages without a grid.

A gap is land the grids of the county enclose and none of them holds; what lies beyond their outer edge is not judged.
A grid is judged against the outline of its village or township where one was brought (`PlaceOutline`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.model.base import LEVELS
from app.model.geometry import holes, outline_of, overlaps, solid, square_metres, unsound
from app.model.moment import now
from app.model.shape import NoShape
from app.org.models import Division
from app.org.threshold import threshold
from modules.grids.beyond import land_outside, places_of
from modules.grids.findings import GAP, OUTSIDE, OVERLAP, UNCOVERED, UNSOUND, CoverageFinding, CoverageRun
from modules.grids.models import Grid, PlaceOutline

#: Steps told as progress: reading, unsound ones, overlaps, gaps, land outside, villages.
STEPS = 6

Progress = Callable[[int, int], None]


def check_net(session: Session, run: CoverageRun, progress: Progress = lambda done, total: None) -> None:
    """Check the county of a run: new findings are kept, those found no more are settled. The caller commits.

    Args:
        session: a system session.
        run: the check as it was asked for.
        progress: told the steps done and all of them.
    """
    county = run.division_code
    listed = select(Grid).where(Grid.scope_county == county, Grid.active).order_by(Grid.code)
    grids = list(session.scalars(listed))
    drawn = [grid for grid in grids if grid.outline]
    shapes = [solid(grid.outline or {}) for grid in drawn]
    progress(1, STEPS)
    found: dict[str, CoverageFinding] = {}
    looked = (
        _unsound(drawn, shapes),
        _overlaps(drawn, shapes),
        _gaps(drawn, shapes),
        _outside(session, county, drawn, shapes),
        _uncovered(session, county),
    )
    for step, findings in enumerate(looked, 2):
        found |= {finding.mark: finding for finding in findings}
        progress(step, STEPS)
    _keep(session, county, found)
    run.grids, run.undrawn, run.found = len(grids), len(grids) - len(drawn), len(found)
    run.finished_at = now()


def _keep(session: Session, county: str, found: dict[str, CoverageFinding]) -> None:
    """Settle what is gone, bring what stands up to date, add what is new."""
    standing = select(CoverageFinding).where(
        CoverageFinding.scope_county == county, CoverageFinding.settled_at.is_(None)
    )
    for old in session.scalars(standing):
        again = found.pop(old.mark, None)
        if again is None:
            old.settled_at = now()
        else:
            old.area, old.outline, old.reason = again.area, again.outline, again.reason
    session.add_all(found.values())
    session.flush()


def _unsound(drawn: Sequence[Grid], shapes: Sequence[Any]) -> Iterator[CoverageFinding]:
    for grid, shape in zip(drawn, shapes):
        if reason := unsound(grid.outline or {}):
            yield _finding(UNSOUND, f"{grid.id}", [grid], shape, reason=reason[:40])


def _overlaps(drawn: Sequence[Grid], shapes: Sequence[Any]) -> Iterator[CoverageFinding]:
    least = threshold("coverage_least_area")
    for one, other, land in overlaps(shapes):
        if square_metres(land) >= least:
            pair = [drawn[one], drawn[other]]
            yield _finding(OVERLAP, f"{pair[0].id}:{pair[1].id}", pair, land)


def _gaps(drawn: Sequence[Grid], shapes: Sequence[Any]) -> Iterator[CoverageFinding]:
    least = threshold("coverage_least_area")
    for land, around in holes(shapes):
        if square_metres(land) >= least:
            at = land.representative_point()
            yield _finding(GAP, f"{at.x:.5f},{at.y:.5f}", [drawn[place] for place in around], land)


def _outside(
    session: Session, county: str, drawn: Sequence[Grid], shapes: Sequence[Any]
) -> Iterator[CoverageFinding]:
    brought = select(PlaceOutline.division_code).where(PlaceOutline.scope_county == county)
    places = places_of(session, set(session.scalars(brought)))
    for grid, shape in zip(drawn, shapes):
        if (land := land_outside(grid, shape, places)) is not None:
            yield _finding(OUTSIDE, f"{grid.id}", [grid], land)


def _uncovered(session: Session, county: str) -> Iterator[CoverageFinding]:
    covered = select(Grid.division_code).where(Grid.scope_county == county, Grid.active)
    village = func.length(Division.code) == LEVELS["village"][0]
    missing = select(Division.code).where(
        Division.code.startswith(county), village, Division.active, Division.code.not_in(covered)
    )
    for code in session.scalars(missing):
        yield CoverageFinding(kind=UNCOVERED, mark=f"{UNCOVERED}:{code}", division_code=code)


def _finding(
    kind: str, mark: str, grids: Sequence[Grid], land: Any, reason: str | None = None
) -> CoverageFinding:
    """A finding about some grids, in the smallest division that holds them all."""
    common = os.path.commonprefix([grid.division_code for grid in grids])
    code = max((common[:digits] for digits, _column in LEVELS.values() if digits <= len(common)), key=len)
    return CoverageFinding(
        kind=kind,
        mark=f"{kind}:{mark}",
        grid_id=grids[0].id,
        other_id=grids[1].id if len(grids) > 1 else None,
        area=round(square_metres(land)),
        outline=_drawn(land),
        reason=reason,
        division_code=code,
    )


def _drawn(land: Any) -> dict[str, Any] | None:
    """Where it is; a shape too fine to be drawn is told without one."""
    try:
        return outline_of(land)
    except NoShape:
        return None
