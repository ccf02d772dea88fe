"""What the pages of templates are drawn from."""

from __future__ import annotations

import difflib
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.scope import current_scope
from app.document.models import TemplateAct, TemplateVersion
from app.document.own_templates import ASK, PUBLISH, WITHDRAW
from app.document.spec import Document
from app.studio import papers
from app.studio.paper_fields import palette
from app.studio.paper_words import Problem
from app.view.due import exact_moment, short_moment
from app.view.names import people_names, place_names

_ACTS = {
    ASK: _("Asked to publish"),
    PUBLISH: _("Published"),
    papers.REFUSE: _("Sent back"),
    WITHDRAW: _("Withdrawn"),
}

#: Lines around a difference.
_AROUND = 3


def address(document: Document | None = None, rest: str = "") -> str:
    """The address of a page about templates."""
    base = f"{request.script_root}/studio/papers/"
    return f"{base}{document.id}/{rest}" if document else base


def list_page(documents: list[Document]) -> dict[str, Any]:
    """All papers, and which template holds for each."""
    holding = {document.id: papers.holding(document) for document in documents}
    places = place_names(own.division_code for found in holding.values() for own in found)
    rows = []
    for document in documents:
        own = [
            gettext(
                "own version %(number)s (%(place)s)",
                number=one.number,
                place=places.get(one.division_code, ""),
            )
            for one in holding[document.id]
        ]
        state = (
            {"kind": "badge", "value": "、".join(own), "tone": "accent", "icon": "edit"}
            if own
            else {"kind": "badge", "value": gettext("standard"), "tone": "neutral", "icon": "file"}
        )
        url = address(document)
        rows.append({"pk": document.id, "url": url, "cells": [_text(str(document.name), url), state]})
    titles = (gettext("Paper"), gettext("Template"))
    return {
        "title": gettext("Templates of papers"),
        "blocks": [_block("papers", gettext("Papers"), titles, rows)],
    }


def paper_page(document: Document, faults: list[Problem] | None = None) -> dict[str, Any]:
    """One paper: its versions, what was done with them, and what can be done."""
    versions = papers.versions_of(document)
    acts = papers.acts_of(versions)
    write = {
        "label": gettext("Write a new version"),
        "url": address(document, "edit"),
        "icon": "edit",
        "tone": "primary",
    }
    back = {"label": gettext("All papers"), "url": address(), "icon": "arrow-back"}
    notices = [{"text": str(fault), "tone": "red", "icon": "alert"} for fault in faults or []]
    if notices:
        notices[0]["title"] = gettext("It cannot be published yet")
    if not papers.holding(document):
        text = gettext("The house's own template holds.")
        notices.append({"text": text, "tone": "accent", "icon": "info"})
    blocks = [_versions(document, versions, acts), _acts(versions, acts)]
    return {
        "title": str(document.name),
        "second": gettext("Templates of papers"),
        "actions": [back, write] if papers.own_places() else [back],
        "notices": notices,
        "blocks": blocks,
    }


def _versions(document: Document, versions: list[TemplateVersion], acts: list[TemplateAct]) -> dict[str, Any]:
    names = people_names(version.made_by_id for version in versions)
    places = place_names(version.division_code for version in versions)
    last: dict[int, TemplateAct] = {}
    for act in acts:
        last.setdefault(act.version_id, act)
    by_key = {version.id: version for version in versions}
    rows = [
        {
            "pk": version.id,
            "url": "",
            "cells": [
                _text(gettext("Version %(number)s", number=version.number)),
                _text(places.get(version.division_code, "")),
                _state(version, last.get(version.id)),
                _text(_basis(by_key.get(version.based_on_id or 0))),
                _text(names.get(version.made_by_id or 0, "")),
                _moment(version.made_at),
                {"kind": "actions", "value": _steps(document, version, last.get(version.id))},
            ],
        }
        for version in versions
    ]
    titles = (
        gettext("Version"),
        gettext("For"),
        gettext("State"),
        gettext("Begun from"),
        gettext("By"),
        gettext("Time"),
        gettext("Steps"),
    )
    block = _block("versions", gettext("Versions"), titles, rows)
    block["empty"] = {"title": gettext("No version of your own yet"), "text": ""}
    return block


