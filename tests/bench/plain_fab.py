"""The other side of the benchmark: a plain Flask-AppBuilder app, as its tutorial shows, on the same table.

The row rule is a filter in `base_filters`; it compares the same generated column of the same index as our gate does.
`PLAIN_COUNTY` is the county of the one user. Who made a row is written as Flask-AppBuilder's `AuditMixin` does it, into
the table's own columns. Case numbers are made at random: there is no number to be taken.
"""

from __future__ import annotations

import os
from datetime import datetime
from uuid import uuid4

from flask import Flask
from flask_appbuilder import AppBuilder, Model, ModelView
from flask_appbuilder.charts.views import GroupByChartView
from flask_appbuilder.models.group import aggregate_count
from flask_appbuilder.models.mixins import AuditMixin
from flask_appbuilder.models.sqla.filters import BaseFilter
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Boolean, Computed, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tests.bench.site import PLAIN_PASSWORD, PLAIN_USER


class PlainCase(Model):
    """The table `cases_case`, made by the benchmark like ours (`create table … (like … including all)`)."""

    __tablename__ = "cases_case"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_no: Mapped[str] = mapped_column(String(27), default=lambda: str(uuid4().int)[:27], nullable=False)
    title: Mapped[str] = mapped_column(String(120), nullable=False)
    summary: Mapped[str] = mapped_column(Text, nullable=False)
    channel: Mapped[str] = mapped_column(String(40), nullable=False)
    category: Mapped[str | None] = mapped_column(String(40))
    place: Mapped[str | None] = mapped_column(String(200))
    urgency: Mapped[str] = mapped_column(String(40), default="normal", nullable=False)
    scale: Mapped[str] = mapped_column(String(40), default="01", nullable=False)
    enterprise: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    received_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.now, nullable=False)
    status: Mapped[str] = mapped_column(String(20), default="registered", nullable=False)
    division_code: Mapped[str] = mapped_column(String(12), nullable=False)
    scope_county: Mapped[str] = mapped_column(
        String(12), Computed("substr(division_code,1,6)", persisted=True)
    )
    created_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.now, nullable=False)
    changed_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.now, nullable=False)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), default=AuditMixin.get_user_id)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), default=AuditMixin.get_user_id)
    row_version: Mapped[int] = mapped_column(Integer, default=1, nullable=False)

    def __repr__(self) -> str:
        return self.title


class InCounty(BaseFilter):  # type: ignore[misc]
    """The row rule."""

    name = "in county"

    def apply(self, query, value):  # type: ignore[no-untyped-def]
        return query.filter(self.model.scope_county == value)


def _rule() -> list[list[object]]:
    return [["scope_county", InCounty, os.environ["PLAIN_COUNTY"]]]


_SHOWN = ["case_no", "title", "channel", "category", "division_code", "status", "received_at"]
_TYPED = [
    "channel",
    "received_at",
    "title",
    "summary",
    "category",
    "division_code",
    "place",
    "urgency",
    "scale",
]


def create_app() -> Flask:
    """The app; FAB makes its own tables and its user at the first start."""
    app = Flask("plain")
    app.config.update(
        SQLALCHEMY_DATABASE_URI=os.environ["PLAIN_URL"],
        SECRET_KEY="plain" * 8,
        WTF_CSRF_ENABLED=True,
        BABEL_DEFAULT_LOCALE="zh",
        LANGUAGES={"zh": {"flag": "cn", "name": "中文"}},
        FAB_UPDATE_PERMS="PLAIN_FIRST" in os.environ,
        RATELIMIT_ENABLED=False,
    )
    db = SQLAlchemy(app)
    with app.app_context():
        appbuilder = AppBuilder(app, db.session)

        class CaseView(ModelView):  # type: ignore[misc]
            datamodel = SQLAInterface(PlainCase)
            base_filters = _rule()
            base_order = ("received_at", "desc")
            page_size = 25
            list_columns = _SHOWN
            search_columns = ["title", "status", "category", "channel"]
            add_columns = edit_columns = _TYPED

        class CategoryChart(GroupByChartView):  # type: ignore[misc]
            datamodel = SQLAInterface(PlainCase)
            base_filters = _rule()
            chart_title = "By category"
            definitions = [{"group": "category", "series": [(aggregate_count, "category")]}]

        appbuilder.add_view(CaseView, "Cases", category="Work")
        appbuilder.add_view(CategoryChart, "By category", category="Work")
        if "PLAIN_FIRST" in os.environ:
            security = appbuilder.sm
            role = security.find_role("Admin")
            security.add_user(PLAIN_USER, "A", "Clerk", "clerk@plain.invalid", role, PLAIN_PASSWORD)
    return app
