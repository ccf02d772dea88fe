"""What mediation promises to tell."""

EMITS = {
    "mediation.mediation.apply": "A mediation was opened for a case; every side's consent is not yet known.",
    "mediation.mediation.answer": "A party agreed or refused; data: `party`, `answer`, `answered_on`.",
    "mediation.mediation.tell_rights": "The parties were told their rights and duties.",
    "mediation.mediation.accept": "The committee accepted; the limit of mediation runs from this day.",
    "mediation.mediation.investigate": "Somebody was asked outside the sessions; data: the facts of the inquiry.",
    "mediation.mediation.hold": "A session was put on record; data: its facts.",
    "mediation.mediation.report_police": "The police were told of it; data: what was said to whom.",
    "mediation.mediation.agree": "It ended with an agreement in force.",
    "mediation.mediation.terminate": "It ended without agreement; data: `reason` and `channels`, the ways told.",
    "mediation.mediation.pause": "The limit stands still; the note says why.",
    "mediation.mediation.extend": "Both sides agreed to more days; data: `days`, `why` and who agreed.",
    "mediation.mediation.resume": "The limit runs on.",
}
