"""What docking promises to tell, and how it follows mediations."""

from modules.docking.effects import fill_in, fill_number, follow, join_mediation

EMITS = {
    "docking.entrustment.receive": "A letter was signed for; the limit of the answer runs.",
    "docking.entrustment.update": "Facts of an open entrustment were mended; the limit follows them.",
    "docking.entrustment.accept": "It was taken on and is a case now.",
    "docking.entrustment.extend": "Days were added with the consent of both sides; data: `days`, `why`.",
    "docking.entrustment.fill": "Its mediation has ended; data: `result`.",
    "docking.entrustment.give_back": "The letter of the result has its number; data: `result`.",
    "docking.entrustment.decline": "The letter of non-acceptance has its number; data: `reason`.",
    "docking.entrustment.withdraw": "The organ took it back; the note says why.",
    "docking.third_party_request.ask": "A third party was asked for a case.",
    "docking.third_party_request.come_back": "It answered; data: `result_text`.",
    "docking.third_party_request.take_back": "The request was withdrawn; the note says why.",
}

HANDLERS = {
    "cases.case.update": follow,
    "mediation.mediation.apply": join_mediation,
    "mediation.mediation.agree": fill_in,
    "mediation.mediation.terminate": fill_in,
    "agreements.agreement.reach": fill_number,
}
