"""Teams, members and social forces, and the lists they choose from."""

from modules.teams.models.codes import ForceKind, Skill
from modules.teams.models.force import SocialForce, SocialForceSkill
from modules.teams.models.team import UNIFORMS, ResponseTeam, TeamMember, TeamMemberSkill

__all__ = [
    "UNIFORMS",
    "ForceKind",
    "ResponseTeam",
    "Skill",
    "SocialForce",
    "SocialForceSkill",
    "TeamMember",
    "TeamMemberSkill",
]
