"""Volumes, loans, destruction lists and rules of retention on screen, and what they add to mediation and case."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import and_

from app.model.moment import today
from app.view.for_whom import Step
from app.view.spec import Filter, Form, Lines, List, Menu, Page, Patch, Search, Section
from app.workflow.spec import T
from modules.archive.desk import completeness_part, file_card, pieces_part, to_file, volumes_part
from modules.archive.models import (
    Destruction,
    DestructionEntry,
    Explanation,
    Loan,
    Piece,
    RetentionRule,
    Volume,
)
from modules.archive.services import has_no_volume, start, volumes_filed

OPEN_VOLUME = T(
    "open_volume",
    ("agreed", "terminated"),
    None,
    _("Open the volume"),
    guard=has_no_volume,
    effect=start,
)


def _over(_scope: Any) -> Any:
    return and_(Volume.status == "archived", Volume.kept_until < today())


def _overdue(_scope: Any) -> Any:
    return and_(Loan.returned_on.is_(None), Loan.until < today())


VIEWS = (
    List(
        Volume,
        "mediation number retention:tag pages:figure filed_on kept_until status:badge",
        search="number mediation",
        order="-id",
        views=(
            Filter("open", _("To be filed"), {"status": ("open", "checked")}),
            Filter("archived", _("Archived"), {"status": ("archived", "lent")}),
            Filter("over", _("Retention ended"), _over),
            Filter("destroyed", _("Destroyed"), {"status": "destroyed"}),
        ),
        edit="",
        title=_("Volumes"),
    ),
    Search(Volume, "status retention opened_on archived_on kept_until division_code"),
    Form(
        Volume,
        Section("volume", _("Volume"), "mediation!:relation name! number! pages!"),
        Section("kept", _("Retention"), "retention retention_why! kept_until!"),
        Section(
            "filing",
            _("Filing"),
            "filed_by:relation filed_on! checked_by!:relation opened_on! archived_on!",
        ),
        Section("note", _("Note on the volume"), "note:long remark"),
        Lines("loans", _("Loans"), Loan, "volume_id", "borrower purpose lent_on until returned_on standing"),
        title=_("Volume"),
    ),
    List(
        Piece,
        "volume position slot title page_words remark",
        search="title remark",
        edit="",
        title=_("Pieces"),
    ),
    Search(Piece, "slot_id division_code"),
    Form(
        Piece,
        Section("piece", _("Piece"), "volume!:relation slot title remark"),
        Section("place", _("Place in the volume"), "position! page_words! pages! sha256!"),
        title=_("Piece"),
    ),
    Form(
        Explanation,
        Section("explanation", _("Explanation"), "volume:relation requirement reason*"),
        title=_("Explanation of what is missing"),
    ),
    List(
        Loan,
        "volume borrower purpose lent_on until returned_on standing",
        search="borrower purpose",
        order="until",
        views=(
            Filter("overdue", _("Overdue"), _overdue),
            Filter("out", _("Out"), lambda _scope: Loan.returned_on.is_(None)),
        ),
        edit="",
        title=_("Loans"),
    ),
    Search(Loan, "until returned_on division_code"),
    Form(
        Loan,
        Section(
            "loan", _("Loan"), "volume!:relation borrower! purpose! lent_on! until! returned_on! condition!"
        ),
        title=_("Loan"),
    ),
    List(
        Destruction,
        "title division_code:division carried_out_on status:badge",
        search="title",
        order="-id",
        edit="",
        title=_("Destruction lists"),
    ),
    Search(Destruction, "status division_code"),
    Form(
        Destruction,
        Section("list", _("Destruction list"), "title division_code:division reason:long carried_out_on!"),
        Lines(
            "entries",
            _("Volumes to be destroyed"),
            DestructionEntry,
            "destruction_id",
            "number archived_on kept_until done",
        ),
        title=_("Destruction list"),
    ),
    Form(
        DestructionEntry,
        Section("entry", _("Volume"), "destruction!:relation number! archived_on! kept_until! done!"),
        title=_("Volume to be destroyed"),
    ),
    List(
        RetentionRule,
        "name position:figure period fact amount:figure words active",
        search="name code",
        order="position",
        edit="",
        title=_("Rules of retention"),
    ),
    Search(RetentionRule, "period fact active"),
    Form(
        RetentionRule,
        Section("rule", _("Rule"), "code name position period active"),
        Section("fits", _("When it fits"), "fact amount words"),
        title=_("Rule of retention"),
    ),
)

STEPS = (
    Step(
        roles="archivist",
        text=_("Check that volumes are complete or say why not, have the whole file made, then seal it."),
        screen="archive.volume",
        position=10,
    ),
)

MENU = (
    Menu(
        "archive",
        _("Volumes"),
        model="archive.volume",
        icon="archive",
        position=30,
        daily="archivist mediator",
    ),
    Menu("archive", _("Loans"), model="archive.loan", icon="users", position=31, daily="archivist"),
    Menu("archive", _("Destruction lists"), model="archive.destruction", icon="trash", position=32),
    Menu("archive", _("Rules of retention"), model="archive.retention_rule", icon="scales", position=33),
)

PAGES = (
    Page("archive_files", "modules.archive.pages.Files"),
    Page("archive_pieces", "modules.archive.pages.Pieces"),
)

ACTIONS = {"archive.volume": (to_file,)}

RELATED = {"archive.volume": (pieces_part, completeness_part), "cases.case": (volumes_part,)}

BESIDE = {"archive.volume": (file_card,)}

PATCHES = (
    Patch("mediation.mediation").arrow(OPEN_VOLUME),
    Patch("mediation.mediation.form").after(
        "agreements",
        Lines("volumes", _("Volume"), Volume, "mediation_id", "number retention pages filed_on status:badge"),
    ),
    Patch("cases.case.archive").guard(volumes_filed),
)
