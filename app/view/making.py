"""A file that a job makes, on the page where one waits for it."""

from __future__ import annotations

from typing import Any

from flask import Response, get_template_attribute
from flask_babel import gettext

from app.job.models import DONE, QUEUED, RUNNING, Job


def making(job: Job, poll_url: str, cancel_url: str = "") -> dict[str, Any]:
    """How far the file is, for `progress` of `ui/state.html`; asked for again at `poll_url` until it is done.

    `cancel_url` takes the button that gives it up; without one there is none.
    """
    going = job.state in (QUEUED, RUNNING)
    ended = gettext("The file is ready") if job.state == DONE else gettext("The file could not be made")
    return {
        "title": gettext("Being made") if going else ended,
        "done": job.progress_done,
        "total": job.progress_total or job.progress_done,
        "text": gettext("You can leave this page; the file waits for you.") if going else "",
        "poll_url": poll_url if going else None,
        "cancel_url": cancel_url if going else None,
    }


def bar(job: Job, poll_url: str, cancel_url: str = "") -> Response:
    """The bar alone; the page is asked for anew when the file is there."""
    answer = Response(str(get_template_attribute("ui/state.html", "progress")(making(job, poll_url, cancel_url))))
    if job.state not in (QUEUED, RUNNING):
        answer.headers["HX-Refresh"] = "true"
    return answer
