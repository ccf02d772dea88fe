"""What confirmation promises to tell, and how signatures on the pad and withdrawn papers move an application."""

from modules.confirmation.signing import note_last, start_over

EMITS = {
    "confirmation.confirmation.prepare": "A joint application was begun; its last day is fixed.",
    "confirmation.confirmation.answer": "A question of the checklist was answered.",
    "confirmation.confirmation.join": "A party said whether it applies jointly; data: `party`, `joint`, address.",
    "confirmation.confirmation.choose_court": "A court was chosen.",
    "confirmation.confirmation.screen": "Screening ended without a stop; the applicants' papers are made.",
    "confirmation.confirmation.note_signature": "An applicant signed.",
    "confirmation.confirmation.paper_signed": "A sheet was signed on the pad; data: `place`.",
    "confirmation.confirmation.start_over": "The papers were withdrawn; it is a draft again and nobody has signed.",
    "confirmation.confirmation.sign": "All applicants have signed.",
    "confirmation.confirmation.submit": "The court received it; its limit to answer runs.",
    "confirmation.confirmation.court_accept": "The court accepted it; its limit to rule runs.",
    "confirmation.confirmation.court_refuse": "The court did not accept it; data: `words`.",
    "confirmation.confirmation.ask_supplement": "The court asked for more; the note says what.",
    "confirmation.confirmation.supplement": "What was asked for has been handed in.",
    "confirmation.confirmation.confirm": "The court ruled that the agreement is valid: it can be enforced.",
    "confirmation.confirmation.reject": "The court rejected the application; data: `reason`.",
    "confirmation.confirmation.withdraw": "The applicants withdrew.",
    "confirmation.confirmation.apply_enforcement": "A party applied for enforcement.",
}

HANDLERS = {
    "confirmation.confirmation.paper_signed": note_last,
    "confirmation.confirmation.paper_void_approve": start_over,
}
