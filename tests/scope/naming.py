"""Rows that name an account, and a case opened to one: made for the matrix, and worked out again in plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from app.model.base import Record
from app.org.models import Account, Post
from modules.cases.models import CaseShare
from modules.counsel.models import ExpertConsultation
from modules.grids.models import GridAssignment, GridWorker
from modules.ledgers.models import OfGrid
from modules.mediation.models import Mediation, NamedMediator
from modules.mediators.models import Mediator
from modules.patrols.models.appraisal import AppraisalItem
from modules.patrols.models.of_worker import OfWorker
from modules.patrols.models.screening import ScreeningReport
from tests.planting import plant
from tests.scope.people import NEIGHBOUR, Asker

Keys = dict[str, dict[str, int]]


def name_on(app: Flask, asker: Asker, files: Iterable[type[Record]], keys: Keys) -> dict[str, set[int]]:
    """Name an account on the planted files of its own place and of one outside; the keys of all rows that name it."""
    models = list(files)
    with app.app_context(), system("name somebody") as session:
        user_id = session.scalars(select(Account.id).where(Account.username == asker.username)).one()
        mediations = set()
        for place in (asker.code, "990103001"):
            mediator = plant(session, Mediator, place, account_id=user_id)
            for model in models:
                row: Any = session.get(model, keys[model.model_id()][place])
                worker = _worker(row)
                if worker is not None:
                    worker.account_id = user_id
                elif isinstance(row, ExpertConsultation):
                    row.account_id = user_id
                elif isinstance(row, ScreeningReport):
                    row.created_by_id = user_id
                elif isinstance(row, OfGrid):
                    plant(session, GridAssignment, place, grid_id=row.grid_id).worker.account_id = user_id
                else:
                    mediation = _mediation(row)
                    mediations.add(mediation.id)
                    named = {"mediation_id": mediation.id, "mediator_id": mediator.id}
                    plant(session, NamedMediator, place, **named)
        session.flush()
        served = session.scalars(select(GridAssignment)).all()
        grids = {one.grid_id for one in served if one.worker.account_id == user_id}
        found = {
            model.model_id(): {
                row.id for row in session.scalars(select(model)) if _names(row, user_id, mediations, grids)
            }
            for model in models
        }
        session.commit()
        return found


def open_a_case(app: Flask, keys: Keys, rights: str) -> set[int]:
    """Open one planted case of the county to the unit of the neighbour; its key."""
    with app.app_context(), system("open a case") as session:
        unit_id, case_id = keys["org.unit"]["990103"], keys["cases.case"]["990102001"]
        post = session.scalars(
            select(Post)
            .join(Account, Post.user_id == Account.id)
            .where(Account.username == NEIGHBOUR.username)
        ).one()
        post.unit_id = unit_id
        session.add(CaseShare(case_id=case_id, unit_id=unit_id, rights=rights))
        session.commit()
        return {case_id}


def _names(row: Any, user_id: int, mediations: set[int], grids: set[int]) -> bool:
    if isinstance(row, (GridAssignment, OfGrid)):
        return row.grid_id in grids
    if isinstance(row, ScreeningReport):
        return row.grid_id in grids or row.created_by_id == user_id
    worker = _worker(row)
    if worker is not None:
        return worker.account_id == user_id
    if isinstance(row, ExpertConsultation):
        return user_id in (row.account_id, row.asked_by_id)
    return _mediation(row).id in mediations


def _worker(row: Any) -> GridWorker | None:
    """The grid worker whose row it is."""
    if isinstance(row, AppraisalItem):
        return row.appraisal.worker
    return row.worker if isinstance(row, (GridAssignment, OfWorker)) else None


def _mediation(row: Any) -> Mediation:
    """The mediation a file belongs to, up the relations."""
    while not isinstance(row, Mediation):
        above = next(
            name
            for name in ("mediation", "obligation", "agreement", "clause", "confirmation", "volume")
            if hasattr(row, name)
        )
        row = getattr(row, above)
    return row
