"""Domain walk-through A1 through real pages: an administrator's places, grids and staff, with each refusal.

The county of the demo stands for 崆峒区. What needs a second morning (the missing list) is walked by
`tests/journeys/test_a1_daily_work.py`; leaving and plates on both engines by `test_a1_staff.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from flask import Flask
from openpyxl import load_workbook
from playwright.sync_api import expect
from sqlalchemy import select

from app.access.scope import system
from modules.grids.models import GridWorker
from modules.parties.models import Person
from tests.browser.hand import Hand
from tests.house.reading import picture_of
from tests.imports import work_off
from tests.workbooks import save

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

TOWN, ADDED = "990102001", "990102001900"
HEADINGS = ("姓名", "证件号码", "电话", "网格编码", "用工", "入职日期")
STAFF = [
    ["新一", "11010519491231002X", "13900001001", f"{ADDED}001", "专职", "2026-11-02"],
    ["错号", "110105194912310020", "13900001002", f"{ADDED}002", "专职", "2026-11-02"],
    ["重号", "110105199003071239", "13900001001", f"{ADDED}002", "专职", "2026-11-02"],
]


def new_grid(admin: Hand, serial: str, kind: str, households: str, village: str = "新生巷社区") -> None:
    """Fill in the form of a new grid and press 保存."""
    admin.open("/grids/grid/add")
    admin.fill(code=f"{ADDED}{serial}", name=f"新生巷第{int(serial)}网格", kind=kind, households=households)
    if village:
        admin.fill(division_code=village)
    admin.save()


def test_places_grids_and_staff(app: Flask, hands: Callable[..., Hand], tmp_path: Path) -> None:
    app.config["PUBLIC_URL"] = "https://fengqiao.test/"
    admin = hands("admin_county")
    page = admin.page

    # 1 A community that is not in the table gets a serial of the site's own and is marked as local.
    admin.open(f"/divisions/{TOWN}/add")
    admin.fill(name="新生巷社区")
    admin.save()
    assert page.url.endswith(f"/divisions/{ADDED}") and "本地增设" in admin.text()

    # 2 Sizes that deserve a second look are said and stay; a grid belongs to a village.
    new_grid(admin, "001", "urban", "300")
    expect(page.locator("h1")).to_contain_text("新生巷第1网格")
    assert "户数\n300" in admin.text() and "城镇网格一般为" not in admin.text()
    new_grid(admin, "002", "urban", "520")
    assert "共 520 户；城镇网格一般为 300 至 500 户" in admin.text()
    new_grid(admin, "003", "rural", "120")
    expect(page.locator("h1")).to_contain_text("新生巷第3网格")
    assert "一般为" not in admin.text()
    new_grid(admin, "004", "urban", "310", village="")
    assert "村" in admin.told()
    assert page.locator("main [name=code]").input_value() == f"{ADDED}004"

    # 4 Grids that nobody serves, and villages without a grid, each row by row.
    admin.open("/grids/grid/list/?view=vacant")
    assert all(f"{ADDED}{serial}" in admin.text() for serial in ("001", "002", "003"))
    admin.open("/grids/uncovered/")
    assert "新港社区" in admin.text() and "新生巷" not in admin.text()

    # 3 Three grid workers by workbook: one good, one wrong number, one phone that is the first one's.
    admin.open("/imports/grids.grid_worker/")
    file = save(tmp_path / "网格员.xlsx", STAFF, HEADINGS)
    page.locator("main input[type=file]").set_input_files(str(file))
    admin.fill(division_code="新生巷社区")
    admin.save()
    admin.save()
    expect(page.locator("main tbody tr", has_text="新一").locator("td").last).to_have_text("—")
    expect(page.locator("main tbody tr", has_text="错号")).to_contain_text("校验")
    expect(page.locator("main tbody tr", has_text="重号")).to_contain_text("电话")
    admin.press("导入 3 行")
    work_off(app)
    page.reload()
    returned = page.locator("main a[href*=returned], main a[href*=xlsx], main a[download]").first
    said = load_workbook(BytesIO(admin.download(returned))).active
    assert said is not None
    wrong = {str(row[0]): str(row[-1]) for row in said.iter_rows(min_row=2, values_only=True)}
    assert list(wrong) == ["错号", "重号"]
    assert "校验位" in wrong["错号"] and "电话" in wrong["重号"]
    admin.open("/grids/grid_worker/list/?q=新一")
    assert "新一" in admin.text()

    # 2 A full-time worker has one main grid.
    page.get_by_role("link", name="新一").first.click()
    page.locator("#assignments, main").get_by_role("link", name="添加").first.click()
    admin.fill(grid_id="新生巷第2网格", main=True)
    admin.save()
    assert "专职网格员只有一个主责网格" in admin.told()

    # 5 Whoever leaves gives a reason and hands over to somebody.
    with app.app_context(), system("look") as session:
        key = session.scalars(
            select(GridWorker.id).join(Person, GridWorker.person_id == Person.id).where(Person.name == "新一")
        ).one()
    admin.open(f"/grids/grid_worker/show/{key}")
    admin.press("离任")
    page.wait_for_url("**leave_service**")
    admin.press("离任")
    assert "请填写事由" in admin.told()
    admin.fill(note="本人辞职", successor="田野")
    admin.press("离任")
    expect(page.locator("main .fq-bar, main h1").first).to_contain_text("新一")
    assert "已离任" in admin.text()
    admin.open("/grids/hand_over/list/")
    assert "新一" in admin.text()

    # 7 The next county is not there for them, nor they for it.
    neighbour = hands("clerk_county2")
    assert neighbour.open(f"/grids/grid_worker/show/{key}") in (403, 404)
    assert neighbour.open(f"/divisions/{ADDED}/rename") in (403, 404)

    # 8 Plates that a decoder reads.
    admin.open(f"/grids/plates/?division_code={TOWN}")
    body = admin.download(page.locator("main a[href*='/grids/plates/sheet']").first)
    read = {found.text for found in zxingcpp.read_barcodes(picture_of(body, 1, dpi=150))}
    assert f"https://fengqiao.test/g/{TOWN}001001" in read
