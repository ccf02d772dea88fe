"""The cells of a row: which one opens it, and what a phone's card makes of them."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel

from app.view.cells import row_cells


def drawn(columns, *cells):
    application = Flask("cells")
    Babel(application)
    with application.test_request_context():
        return str(row_cells({"url": "/here/1", "cells": list(cells)}, columns))


def test_a_row_opens_by_its_first_cell_that_can_be_a_link():
    columns = [{"label": "类别"}, {"label": "编号"}]
    row = drawn(columns, {"kind": "tags", "value": ["邻里"]}, {"value": "990102"})
    assert '<td class="p-title"><a href="/here/1">990102</a></td>' in row
    assert row.count("p-title") == row.count("/here/1") == 1


def test_an_empty_line_is_left_out_on_a_phone_and_a_yes_says_what_it_answers():
    columns = [{"label": "名称"}, {"label": "电话"}, {"label": "启用"}, {"label": "专家", "phone": "named"}]
    row = drawn(
        columns, {"value": "建设"}, {"value": None}, {"kind": "boolean", "value": True}, {"value": "查看"}
    )
    assert '<td class="p-none">—</td>' in row
    assert '<td data-label="启用">Yes</td><td data-label="专家">查看</td>' in row
