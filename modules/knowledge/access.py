"""Everybody who works reads the law; province and city keep it."""

from app.access.grants import table

GRANTS = table("""
    role          level             model                  rights
    clerk         village-county    knowledge.legal_basis  r---
    dispatcher    township-county   knowledge.legal_basis  r---
    mediator      village-county    knowledge.legal_basis  r---
    handler       village-county    knowledge.legal_basis  r---
    grid_worker   village           knowledge.legal_basis  r---
    expert        county-city       knowledge.legal_basis  r---
    leader        all               knowledge.legal_basis  r---
    statistician  township-province knowledge.legal_basis  r---
    archivist     township-county   knowledge.legal_basis  r---
    admin         township-county   knowledge.legal_basis  r---
    admin         city-province     knowledge.legal_basis  rcu-
""")
