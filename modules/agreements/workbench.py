"""One mediation on one page: who takes part, what is agreed clause by clause, and how it will stand on the paper."""

from __future__ import annotations

import re
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.model.base import db
from app.model.case_number import in_groups
from app.view.arrows import buttons
from app.view.calling import called
from app.view.display import state_badge
from app.view.history import events_of, stages
from app.view.interface import Interface
from app.view.links import address
from app.view.show_page import crumbs
from modules.agreements.agreement_pane import Written, agreement_pane
from modules.agreements.models import Agreement, Clause
from modules.agreements.parties_pane import parties_pane
from modules.agreements.reading import copies_for
from modules.mediation.models import Mediation

#: Where the parts of the page stand; refusals that speak of another part lead to the row's own page.
ANCHORS = ("#consents", "#sessions", "#agreements", "#clauses", "#signatures")


_ADDRESS = re.compile(r"/mediation/(\d{1,18})/workbench$")


def to_workbench(row: Mediation | Agreement) -> dict[str, Any] | None:
    """The button on the page of a mediation or an agreement, for those who may read both."""
    scope = current_scope()
    if not (scope.may("r", Mediation) and scope.may("r", Agreement)):
        return None
    return {
        "label": gettext("Mediation workbench"),
        "url": workbench_address(row),
        "icon": "mediate",
        "key": "W",
    }


def workbench_address(row: Mediation | Agreement) -> str:
    """The page of a mediation, or of the mediation an agreement belongs to."""
    return url_for(
        "agreements_workbench.workbench", pk=row.mediation_id if isinstance(row, Agreement) else row.id
    )


def at_workbench(form: dict[str, Any], row: Agreement | Clause | None) -> tuple[str, dict[str, Any]] | None:
    """The workbench with a form in it, for the form of its agreement or of one of its clauses opened there.

    Args:
        form: what `form.html` would be given.
        row: the agreement or clause; None for a new clause.
    """
    back = str(form["hidden"].get("next", ""))
    found = _ADDRESS.search(back)
    if found is None:
        return None
    mediation = Interface(Mediation).get_row(found[1])
    agreement = latest(mediation)
    of = row.agreement if isinstance(row, Clause) else row
    if agreement is None or of not in (None, agreement) or back != workbench_address(mediation):
        return None
    return "bench.html", workbench(mediation, Written(form | {"beneath": True}, row))


def workbench(mediation: Mediation, written: Written | None = None) -> dict[str, Any]:
    """The context of the page.

    Args:
        written: the form that is open in it.
    """
    back, show = workbench_address(mediation), address(Mediation, "show", mediation.id)
    page: dict[str, Any] = {
        "title": called(mediation),
        "number": in_groups(mediation.case.case_no),
        "state": state_badge(mediation, "status"),
        "crumbs": [
            *crumbs(Mediation),
            {"label": called(mediation), "url": show},
            {"label": gettext("Mediation workbench")},
        ],
        "stages": stages(mediation, events_of(mediation)),
        "taking_part": parties_pane(mediation),
        "arrows": [coming_back(one, back, show) for one in buttons(mediation)],
    }
    if not current_scope().may("r", Agreement):
        return page
    agreement = latest(mediation)
    if agreement is None:
        page["begin"] = _begin(mediation, back)
        return page
    page["agreement"] = agreement_pane(agreement, back, written)
    show = address(Agreement, "show", agreement.id)
    page["agreement"]["arrows"] = [coming_back(one, back, show) for one in buttons(agreement)]
    _one_primary(page["agreement"]["arrows"], page["arrows"])
    return page


def _one_primary(first: list[dict[str, Any]], others: list[dict[str, Any]]) -> None:
    """What is at hand stands out once on a page: the step of the agreement before that of the mediation."""
    if any(one["tone"] == "primary" and one["enabled"] for one in first):
        for other in others:
            other["tone"] = "plain" if other["tone"] == "primary" else other["tone"]


def latest(mediation: Mediation) -> Agreement | None:
    """The version worked on: the newest that is not withdrawn, else the newest."""
    mine = select(Agreement).where(Agreement.mediation_id == mediation.id)
    return db.session.scalars(
        mine.order_by(Agreement.status == "void", Agreement.version.desc()).limit(1)
    ).first()


def coming_back(action: dict[str, Any], back: str, show: str) -> dict[str, Any]:
    """A button that leads back to the workbench, and so do the links that repair what keeps it off.

    Args:
        action: as `ui/action.html` draws it.
        back: the workbench.
        show: the page of the row, for reasons that speak of a part the workbench does not have.
    """
    drawn = dict(action)
    if drawn.get("method") == "post":
        drawn["fields"] = {**drawn.get("fields", {}), "next": back}
    else:
        drawn["url"] = _with_next(str(drawn["url"]), back)
    if "reasons" in drawn:
        drawn["reasons"] = [
            {**one, "url": _repair(one.get("url") or "", back, show)} for one in drawn["reasons"]
        ]
    return drawn


def _repair(link: str, back: str, show: str) -> str:
    if link.startswith("#"):
        return link if link in ANCHORS else show + link
    return _with_next(link, back) if link else ""


def _with_next(link: str, back: str) -> str:
    return f"{link}{'&' if '?' in link else '?'}next={back}"


def _begin(mediation: Mediation, back: str) -> dict[str, Any]:
    """The one next step where there is no agreement yet."""
    if mediation.status != "in_session":
        return {"text": gettext("An agreement is made in a mediation that is in session")}
    found: dict[str, Any] = {"text": gettext("Write down what both sides agree to, clause by clause.")}
    if current_scope().may("c", Agreement):
        found["action"] = {
            "label": gettext("Draft the agreement"),
            "url": address(
                Agreement,
                "add",
                asked={"mediation_id": mediation.id, "copies": copies_for(mediation), "next": back},
            ),
            "icon": "paper",
            "tone": "primary",
        }
    return found