def _basis(version: TemplateVersion | None) -> str:
    return gettext("Version %(number)s", number=version.number) if version else gettext("standard")


def _state(version: TemplateVersion, last: TemplateAct | None) -> dict[str, Any]:
    if papers.holds(version):
        return {"kind": "badge", "value": gettext("in force"), "tone": "green"}
    if last is None or last.act == papers.REFUSE:
        return {"kind": "badge", "value": gettext("Draft"), "tone": "neutral"}
    if last.act == ASK:
        return {"kind": "badge", "value": gettext("Waits for a second person"), "tone": "amber"}
    words = gettext("Withdrawn") if last.act == WITHDRAW else gettext("Replaced")
    return {"kind": "badge", "value": words, "tone": "neutral", "icon": "history"}


def _steps(document: Document, version: TemplateVersion, last: TemplateAct | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"label": gettext("Open"), "url": address(document, f"edit?version={version.id}")},
        {"label": gettext("Compare"), "url": address(document, f"compare?new={version.id}")},
    ]
    if not papers.may_decide(version.division_code):
        return found
    what = f"{document.name} · {gettext('Version %(number)s', number=version.number)}"
    if papers.holds(version):
        text = gettext(
            "What holds without it is used again: the standard, or the template of the place above."
        )
        return [
            *found,
            _with_reason(document, version, "withdraw", gettext("Withdraw"), what, text, "danger"),
        ]
    if last is None or last.act != ASK:
        text = gettext("It is checked first; then a second person publishes it.")
        label = (
            gettext("Ask to publish anew")
            if last and last.act != papers.REFUSE
            else gettext("Ask to publish")
        )
        return [*found, _with_reason(document, version, "ask", label, what, text)]
    publish: dict[str, Any] = {
        "label": gettext("Publish"),
        "url": address(document, f"publish/{version.id}"),
        "method": "post",
        "tone": "primary",
        "confirm": {"object": what, "text": last.reason},
    }
    if last.by_id == current_scope().user_id:
        publish |= {
            "enabled": False,
            "reasons": [{"text": gettext("A second person must publish the template")}],
        }
    back = _with_reason(document, version, "refuse", gettext("Send back"), what, last.reason)
    return [*found, publish, back]


def _with_reason(
    document: Document,
    version: TemplateVersion,
    step: str,
    label: str,
    what: str,
    text: str,
    tone: str = "plain",
) -> dict[str, Any]:
    return {
        "label": label,
        "url": address(document, f"{step}/{version.id}"),
        "method": "post",
        "tone": tone,
        "confirm": {"object": what, "text": text},
        "reason": {"label": gettext("Reason")},
    }


def _acts(versions: list[TemplateVersion], acts: list[TemplateAct]) -> dict[str, Any]:
    names = people_names(act.by_id for act in acts)
    by_key = {version.id: version for version in versions}
    rows = [
        {
            "pk": act.id,
            "url": "",
            "cells": [
                _moment(act.at),
                _text(names.get(act.by_id or 0, "")),
                _text(str(_ACTS[act.act])),
                _text(gettext("Version %(number)s", number=by_key[act.version_id].number)),
                _text(act.reason),
            ],
        }
        for act in acts
    ]
    titles = (gettext("Time"), gettext("By"), gettext("What"), gettext("Version"), gettext("Reason"))
    block = _block("acts", gettext("What was done"), titles, rows)
    block["empty"] = {"title": gettext("Nothing yet"), "text": ""}
    return block


