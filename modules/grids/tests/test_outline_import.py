"""Outlines of known grids from GeoJSON and xlsx: taken, handed back by row, and taken back as a whole."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from app.access.scope import system
from app.view.importing.models import Workbook, WorkbookRow
from app.workflow.models import Event
from modules.grids.models import Grid
from tests.imports import take_in_by_pages, work_off
from tests.workbooks import save

FIRST, SECOND, THIRD, NEW = (f"990102001001{serial}" for serial in ("001", "002", "901", "061"))
SQUARE: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[119.64, 29.11], [119.65, 29.11], [119.65, 29.12], [119.64, 29.12], [119.64, 29.11]]],
}
TORN = {"type": "Polygon", "coordinates": [[[119.64, 29.11], [119.65, 29.11]]]}


def collection(*features: tuple[Any, Any], **more: Any) -> bytes:
    listed = [
        {"type": "Feature", "properties": {"code": code, "tags": ["a"], **more}, "geometry": shape}
        for code, shape in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed}).encode()


@pytest.fixture
def bring(app: Flask, login: Callable[..., Any]) -> Callable[..., tuple[Any, str, str]]:
    """A function that takes a file in by the pages and gives the client, the import's address and the preview."""

    def run(data: bytes, name: str) -> tuple[Any, str, str]:
        client = login("admin_county")
        return client, *take_in_by_pages(app, client, "grids.grid", data, name)

    return run


def outlines(app: Flask) -> dict[str, Any]:
    with app.app_context(), system("test") as session:
        return {row.code: row.outline for row in session.execute(select(Grid.code, Grid.outline))}


def counted(app: Flask) -> tuple[int, int, int, int]:
    with app.app_context(), system("test") as session:
        book = session.scalars(select(Workbook).order_by(Workbook.id.desc()).limit(1)).one()
        return book.added, book.changed, book.repeated, book.failed


def test_geojson_changes_known_grids_and_is_taken_back(app: Flask, bring: Callable[..., Any]) -> None:
    before = outlines(app)
    data = collection(
        (FIRST, SQUARE), (int(SECOND), SQUARE), (THIRD, TORN), (THIRD, None), ("990102001001999", SQUARE)
    )
    client, result, shown = bring(data, "网格.geojson")
    assert shown.count("将更新") == 2 and "已登记过" in shown
    assert counted(app) == (0, 2, 1, 2)
    after = outlines(app)
    assert after[FIRST] == after[SECOND] == SQUARE and after[THIRD] == before[THIRD]
    answer = client.get(f"{result}/problems.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    answer.close()
    told = {line[0]: line[-1] for line in sheet.iter_rows(min_row=2, values_only=True)}
    assert told[THIRD].startswith("边界图形") and told["990102001001999"].startswith("名称")
    with app.app_context(), system("test") as session:
        key = session.scalars(select(Grid.id).where(Grid.code == FIRST)).one()
        acts = select(Event.arrow).where(Event.model == "grids.grid", Event.row_id == key)
        assert session.scalars(acts).all() == ["update"]
    bring(data, "网格.geojson")
    assert counted(app) == (0, 0, 3, 2)  # the same file a second time changes nothing

    with app.app_context(), system("touch") as session:
        session.scalars(select(Grid).where(Grid.code == SECOND)).one().households = 401
        session.commit()
    assert f'{result}/back' in client.get(result).text
    assert client.post(f"{result}/back").status_code == 303
    work_off(app)
    left = outlines(app)
    assert left[FIRST] == before[FIRST] and left[SECOND] == SQUARE
    assert "1 行" in client.get(result).text
    with app.app_context(), system("test") as session:
        assert len(session.scalars(select(WorkbookRow)).all()) == 1


def test_a_workbook_holds_wkt_and_geojson_beside_new_grids(
    app: Flask, bring: Callable[..., Any], tmp_path: Path
) -> None:
    wkt = "POLYGON ((119.64 29.11, 119.65 29.11, 119.65 29.12, 119.64 29.12, 119.64 29.11))"
    rows = [
        [FIRST, None, wkt],
        [SECOND, "改名", json.dumps(SQUARE)],
        [NEW, "新网格", wkt],
        [f"{NEW[:12]}062", "错", "POLYGON"],
    ]
    file = save(tmp_path / "grids.xlsx", rows, ("网格编码", "名称", "边界图形"))
    client, result, _shown = bring(file.read_bytes(), "网格.xlsx")
    assert counted(app) == (1, 2, 0, 1)
    assert outlines(app)[FIRST] == outlines(app)[NEW] == SQUARE
    with app.app_context(), system("test") as session:
        assert session.scalars(select(Grid.name).where(Grid.code == SECOND)).one() == "建设社区第2网格"
    client.post(f"{result}/back")
    work_off(app)
    assert NEW not in outlines(app) and outlines(app)[FIRST] != SQUARE


@pytest.mark.parametrize(
    "data", [b"{", b'{"features": 3}', b'{"features": [3]}', b'{"type": "Feature"}', b'{"a":' + b"[" * 90_000]
)
def test_a_file_that_holds_no_features_is_refused_at_the_field(
    login: Callable[..., Any], data: bytes
) -> None:
    sent = {"file": (io.BytesIO(data), "x.geojson")}
    answer = login("admin_county").post("/imports/grids.grid/", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422 and 'id="f-file-error"' in answer.text
