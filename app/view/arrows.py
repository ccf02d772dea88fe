"""Arrows on screen: buttons with their reasons, the form an arrow asks for, and pressing it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from app.model.base import Record
from app.view.calling import called
from app.view.fields import FieldInfo
from app.view.links import address
from app.view.parse import clean_text
from app.view.screens import screens
from app.view.typing_in import read_values
from app.view.writing import locked_reason
from app.workflow.engine import Offer, Refused, fire, offers, workflow_of
from app.workflow.spec import Refusal, T


def known_arrow(model: type[Record], name: str) -> T:
    """The arrow an address names.

    Raises:
        NotFound: the model has none of that name.
    """
    workflow = workflow_of(model)
    try:
        if workflow is None:
            raise KeyError(name)
        return workflow.arrow(name)
    except KeyError:
        raise NotFound from None


def arrow_fields(model: type[Record], arrow: T) -> tuple[FieldInfo, ...]:
    """What an arrow's form asks for: fields written as dicts, or named after fields of the model."""
    return tuple(_field(model, part) for part in arrow.fields)


def buttons(row: Any) -> list[dict[str, Any]]:
    """The arrows a reader may take on a row; those that cannot be taken now say why.

    A row that is void has none. Only the first that can be taken stands out: one primary button a page.
    """
    if locked_reason(row) and getattr(row, "voided_at", None):
        return []
    drawn = [button(row, offer) for offer in sorted(offers(row), key=lambda offer: not offer.arrow.primary)]
    for other in [one for one in drawn if one["tone"] == "primary" and one["enabled"]][1:]:
        other["tone"] = "plain"
    return drawn


def button(row: Any, offer: Offer) -> dict[str, Any]:
    """One arrow as an action."""
    arrow = offer.arrow
    drawn: dict[str, Any] = {
        "name": arrow.name,
        "label": arrow.label,
        "url": address(type(row), f"action/{arrow.name}", row.id),
        "method": "get" if arrow.fields else "post",
        "tone": "primary" if arrow.primary else "danger" if arrow.danger else "plain",
        "enabled": offer.free,
    }
    if offer.refusals:
        drawn["reasons"] = [reason(refusal) for refusal in offer.refusals]
    if arrow.danger and not arrow.fields:
        drawn["confirm"] = {"title": arrow.label, "object": called(row)}
    if arrow.reason and not arrow.fields:
        drawn["reason"] = {"label": gettext("Reason"), "required": True}
    return drawn


def reason(refusal: Refusal) -> dict[str, str]:
    """A refusal as the sentence beside a button, with its article of law."""
    return {"text": refusal.said, "url": refusal.link}


def press(row: Any, arrow: T, form: MultiDict[str, str]) -> None:
    """Take an arrow with what its form or dialog sent. The caller commits.

    Raises:
        Invalid: a field of the form cannot be read.
        Refused: the arrow cannot be taken; NotAllowed when the button is not held.
    """
    if getattr(row, "voided_at", None):
        raise Refused(Refusal(locked_reason(row)))
    data = read_values(arrow_fields(type(row), arrow), form)
    fire(row, arrow.name, note=note_of(arrow, form), data=data)


def note_of(arrow: T, form: MultiDict[str, str]) -> str:
    """The reason or remark: typed in the arrow's form as `note`, or in the dialog as `reason`."""
    own = {part["name"] for part in arrow.fields if isinstance(part, dict)}
    dialog = "" if "reason" in own else form.get("reason", "")
    return clean_note(form.get("note") or dialog)


def clean_note(text: str) -> str:
    """A remark without what cannot be stored, cut to what the history keeps."""
    return clean_text(text, lines=True)[:2000]


def _field(model: type[Record], part: Any) -> FieldInfo:
    if isinstance(part, FieldInfo):
        return part
    if not isinstance(part, dict):
        return replace(screens().field(model, part), readonly=False)
    given = dict(part)
    if "choices" in given:
        given["source"] = given.pop("choices")
    if given.get("type") == "relation" and "relation" not in given:
        given["relation"] = given["name"]
    return FieldInfo(**{"label": given["name"], **given})
