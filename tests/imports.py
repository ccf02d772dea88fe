"""A file taken in by the pages of the import, as somebody at a browser does it."""

from __future__ import annotations

import io

from flask import Flask
from flask.testing import FlaskClient

from app.access.scope import system
from app.job.runner import Runner


def take_in_by_pages(
    app: Flask, client: FlaskClient, model: str, file: bytes, name: str = "表.xlsx", **asked: str
) -> tuple[str, str]:
    """Bring a file, keep the columns as they were guessed, look at the preview and let it be done.

    Args:
        model: id of the model.
        file: what is in the file.
        name: what the file is called.
        asked: what the page asks for with the file.

    Returns:
        The address of the import, and the page of the preview.
    """
    data = {**asked, "file": (io.BytesIO(file), name)}
    answer = client.post(f"/imports/{model}/", data=data, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    preview = client.post(answer.location, data=guessed(client.get(answer.location).text)).location
    shown = client.get(preview)
    assert shown.status_code == 200
    client.post(preview)
    work_off(app)
    return preview.removesuffix("/preview"), shown.text


def guessed(page: str) -> dict[str, str]:
    """What the page of columns proposes; nothing for a column nobody understands."""
    chosen = {}
    for column in range(page.count('name="column-')):
        part = page.partition(f'name="column-{column}"')[2].partition("</select>")[0]
        said, selected, _rest = part.partition(" selected")
        chosen[f"column-{column}"] = said.rpartition('value="')[2].partition('"')[0] if selected else ""
    return chosen


def work_off(app: Flask) -> None:
    """Do every job that waits."""
    runner = Runner(app, app.extensions["house"].jobs, system)
    while runner.run_one():
        pass
