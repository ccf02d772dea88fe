"""What agreements promise to tell, and how each signature moves one on."""

from modules.agreements.effects import advance, ask_paper_void, keep_number

EMITS = {
    "agreements.agreement.draft": "A version of an agreement was begun.",
    "agreements.agreement.issue": "It took its number; not a word changes from here.",
    "agreements.agreement.sign": "A signature or the seal was put on record; data: `kind`, who, `signed_on`.",
    "agreements.agreement.complete": "All parties and mediators have signed.",
    "agreements.agreement.take_effect": "It is in force from `effective_on`.",
    "agreements.agreement.reach": "An oral agreement is in force from the day it was reached.",
    "agreements.agreement.replace": "A newer version in force took its place.",
    "agreements.agreement.withdraw": "It was withdrawn before taking effect; its number is not given again.",
}

HANDLERS = {
    "agreements.agreement.issue": keep_number,
    "agreements.agreement.reach": keep_number,
    "agreements.agreement.sign": advance,
    "agreements.agreement.withdraw": ask_paper_void,
}
