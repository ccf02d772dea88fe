"""A social force is proposed, attached to a team, and detached again with a reason."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.workflow.spec import Refusal, State, T, Workflow
from modules.teams.models import SocialForce


def team_named(force: SocialForce) -> list[Refusal]:
    """A guard for attaching: there is a team to be attached to."""
    return [] if force.team_id else [Refusal(gettext("No response team is named yet"))]


WORKFLOW = Workflow(
    SocialForce,
    field="status",
    start="proposed",
    states=(
        State("proposed", _("Proposed"), "am"),
        State("attached", _("Attached to a team"), "gn"),
        State("detached", _("Detached"), "nt"),
    ),
    transitions=(
        T(
            "attach",
            ("proposed", "detached"),
            "attached",
            _("Attach to the team"),
            guard=team_named,
            primary=True,
            undo=True,
        ),
        T("detach", "attached", "detached", _("Detach"), reason=True, danger=True),
    ),
)
