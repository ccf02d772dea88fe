"""What the archive promises to tell, and what opens a volume."""

from modules.archive.services import open_volume

EMITS = {
    "archive.volume.open_volume": "The mediation ended; its volume is open.",
    "archive.volume.gather": "Papers were looked for again.",
    "archive.volume.arrange": "The pieces were brought into the official order.",
    "archive.volume.propose": "The retention was taken from the rules.",
    "archive.volume.build": "The whole file was asked for.",
    "archive.volume.made": "The whole file was made; data: `pages`, `sha256`, `draft`.",
    "archive.volume.check": "A second person checked the volume; it has its number.",
    "archive.volume.send_back": "It goes back to be changed; the note says why.",
    "archive.volume.archive": "It was sealed; data: `seal`, the digest of all checksums kept.",
    "archive.volume.lend": "It was lent; data: `borrower`, `purpose`, `until`.",
    "archive.volume.take_back": "It came back.",
    "archive.volume.destroy": "It was destroyed by an approved list, which the note names.",
    "archive.volume.remind": "The day to file it comes near or has passed; data: `due`, `when`.",
    "archive.volume.loan_overdue": "A loan was not returned in time; data: `loan`.",
    "archive.destruction.begin": "A list was begun.",
    "archive.destruction.propose": "It waits for the first approval.",
    "archive.destruction.approve": "It waits for the second approval.",
    "archive.destruction.carry_out": "It was approved twice; its volumes are destroyed by a job.",
    "archive.destruction.carried_out": "The job is done; data: `volumes`.",
    "archive.destruction.refuse": "It goes back; the note says why.",
    "archive.destruction.drop": "It was dropped.",
}

HANDLERS = {
    "mediation.mediation.agree": open_volume,
    "mediation.mediation.terminate": open_volume,
}
