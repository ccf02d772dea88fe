"""The kernel's own roles and grants: three administrators who watch each other and see no case.

System, security and audit administration are three posts of three people (GB/T 22239-2019 8.1.5.1 to 8.1.5.3). The
business `admin`, declared with the other business roles, keeps staff and accounts of its own scope.
"""

from __future__ import annotations

from app.access.grants import table

#: Roles of these kinds exclude each other and every business role.
SEPARATED = ("system", "security", "audit")

ROLES = (
    {"name": "system_admin", "label": "系统管理员", "kind": "system", "levels": "all"},
    {"name": "security_admin", "label": "安全管理员", "kind": "security", "levels": "all"},
    {"name": "audit_admin", "label": "审计管理员", "kind": "audit", "levels": "all"},
)

GRANTS = table("""
  role            levels  model                 rcud  buttons
  system_admin    all     org.unit              rcu-  -
  system_admin    all     org.division          r---  -
  system_admin    all     org.account           r---  create disable unlock reset_password
  system_admin    all     org.post              r---  -
  security_admin  all     org.account           r---  reset_second_factor
  security_admin  all     org.post              r---  give end
  security_admin  all     access.grant          r-u-  -
  security_admin  all     access.post_role      r---  -
  audit_admin     all     access.audit          r---  -
  admin           county-province  org.division  r---  add rename merge move
  admin           township         org.division  r---  -
  admin           all     org.unit              rcu-  -
  admin           all     org.account           r---  create disable unlock reset_password reset_second_factor
  admin           all     org.post              r---  give end
  admin           county-province  org.threshold  r-u-  -
""")

#: Units are looked up from below as well; people and the trail belong to their place.
RULES = {
    "org.unit": "shared_down",
    "org.account": "below",
    "org.post": "below",
    "access.audit": "below",
}
