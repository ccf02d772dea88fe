"""The business roles, and who may do what with people and organisations.

Whoever handles matters reads and records parties in the own division; a province or city counts and supervises
without opening the register of people. Running limits are told to whoever may open what they run on.
"""

from app.access.grants import table

ROLES = (
    {"name": "clerk", "label": "窗口受理员", "levels": "village township county"},
    {"name": "dispatcher", "label": "指挥调度员", "levels": "township county"},
    {"name": "mediator", "label": "人民调解员", "levels": "village township county"},
    {"name": "handler", "label": "部门承办人", "levels": "village township county"},
    {"name": "grid_worker", "label": "网格员", "levels": "village township"},
    {"name": "expert", "label": "专家", "levels": "county city"},
    {"name": "admin", "label": "管理员", "levels": "township county city province"},
    {"name": "leader", "label": "领导", "levels": "village township county city province"},
    {"name": "statistician", "label": "统计员", "levels": "township county city province"},
    {"name": "archivist", "label": "档案员", "levels": "township county"},
)

GRANTS = table("""
    role          level             model                 rights  buttons
    clerk         village-county    parties.person        rcu-    reveal
    clerk         village-county    parties.organisation  rcu-
    dispatcher    township-county   parties.person        r---    reveal
    dispatcher    township-county   parties.organisation  r---
    mediator      village-county    parties.person        rcu-    reveal
    mediator      village-county    parties.organisation  rcu-
    handler       village-county    parties.person        r---    reveal
    handler       village-county    parties.organisation  r---
    grid_worker   village-township  parties.person        rc--
    grid_worker   village-township  parties.organisation  rc--
    admin         township-county   parties.person        rcu-    reveal
    admin         township-county   parties.person_merge  rc--    approve undo
    admin         township-county   parties.organisation  rcu-
    archivist     township-county   parties.person        r---    reveal
    archivist     township-county   parties.organisation  r---
    leader        village-county    parties.person        r---
    leader        all               parties.organisation  r---

    clerk         village-county    clock.deadline        r---
    dispatcher    township-county   clock.deadline        r---
    mediator      village-county    clock.deadline        r---
    handler       village-county    clock.deadline        r---
    grid_worker   village-township  clock.deadline        r---
    leader        all               clock.deadline        r---
""")

RULES = {"parties.person": "below", "parties.organisation": "below"}
