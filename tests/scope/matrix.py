"""Asking every route of every screen as one account, and writing down each answer the oracle does not expect.

A route nobody has classified here is a fault of its own, so a new one cannot slip past.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app.access.audit_chain import Audit
from app.access.scope import system
from app.model.base import Record, Scoped, db
from app.model.house import house
from app.org.models import Account
from app.view.counting_views import MOST_VALUES
from app.view.fab import screened
from app.view.fields import FieldInfo, declared_fields
from app.view.links import route_base
from app.view.screens import screens
from tests.scope.oracle import digest, expected, facts, reading_all
from tests.scope.people import PLACES, Asker

#: Routes that belong to no model's screens, each with where its scope is proved.
REVIEWED = (
    (r"/$|/search$|/search/quick$|/desk/$|/desk/hints$", "tests/scope/narrow.py"),
    (r"/desk/receipt/|/drafts/", "modules/cases/tests/"),
    (r"/[a-z_/]+/(columns|views)$|/[a-z_/]+/views/<pk>/drop$", "tests/kernel/test_kept_views.py"),
    (r"/[a-z_]+/[a-z_]+/hints$", "modules/agreements/tests/test_hints.py"),
    (r"/attachments/", "modules/cases/tests/test_attachments.py"),
    (r"/mediators/headcount/", "modules/mediators/tests/test_headcount.py"),
    (r"/limits/$", "tests/test_home.py"),
    (r"/centres/roster/<pk>/copy$", "modules/centres/tests/test_roster.py"),
    (r"/experts/rota/<pk>/copy$", "modules/experts/tests/test_rota.py"),
    (r"/counsel/choose/<pk>$", "modules/counsel/tests/test_choosing.py"),
    (r"/mediation/<pk>/workbench", "modules/agreements/tests/test_workbench.py"),
    (r"/grids/uncovered/$", "modules/grids/tests/test_coverage.py"),
    (r"/grids/outline/<pk>$", "modules/grids/tests/test_drawing.py"),
    (r"/grids/place/<pk>$", "modules/grids/tests/test_places.py"),
    (r"/grids/(split|merge)/<pk>(/confirm)?$", "modules/grids/tests/test_reshaping.py"),
    (r"/grids/coverage/", "modules/grids/tests/test_net.py"),
    (r"/knowledge/versions/", "modules/knowledge/tests/test_versions.py"),
    (r"/legality/versions/", "modules/legality/tests/test_rule_versions.py"),
    (r"/agreements/<pk>/signing$", "modules/agreements/tests/test_signing.py"),
    (r"/cases/trees/", "modules/cases/tests/test_guiding.py"),
    (r"/archive/(files|pieces)/", "modules/archive/tests/test_volume.py"),
    (r"/keypersons/(person|figures)/", "modules/keypersons/tests/test_key_persons.py"),
    (r"/docking/rates/", "modules/docking/tests/test_rates.py"),
    (r"/patrols/day/", "modules/patrols/tests/test_my_day.py"),
    (r"/patrols/compliance/", "modules/patrols/tests/test_compliance.py"),
    (r"/grids/plates/|/g/<code>$", "modules/grids/tests/test_plates.py"),
    (r"/grids/served/<pk>$|/grids/police/$", "modules/grids/tests/test_history.py"),
    (r"/help/", "tests/test_help.py"),
    (r"/papers/|/verify/", "tests/kernel/test_view_papers.py"),
    (
        r"/reveal/|/people/|/profile/|/password/|/second-factor/|/login/|/logout/|/lang/|/language/",
        "tests/kernel/test_access_*.py",
    ),
    (r"/imports/", "modules/cases/tests/test_import_page.py"),
    (r"/batches/", "modules/grids/tests/test_accounts.py, test_bulk_edit.py, cases/tests/test_print_together.py"),
    (r"/divisions/", "tests/journeys/test_boundaries.py"),
    (r"/parties/duplicates/", "tests/journeys/test_merging.py"),
    (r"/studio/papers/", "tests/kernel/test_studio_papers.py"),
    (r"/studio/", "tests/kernel/test_custom_fields.py"),
    (r"/inbox/", "tests/kernel/test_notices.py"),
    (r"/apps/", "tests/kernel/test_lifecycle_*.py"),
    (r"/rights/", "the grant table itself, tests/kernel/test_access_*.py"),
    (r"/files?/|/downloads?/|/exports?/", "tests/kernel/test_export.py"),
    (r"/static/|/health/|/back$|/api/v1/security/|/api/v1/menu/|/api/<version>/_openapi", "no rows"),
)


#: Pages of a hundred rows followed before a list is taken to have no end; the trail of the demo has more than fifty.
MOST_PAGES = 300


@dataclass
class Matrix:
    """One account at work.

    Attributes:
        keys: for each model, the planted rows by place.
        named: for each model, keys of the rows the account is named on.
        cases: the cases opened to the account's units.
        machines: how else the account asks, each a client with its headers; REST takes them in turn with the browser.
        faults: what should not have been answered so.
        asked: number of requests made.
    """

    app: Flask
    client: FlaskClient
    asker: Asker
    keys: dict[str, dict[str, int]]
    named: dict[str, set[int]] = field(default_factory=dict)
    cases: set[int] = field(default_factory=set)
    machines: list[tuple[FlaskClient, dict[str, str]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    asked: int = 0
    _seen: dict[str, set[int]] = field(default_factory=dict)

    def run(self, models: Iterable[type[Record]], suffixes: dict[str, Callable[..., None]]) -> None:
        """Probe every route of the models whose suffix is given."""
        for turn, model in enumerate(models, len(self.asker.level)):
            self.model, self.base, self.first_page = model, route_base(model), ""
            ways = [(self.client, {}), *self.machines]
            self.machine = ways[turn % len(ways)]
            self.seen = self._expected(model)
            self.hidden = self._digest(model)
            for probe in dict.fromkeys(suffixes.values()):
                probe(self)
            after = self._digest(model)
            if any(after.get(key) != row for key, row in self.hidden.items()):
                self.fault("a refused request changed rows outside the scope")
            if len(after) > len(self.hidden) and not issubclass(
                model, Audit
            ):  # the trail also tells of refusals
                self.fault("a refused request added rows outside the scope")

    def fault(self, text: str) -> None:
        self.faults.append(f"{self.asker.level} {self.asker.role} {self.model.model_id()}: {text}")

    def open(self, method: str, url: str, **more: Any) -> Any:
        """One request; whatever it is, it is never answered with a fault of the server."""
        self.asked += 1
        client, headers = self.machine if url.startswith("/api/") else (self.client, {})
        answer = client.open(url, method=method, headers=headers, **more)
        if answer.status_code >= 500:
            self.fault(f"{method} {url} answered {answer.status_code}")
        return answer

    def outside(self) -> list[int]:
        """Planted keys that should not be reached: the nearest parent or sibling, and one further off."""
        known = self.keys[self.model.model_id()]
        found = [key for place, key in known.items() if key not in self.seen]
        return [found[0], found[-1]] if len(found) > 1 else found

    def inside(self) -> list[int]:
        """Some planted keys that should."""
        return [key for key in self.keys[self.model.model_id()].values() if key in self.seen][:1]

    def relations(self) -> dict[str, FieldInfo]:
        """The fields of the model that point at rows."""
        with self.app.app_context():
            return {
                name: info for name, info in declared_fields(self.model).items() if info.type == "relation"
            }

    def seen_of(self, model: type[Record]) -> set[int]:
        """The keys of another table the account should see; looked up once, for they stay."""
        model_id = model.model_id()
        if model_id not in self._seen:
            self._seen[model_id] = self._expected(model)
        return self._seen[model_id]

    def _expected(self, model: type[Record]) -> set[int]:
        with reading_all(self.app) as connection:
            rows = facts(connection, model)
        return expected(model, rows, self.asker, self.named.get(model.model_id(), set()), self.cases)

    def _digest(self, model: type[Record]) -> dict[int, tuple[Any, ...]]:
        with reading_all(self.app) as connection:
            return {key: row for key, row in digest(connection, model).items() if key not in self.seen}


# --- screens -------------------------------------------------------------------------------------


def list_page(m: Matrix) -> None:
    """Every page of the list, by its own links."""
    shown: set[int] = set()
    url = f"{m.base}/list/?psize=100"
    for _page in range(MOST_PAGES):
        text = m.open("GET", url).get_data(as_text=True)
        m.first_page = m.first_page or text
        shown |= {int(key) for key in re.findall(rf"{m.base}/show/(\d+)", text)}
        following = re.search(r'<a[^>]+href="([^"]*)"[^>]*rel="next"|rel="next"[^>]+href="([^"]*)"', text)
        if following is None:
            break
        link = (following[1] or following[2]).replace("&amp;", "&")
        url = f"{m.base}/list/{link}" if link.startswith("?") else link
    _same(m, "list", shown)


def filter_panel(m: Matrix) -> None:
    """The panel of filters holds fields and code lists, no rows."""
    text = m.open("GET", f"{m.base}/filters").get_data(as_text=True)
    _some(m, "filters", {int(key) for key in re.findall(rf"{m.base}/show/(\d+)", text)})


def other_faces(m: Matrix) -> None:
    """Cards, entries of a calendar and places on a map are some of the rows."""
    for face in ("board", "calendar", "map"):
        text = m.open("GET", f"{m.base}/{face}/").get_data(as_text=True)
        _some(m, face, {int(key) for key in re.findall(rf"{m.base}/show/(\d+)", text)})


def one_row(m: Matrix) -> None:
    """Page, print and edit form of a row: there, or not there."""
    for page in ("show", "print", "edit", "callable"):
        for key in m.outside() if page == "show" else m.outside()[:1]:
            _status(m, "GET", f"{m.base}/{page}/{key}", {404})
        for key in m.inside():
            _status(m, "GET", f"{m.base}/{page}/{key}", {200, 303, 409})


def no_writing_outside(m: Matrix) -> None:
    """Edit, delete, note, void, arrows and bulk on rows that are not there."""
    workflow = house_workflow(m)
    arrows = [arrow.name for arrow in workflow.transitions] if workflow else ["none"]
    for key in m.outside()[:1]:
        for url in [f"{page}/{key}" for page in ("edit", "delete", "note", "follow", "void/ask", "void/approve")]:
            _status(
                m,
                "POST",
                f"{m.base}/{url}",
                {404},
                data={"text": "x", "reason": "x", "division_code": m.asker.code},
            )
        for arrow in arrows[:1]:
            _status(m, "POST", f"{m.base}/action/{arrow}/{key}", {404}, data={"reason": "x", "note": "x"})
            _status(m, "GET", f"{m.base}/action/{arrow}/{key}", {404})
            _status(m, "POST", f"{m.base}/undo/{arrow}?pk={key}", {404})
    for arrow in arrows[:1]:
        m.open(
            "POST", f"{m.base}/bulk/{arrow}", data={"pk": [str(key) for key in m.outside()], "reason": "x"}
        )


def adding(m: Matrix) -> None:
    """A form, filled in but for a foreign place or foreign rows, is refused; nothing lands outside."""
    _status(m, "GET", f"{m.base}/add", {200, 303, 404})
    if not issubclass(m.model, Scoped):
        return
    fields, plain, near, far = _typed(m)
    if "division_code" in fields:
        _refused(m, "place", plain | near | {"division_code": _foreign_place(m)})
    if far:
        _refused(m, "row", plain | near | far | {"division_code": m.asker.code})


def pickers(m: Matrix) -> None:
    """What a relation can be set to lies within what may be seen."""
    for name, info in m.relations().items():
        answer = m.open("GET", f"{m.base}/related/{name}")
        if answer.status_code == 200:
            _choices(m, info, answer.get_json())


def export(m: Matrix) -> None:
    """As many lines as rows."""
    answer = m.open("GET", f"{m.base}/export?format=csv")
    if answer.status_code != 200:
        m.fault(f"export answered {answer.status_code}")
        return
    lines = [line for line in csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))) if line]
    data_lines = len(lines) - 2  # the heading and the watermark
    if issubclass(m.model, Audit):
        data_lines = min(data_lines, len(m.seen))  # the export stands in the trail itself
    if data_lines != len(m.seen):
        m.fault(f"export holds {data_lines} rows instead of {len(m.seen)}")


def counts(m: Matrix) -> None:
    """The counts over a field add up to the rows, on their page and beside the list."""
    text = m.first_page or m.open("GET", f"{m.base}/list/").get_data(as_text=True)
    link = re.search(rf"{m.base}/facets/(\w+)", text)
    if link is None:
        return
    text = m.open("GET", f"{m.base}/counts/{link[1]}").get_data(as_text=True)
    numbers = [int(number.replace(",", "")) for number in re.findall(r'text-nowrap">([\d,]+)</span>', text)]
    if issubclass(m.model, Audit) and numbers:
        numbers[-1] = min(numbers[-1], len(m.seen))  # it grows while one looks
    if len(numbers) > MOST_VALUES:
        return  # more values than the page shows; their sum is no total
    if not numbers or numbers[-1] != len(m.seen):
        m.fault(f"counts by {link[1]} add up to {numbers[-1:]} instead of {len(m.seen)}")
    beside = m.open("GET", f"{m.base}/facets/{link[1]}").get_data(as_text=True)
    told = [int(number.replace(",", "")) for number in re.findall(r"<b>([\d,]+)</b>", beside)]
    if told != numbers[: len(told)] and not issubclass(m.model, Audit):
        m.fault(f"beside the list {told} stand instead of {numbers}")


# --- REST ----------------------------------------------------------------------------------------


def rest_list(m: Matrix) -> None:
    """Every page of the resource, and its count."""
    shown: set[int] = set()
    url = f"/api/v1{m.base}/?psize=100"
    for _page in range(MOST_PAGES):
        answer = m.open("GET", url)
        if answer.status_code != 200:
            m.fault(f"{url} answered {answer.status_code}")
            return
        body = answer.get_json()
        shown |= set(body["ids"])
        if not body["next"]:
            break
        url = f"/api/v1{m.base}/?psize=100&cursor={body['next']}"
    _same(m, "rest list", shown)
    counted = m.open("GET", f"/api/v1{m.base}/count").get_json()
    if counted["count"] != len(m.seen) and not counted["capped"] and not issubclass(m.model, Audit):
        m.fault(f"count says {counted['count']} instead of {len(m.seen)}")


def rest_rows(m: Matrix) -> None:
    """One row: read, changed, deleted, moved on, its history."""
    for key in m.inside():
        _status(m, "GET", f"/api/v1{m.base}/{key}", {200})
        _status(m, "GET", f"/api/v1{m.base}/{key}/timeline", {200})
    for key in m.outside():
        _status(m, "GET", f"/api/v1{m.base}/{key}", {404})
    for key in m.outside()[:1]:
        _status(m, "GET", f"/api/v1{m.base}/{key}/timeline", {404})
        _status(m, "PUT", f"/api/v1{m.base}/{key}", {404}, json={"row_version": 1})
        _status(m, "DELETE", f"/api/v1{m.base}/{key}", {404})
        workflow = house_workflow(m)
        for arrow in workflow.transitions[:1] if workflow else ():
            _status(m, "POST", f"/api/v1{m.base}/{key}/actions/{arrow.name}", {404}, json={"reason": "x"})


def rest_rest(m: Matrix) -> None:
    """Description, pickers, and a new row in a foreign place."""
    _status(m, "GET", f"/api/v1{m.base}/_info", {200})
    for name, info in list(m.relations().items())[
        :1
    ]:  # the same choices as the screen's, asked for by a machine
        answer = m.open("GET", f"/api/v1{m.base}/related/{name}")
        if answer.status_code == 200:
            _choices(m, info, answer.get_json()["result"])
    if issubclass(m.model, Scoped):
        answer = m.open("POST", f"/api/v1{m.base}/", json={"division_code": _foreign_place(m)})
        if answer.status_code not in (400, 404, 409, 422):
            m.fault(f"a new row in a foreign place was answered {answer.status_code}")


SCREENS: dict[str, Callable[[Matrix], None]] = {
    "/list/": list_page,
    "/filters": filter_panel,
    "/board/": other_faces,
    "/calendar/": other_faces,
    "/map/": other_faces,
    "/show/<pk>": one_row,
    "/print/<pk>": one_row,
    "/edit/<pk>": one_row,
    "/delete/<pk>": no_writing_outside,
    "/note/<pk>": no_writing_outside,
    "/follow/<pk>": no_writing_outside,
    "/callable/<pk>": one_row,
    "/void/<step>/<pk>": no_writing_outside,
    "/action/<arrow>/<pk>": no_writing_outside,
    "/bulk/<arrow>": no_writing_outside,
    "/undo/<arrow>": no_writing_outside,
    "/add": adding,
    "/related/<field>": pickers,
    "/export": export,
    "/counts/<field>": counts,
    "/facets/<field>": counts,
}

REST: dict[str, Callable[[Matrix], None]] = {
    "/": rest_list,
    "/count": rest_list,
    "/<pk>": rest_rows,
    "/<pk>/timeline": rest_rows,
    "/<pk>/actions/<arrow>": rest_rows,
    "/_info": rest_rest,
    "/related/<field>": rest_rest,
}


def unclassified(app: Flask) -> list[str]:
    """Registered routes that neither a probe nor the reviewed list knows."""
    with app.app_context():
        bases = {route_base(model) for model in screened(house())}
    known = {base + suffix for base in bases for suffix in SCREENS}
    known |= {f"/api/v1{base}{suffix}" for base in bases for suffix in REST}
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule not in known and not any(re.match(pattern, rule.rule) for pattern, _where in REVIEWED)
    )


def house_workflow(m: Matrix) -> Any:
    """The workflow of the model under probe."""
    with m.app.app_context():
        return house().workflows.get(m.model.model_id())


def plant_everywhere(
    app: Flask, models: Iterable[type[Record]], plant: Callable[..., Any]
) -> dict[str, dict[str, int]]:
    """One row of each model in each place, and their keys."""
    keys: dict[str, dict[str, int]] = {}
    with app.app_context(), system("plant") as session:
        for model in models:
            if model is Account:
                continue
            places = PLACES if issubclass(model, Scoped) else PLACES[:1]
            keys[model.model_id()] = {place: plant(session, model, place).id for place in places}
        session.commit()
        db.session.expire_all()
    return keys


def _same(m: Matrix, what: str, shown: set[int]) -> None:
    if issubclass(m.model, Audit):
        shown = {key for key in shown if key <= max(m.seen)}  # it grows while one looks
    if shown != m.seen:
        more, less = sorted(shown - m.seen)[:5], sorted(m.seen - shown)[:5]
        m.fault(f"{what} shows {more} too much and lacks {less}")


def _some(m: Matrix, what: str, shown: set[int]) -> None:
    if shown - m.seen:
        m.fault(f"{what} shows {sorted(shown - m.seen)[:5]} too much")


def _status(m: Matrix, method: str, url: str, wanted: set[int], **more: Any) -> None:
    answer = m.open(method, url, **more)
    if answer.status_code not in wanted:
        m.fault(f"{method} {url} answered {answer.status_code} instead of {sorted(wanted)}")


def _choices(m: Matrix, info: FieldInfo, options: list[dict[str, Any]]) -> None:
    if info.model is None or info.anywhere or issubclass(info.model, Account):
        return  # a share is given to any unit; colleagues are named to people who may not open their accounts
    offered = {int(option["value"]) for option in options}
    if offered - m.seen_of(info.model):
        m.fault(f"picker {info.name} offers {sorted(offered - m.seen_of(info.model))[:5]} too much")


def _foreign_place(m: Matrix) -> str:
    return next(place for place in PLACES if not m.asker.covers(place))


def _refused(m: Matrix, what: str, given: dict[str, Any]) -> None:
    answer = m.open("POST", f"{m.base}/add", data=given)
    if answer.status_code not in (404, 409, 422):
        m.fault(f"a form with a foreign {what} was answered {answer.status_code}")


def _typed(m: Matrix) -> tuple[set[str], dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The fields of a form, plain values, and for its relations rows that may be named and rows that may not."""
    plain: dict[str, Any] = {}
    near: dict[str, Any] = {}
    far: dict[str, Any] = {}
    with m.app.app_context(), system("fill in a form", reads=True):
        fields = [known for known in screens().form(m.model).fields if not known.readonly]
        for known in fields:
            if known.type == "choice":
                plain[known.name] = next((value for value, _words in known.choices), "")
            elif known.type in _PLAIN and known.required:
                plain[known.name] = _PLAIN[known.type]
    for known in fields:
        target = known.model
        if known.type == "relation" and target is not None and target.model_id() in m.keys:
            seen, planted = m.seen_of(target), m.keys[target.model_id()].values()
            near[known.name] = next((key for key in planted if key in seen), "") if known.required else ""
            hidden = [key for key in planted if key not in seen and not known.anywhere]
            far |= {known.name: hidden[0]} if hidden else {}
    return {known.name for known in fields}, plain, near, far


#: What somebody types into a field one must fill in.
_PLAIN = {
    "text": "矩阵",
    "long": "矩阵",
    "integer": "1",
    "number": "1",
    "money": "1",
    "date": "2026-11-20",
    "datetime": "2026-11-20 09:00",
}
