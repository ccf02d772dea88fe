"""`/health/live` and `/health/ready`, for whoever watches the house from outside."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.lifecycle.models import KERNEL
from app.lifecycle.state import installed_on
from app.lifecycle.version import KERNEL_VERSION
from app.model.base import db

blueprint = Blueprint("health", __name__, url_prefix="/health")


@blueprint.get("/live")
def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@blueprint.get("/ready")
def ready() -> tuple[dict[str, str], int]:
    """The database answers, may be written to, and is the one this code was made for."""
    try:
        with db.engine.connect() as connection:
            if connection.dialect.name == "postgresql" and connection.scalar(
                text("select pg_is_in_recovery()")
            ):
                return {"status": "not ready", "reason": "the database takes no writes"}, 503
            there = installed_on(connection).get(KERNEL)
    except SQLAlchemyError:
        return {"status": "not ready", "reason": "the database does not answer"}, 503
    if there != KERNEL_VERSION:
        return {"status": "not ready", "reason": "the database is of another version"}, 503
    return {"status": "ready"}, 200
