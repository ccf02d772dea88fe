"""Who may see and do what: grants, the row gate, sign-in security, the audit chain."""
