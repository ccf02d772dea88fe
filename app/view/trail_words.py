"""Words for the acts and purposes of the audit trail; lines keep the codes, because their hashes were made of them."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

#: What was done, as `note()` and the flush name it.
ACTS: dict[str, Any] = {
    "act": _("Act entered in the history"),
    "insert": _("Row added"),
    "update": _("Row changed"),
    "delete": _("Row deleted"),
    "bulk_insert": _("Rows added in bulk"),
    "bulk_update": _("Rows changed in bulk"),
    "bulk_delete": _("Rows deleted in bulk"),
    "sign_in": _("Successful sign-in"),
    "sign_in_failed": _("Sign-in failed"),
    "second_factor_failed": _("Wrong one-time code"),
    "sign_in_locked": _("Sign-in locked"),
    "sign_out": _("Signed out"),
    "denied": _("Refused"),
    "reveal": _("Number shown"),
    "export": _("Exported"),
    "print": _("Paper issued"),
    "import": _("Imported"),
    "import_taken_back": _("Took an import back"),
    "batch": _("Rows dealt with together"),
    "batch_stopped": _("Printing of rows given up"),
    "batch_set_back": _("Set an edit of rows back"),
    "division_merge": _("Division merged"),
    "division_move": _("Division moved"),
    "person_merged": _("Records of one person merged"),
    "person_unmerged": _("Merge of records undone"),
    "password_changed": _("Password changed"),
    "password_reset": _("Password reset"),
    "second_factor_on": _("Second factor turned on"),
    "second_factor_reset": _("Second factor forgotten"),
    "account_disabled": _("Account disabled"),
    "account_enabled": _("Account enabled"),
    "account_unlocked": _("Account unlocked"),
    "post_given": _("Post given"),
    "post_ended": _("Post ended"),
    "api_key_made": _("Key for a machine made"),
    "module_install": _("Module installed"),
    "module_upgrade": _("Module upgraded"),
    "module_uninstall": _("Module removed"),
}

#: What work of the house itself was for; a person's own work names none.
PURPOSES: dict[str, Any] = {
    "sign in": _("Signing in"),
    "sign out": _("Signing out"),
    "denied": _("Request refused"),
    "export": _("Export"),
    "change own password": _("Changing the own password"),
    "set up second factor": _("Setting up the second factor"),
    "API key used": _("Key of a machine used"),
    "acting": _("Work of the house"),
    "look up a batch": _("Work of the house"),
    "merge people": _("Merging records of one person"),
    "merge a division": _("Merging a division"),
    "move a division": _("Moving a division"),
    "import divisions": _("Import of divisions"),
    "import outlines": _("Import of outlines"),
    "load the demo": _("Loading the demo"),
    "demo": _("Loading the demo"),
    "job: schedule": _("Work of the house"),
    "flask users create": _("Account made at the command line"),
    "flask users post": _("Post given at the command line"),
    "flask users end-post": _("Post ended at the command line"),
    "flask users password": _("Password set at the command line"),
    "flask users key": _("Key made at the command line"),
    "flask users disable": _("Account disabled at the command line"),
    "flask users enable": _("Account enabled at the command line"),
    "flask users unlock": _("Account unlocked at the command line"),
}
