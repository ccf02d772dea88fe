"""What a resource offers its reader: fields, filters, rights, steps. Rows of other tables are asked for by AJAX."""

from __future__ import annotations

from typing import Any

from app.access.scope import current_scope
from app.model.base import Record
from app.view.arrows import arrow_fields
from app.view.fields import FieldInfo
from app.view.filters import RANGED
from app.view.form_page import edit_form, new_form
from app.view.links import has_screens
from app.view.screens import screens
from app.workflow.engine import Offer, workflow_of


def about(model: type[Record], base: str) -> dict[str, Any]:
    """The answer to `_info`.

    Args:
        model: the class.
        base: the address of the resource, without a slash at its end.
    """
    listing, scope = screens().list(model), current_scope()
    workflow = workflow_of(model)
    return {
        "model": model.model_id(),
        "title": str(listing.title),
        "rights": [right for right in "rcud" if scope.may(right, model)],
        "columns": [_field(field, base) for field in listing.columns],
        "order": listing.order,
        "order_columns": [field.name for field in listing.columns if field.sortable],
        "searched": bool(listing.search) or hasattr(model, "matching"),
        "filters": [_field(field, base) | {"parameters": parameters_of(field)} for field in listing.filters],
        "views": [{"name": view.name, "label": str(view.label)} for view in listing.views],
        "new": [_field(field, base) for field in new_form(model).fields],
        "change": [_field(field, base) for field in edit_form(model).fields],
        "actions": [
            {
                "name": arrow.name,
                "label": str(arrow.label),
                "reason": arrow.reason,
                "fields": [_field(field, base, arrow.name) for field in arrow_fields(model, arrow)],
            }
            for arrow in (workflow.transitions if workflow else ())
            if scope.may(arrow.name, model)
        ],
    }


def item_fields(model: type[Record]) -> tuple[FieldInfo, ...]:
    """The fields of one row: those of its page, then those only its list shows, its state and its version."""
    named = {field.name: field for field in screens().form(model).fields}
    for field in screens().list(model).columns:
        named.setdefault(field.name, field)
    workflow = workflow_of(model)
    for name in ("division_code", workflow.field if workflow else "", "row_version"):
        if name in screens().fields(model):
            named.setdefault(name, screens().field(model, name))
    return tuple(named.values())


def parameters_of(field: FieldInfo) -> list[str]:
    """The parameters of an address that filter by a field."""
    endings = ("", "_min", "_max") if field.type in RANGED else ("",)
    return [field.name + ending for ending in endings]


def offer_as_json(offer: Offer) -> dict[str, Any]:
    """An arrow on a row: free, or with the reasons why not."""
    return {
        "name": offer.arrow.name,
        "label": str(offer.arrow.label),
        "free": offer.free,
        "reasons": [refusal.said for refusal in offer.refusals],
    }


def _field(field: FieldInfo, base: str, arrow: str = "") -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": field.name,
        "label": str(field.label),
        "type": field.type,
        "required": field.required,
        "readonly": field.readonly,
        "custom": field.custom,
    }
    if field.max_length:
        said["max_length"] = field.max_length
    if field.type == "choice":
        said["choices"] = [{"value": value, "label": str(words)} for value, words in field.choices]
    if field.type in ("relation", "division") and "." not in field.name:
        said["related"] = f"{base}/related/{field.name}" + (f"?arrow={arrow}" if arrow else "")
        said["many"] = field.many
    if field.type == "relation" and field.model is not None and has_screens(field.model):
        said["model"] = field.model.model_id()
    return said
