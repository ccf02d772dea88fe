"""What performance promises to tell, and what opens it."""

from modules.performance.effects import finish_when_paid, tell_when_all_done
from modules.performance.services import drop_performance, open_performance

EMITS = {
    "performance.obligation.opened": "An agreement took effect; this is owed by its day.",
    "performance.obligation.remind": "Its day comes near or has passed; data: `due_on`, `when`.",
    "performance.obligation.receive": "A sum was received; data: `amount`, `received_on`.",
    "performance.obligation.complete": "It was performed on `done_on`.",
    "performance.obligation.all_performed": "Nothing of the agreement is owed any more; data: `agreement`.",
    "performance.obligation.urge": "The party was urged; data: `means`, `text`.",
    "performance.obligation.enforce": "Enforcement was applied for.",
    "performance.obligation.remediate": "The parties mediate again; a new version was begun.",
    "performance.obligation.sue": "A party goes to court.",
    "performance.obligation.reopen": "It turned out not to be performed.",
    "performance.obligation.drop": "It fell away with the agreement.",
    "performance.receipt.withdraw": "A receipt was noted by mistake and no longer counts.",
    "performance.return_visit.visit": "A visit was made; data: what was found.",
    "performance.return_visit.skip": "A planned visit is not needed.",
}

HANDLERS = {
    "agreements.agreement.take_effect": open_performance,
    "agreements.agreement.reach": open_performance,
    "agreements.agreement.replace": drop_performance,
    "performance.obligation.receive": finish_when_paid,
    "performance.obligation.complete": tell_when_all_done,
}
