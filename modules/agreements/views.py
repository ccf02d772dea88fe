"""Agreements on screen, and what they add to the mediation."""

from flask_babel import lazy_gettext as _

from app.view.for_whom import Step
from app.view.spec import Filter, Form, Lines, List, Menu, Page, Patch, Search, Section
from modules.agreements.guards import agreement_in_force
from modules.agreements.hints import clause_cards
from modules.agreements.models import Agreement, Clause, Instalment, Signature
from modules.agreements.signers import to_signing
from modules.agreements.workbench import at_workbench, to_workbench

VIEWS = (
    List(
        Agreement,
        "number mediation form:tag version effective_on status:badge",
        search="number facts",
        order="-id",
        views=(
            Filter("open", _("Being made"), {"status": ("draft", "issued", "signed")}),
            Filter("effective", _("In force"), {"status": "effective"}),
        ),
        title=_("Agreements"),
    ),
    Search(Agreement, "status form effective_on division_code"),
    Form(
        Agreement,
        Section("agreement", _("Agreement"), "mediation:relation form number! version! copies place"),
        Section("facts", _("Facts"), "facts:long"),
        Section("days", _("Days"), "reached_on effective_on!"),
        Lines(
            "clauses",
            _("Clauses"),
            Clause,
            "agreement_id",
            "position kind text payer payee amount:money due_on",
        ),
        Lines("signatures", _("Signatures"), Signature, "agreement_id", "kind party mediator signed_on"),
        title=_("Agreement"),
    ),
    Form(
        Clause,
        Section("clause", _("Clause"), "agreement:relation position kind text:long"),
        Section("payment", _("Payment"), "payer:relation payee:relation amount:money due_on manner place bank account"),
        Lines("instalments", _("Instalments"), Instalment, "clause_id", "due_on amount:money", inline=True),
        title=_("Clause"),
    ),
)

STEPS = (
    Step(
        roles="mediator",
        text=_("Write what was agreed clause by clause; what is missing is said under its clause."),
        screen="agreements.agreement",
        position=20,
    ),
)

MENU = (Menu("mediation", _("Agreements"), model="agreements.agreement", icon="paper", position=22, daily="mediator"),)

PATCHES = (
    Patch("mediation.mediation.form").after(
        "sessions",
        Lines(
            "agreements",
            _("Agreements"),
            Agreement,
            "mediation_id",
            "number form version effective_on status:badge",
        ),
    ),
    Patch("mediation.mediation.agree").guard(agreement_in_force),
)

HINTS = {"agreements.clause": (clause_cards,)}

FRAMES = {"agreements.agreement": at_workbench, "agreements.clause": at_workbench}

PAGES = (
    Page("agreements_workbench", "modules.agreements.pages.Workbench"),
    Page("agreements_signing", "modules.agreements.signing.Signing"),
)

ACTIONS = {"mediation.mediation": (to_workbench,), "agreements.agreement": (to_workbench, to_signing)}
