"""What dispatch promises to tell, and that the work of a grid worker who goes is handed on."""

from modules.dispatch.handing_on import ask_to_hand_on, ask_to_hand_on_late

EMITS = {
    "dispatch.assignment.dispatch": "Work was sent to a unit; the three clocks of the first minutes start.",
    "dispatch.assignment.sign": "The unit has taken note of the work.",
    "dispatch.assignment.contact": "The unit has spoken with the party.",
    "dispatch.assignment.order": "The unit has sent somebody out; the clock of arrival starts.",
    "dispatch.assignment.arrive": "Somebody is on the scene.",
    "dispatch.assignment.handle": "The work is being done.",
    "dispatch.assignment.finish": "The work is done; data: `result`, `mode`, `text`, `on_scene`.",
    "dispatch.assignment.return_": "The unit has sent the work back; the note says why.",
    "dispatch.assignment.hand_on": "Its handler went: another one has it, or the unit; data: `successor`, `hand_over`.",
}

HANDLERS = {
    "grids.grid_worker.leave": ask_to_hand_on,
    "grids.grid_worker.leave_service": ask_to_hand_on,
    "grids.hand_over.accept": ask_to_hand_on_late,
}
