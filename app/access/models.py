"""The tables of this room, each declared beside its use."""

from app.access.attempts import LoginAttempt
from app.access.audit_chain import Audit, AuditHead
from app.access.grants import Grant, PostRole
from app.access.matrix import GrantVersion
from app.access.passwords import OldPassword

__all__ = ["Audit", "AuditHead", "Grant", "GrantVersion", "LoginAttempt", "OldPassword", "PostRole"]