def editor_page(
    document: Document,
    source: str,
    version: TemplateVersion | None,
    place: str,
    errors: dict[str, list[str]] | None = None,
) -> dict[str, Any]:
    """The editor with the sheet beside it."""
    places = papers.own_places()
    names = place_names(places)
    errors = errors or {}
    crumbs = [
        {"label": gettext("Templates of papers"), "url": address()},
        {"label": str(document.name), "url": address(document)},
    ]
    return {
        "title": gettext("Template: %(paper)s", paper=document.name),
        "second": gettext("begun from: %(what)s", what=_basis(version)),
        "crumbs": crumbs,
        "action_url": address(document, "edit"),
        "based_on": version.id if version else "",
        "source": source,
        "most": papers.LONGEST,
        "places": [
            {"value": code, "label": names.get(code, code), "chosen": code == place} for code in places
        ],
        "errors": [{"id": f"f-{name}", "text": text} for name, texts in errors.items() for text in texts],
        "palette": palette(document),
        "sheet_url": address(document, f"sheet?version={version.id}" if version else "sheet"),
        "try_url": address(document, "try"),
        "cancel_url": address(document),
    }


def compare_page(
    document: Document, old: TemplateVersion | None, new: TemplateVersion | None
) -> dict[str, Any]:
    """Two versions line by line; None is the house's template."""
    before, after = (
        papers.clean(papers.standard(document)) if one is None else one.source for one in (old, new)
    )
    choices = [{"value": "", "label": gettext("standard")}]
    versions = papers.versions_of(document)
    places = place_names(version.division_code for version in versions)
    for version in versions:
        label = gettext("Version %(number)s", number=version.number)
        choices.append(
            {"value": str(version.id), "label": f"{label} · {places.get(version.division_code, '')}"}
        )
    lines = differences(before, after)
    return {
        "title": gettext("Compare: %(paper)s", paper=document.name),
        "crumbs": [
            {"label": gettext("Templates of papers"), "url": address()},
            {"label": str(document.name), "url": address(document)},
        ],
        "url": address(document, "compare"),
        "choices": choices,
        "old": str(old.id) if old else "",
        "new": str(new.id) if new else "",
        "lines": lines,
        "added": sum(line["sign"] == "+" for line in lines),
        "taken": sum(line["sign"] == "−" for line in lines),
    }


def differences(before: str, after: str) -> list[dict[str, Any]]:
    """The lines that differ with a few around them: `{"sign": "+" | "−" | "" | "…", "old", "new", "text"}`."""
    old, new = before.splitlines(), after.splitlines()
    found: list[dict[str, Any]] = []
    for group in difflib.SequenceMatcher(None, old, new).get_grouped_opcodes(_AROUND):
        if group[0][1] or group[0][3] or found:
            found.append({"sign": "…", "old": "", "new": "", "text": ""})
        for kind, a, a_end, b, b_end in group:
            if kind == "equal":
                pairs = zip(range(a, a_end), range(b, b_end))
                found += [{"sign": "", "old": i + 1, "new": j + 1, "text": old[i]} for i, j in pairs]
                continue
            found += [{"sign": "−", "old": i + 1, "new": "", "text": old[i]} for i in range(a, a_end)]
            found += [{"sign": "+", "old": "", "new": j + 1, "text": new[j]} for j in range(b, b_end)]
    return found


def _text(value: str, url: str = "") -> dict[str, Any]:
    cell: dict[str, Any] = {"kind": "text", "value": value}
    return cell | {"url": url} if url else cell


def _moment(moment: Any) -> dict[str, Any]:
    return {"kind": "date", "value": short_moment(moment), "exact": exact_moment(moment)}


def _block(name: str, title: str, titles: tuple[str, ...], rows: list[dict[str, Any]]) -> dict[str, Any]:
    columns = [{"name": f"c{place}", "label": label} for place, label in enumerate(titles)]
    table = {"name": name, "caption": title, "columns": columns, "rows": rows, "density": "compact"}
    return {"name": name, "title": title, "table": table}
