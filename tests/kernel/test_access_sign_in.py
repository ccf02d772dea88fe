"""The door: who comes in, who is locked out, what is given away."""

from __future__ import annotations

import pytest

from app.access import attempts
from app.model.base import db
from tests.kernel.access_house import PASSWORD, add_account, build, sign_in, signed_in, token_of


@pytest.fixture
def app(database_urls):
    app = build(database_urls)
    with app.app_context():
        add_account("lin", "990102", "clerk", name="林小满")
    yield app
    with app.app_context():
        db.engine.dispose()


def test_right_password_opens_and_profile_shows_the_post(app):
    with signed_in(app, "lin") as browser:
        page = browser.get("/profile/")
        assert page.status_code == 200
        assert "林小满" in page.text and "枫源县" in page.text
        assert page.headers["Cache-Control"] == "no-store"
