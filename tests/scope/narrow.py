"""Probes for those who hold little: reading only, or nothing; for papers, which have no screens of their own; and for
the pages that offer rows of many tables.
"""

from __future__ import annotations

import re

from app.model.house import house
from app.view.fab import screened
from app.view.links import route_base
from modules.cases.models import Case
from tests.scope.matrix import Matrix, _status, house_workflow
from tests.scope.oracle import digest, reading_all


def only_reading(m: Matrix) -> None:
    """Rows that are seen are not written: no form, no change, no arrow, no new row, by screen or REST."""
    with reading_all(m.app) as connection:
        before = digest(connection, m.model)
    workflow = house_workflow(m)
    arrows = [arrow.name for arrow in workflow.transitions[:1]] if workflow else []
    rest = f"/api/v1{m.base}"
    _status(m, "POST", f"{m.base}/add", {403, 404}, data={"division_code": m.asker.code})
    _status(m, "POST", f"{rest}/", {403, 404}, json={"division_code": m.asker.code})
    for key in m.inside():
        _status(m, "GET", f"{m.base}/show/{key}", {200})
        for url in (f"edit/{key}", f"delete/{key}", f"note/{key}", f"void/ask/{key}"):
            _status(m, "POST", f"{m.base}/{url}", {403, 404}, data={"text": "x", "reason": "x"})
        _status(m, "PUT", f"{rest}/{key}", {403, 404}, json={"row_version": 1})
        _status(m, "DELETE", f"{rest}/{key}", {403, 404})
        for arrow in arrows:
            _status(m, "POST", f"{m.base}/action/{arrow}/{key}", {403, 404, 422}, data={"reason": "x"})
            _status(m, "POST", f"{rest}/{key}/actions/{arrow}", {403, 404, 422}, json={"reason": "x"})
    with reading_all(m.app) as connection:
        after = digest(connection, m.model)
    if any(after.get(key) != row for key, row in before.items()):
        m.fault("somebody who only reads changed a row")


def nothing(m: Matrix) -> None:
    """Without a right no address of a record answers."""
    key = next(iter(m.keys[m.model.model_id()].values()))
    for url in ("list/", f"show/{key}", "add", "export?format=csv"):
        _status(m, "GET", f"{m.base}/{url}", {403, 404})
    for url in ("", "count", str(key)):
        _status(m, "GET", f"/api/v1{m.base}/{url}", {403, 404})


def papers(m: Matrix) -> None:
    """Nobody drafts or issues a paper of a row outside."""
    with m.app.app_context():
        named = [known.id for known in house().documents.values() if known.model is m.model]
    for key in m.outside()[:1] if named else ():
        _status(m, "GET", f"/papers/draft/{named[0]}/{key}", {404})
        _status(m, "GET", f"/papers/word/{named[0]}/{key}", {404})
        _status(m, "POST", f"/papers/issue/{named[0]}/{key}", {404})


def offers(m: Matrix) -> None:
    """The first page, both searches and the hints of the desk lead to no row outside; asked once, with the cases."""
    if m.model is not Case:
        return
    with m.app.app_context():
        models = {route_base(model): model for model in screened(house())}
    places = dict.fromkeys(place for place, key in m.keys[Case.model_id()].items())
    asked = ["/", *(f"/search{way}?q={place}" for place in places for way in ("", "/quick"))]
    answers = [m.open("GET", url) for url in asked]
    answers += [m.open("POST", "/desk/hints", data={"summary": f"p1-{place} p2-{place}"}) for place in places]
    found: set[str] = set()
    for answer in answers:
        text = answer.get_data(as_text=True) if answer.status_code == 200 else ""
        for base, key in re.findall(r'href="((?:/\w+)+)/show/(\d+)"', text):
            found.add(base)
            if base in models and int(key) not in m.seen_of(models[base]):
                m.fault(f"{answer.request.path} leads to {base} {key}, which lies outside")
    if m.inside() and m.base not in found:
        m.fault("nothing was offered, so nothing was proved")
