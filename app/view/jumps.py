"""The parts of a long page, to jump to."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

#: A page of fewer parts is seen as a whole.
FEWEST = 4


def jumps(page: dict[str, Any]) -> list[tuple[str, Any]]:
    """Pairs of anchor and title of what a form or the page of a row is made of; none where it is short, or where its
    parts are numbered and gone through in their order.

    Args:
        page: what `form.html` or `show.html` is given.
    """
    if any(part.get("number") for part in page.get("sections", ())):
        return []
    parts = [("s", part) for part in page.get("sections", ()) if part.get("title")]
    parts += [("l", part) for part in page.get("lines") or ()]
    parts += [("r", part) for part in page.get("related") or ()]
    found = [(f"{kind}-{part['name']}", part["title"]) for kind, part in parts]
    if "papers" in page:
        found.append(("r-papers", gettext("Papers")))
    if page.get("files"):
        found.append(("r-files", gettext("Attachments")))
    return found if len(found) >= FEWEST else []
