"""What grids promise to tell; whoever keeps open work listens to the first two."""

_WHO = "data: `hand_over`, `account` of who goes, `successor_account` or nothing"

EMITS = {
    "grids.grid_worker.leave": f"Somebody went on leave and serves no grid meanwhile; {_WHO}.",
    "grids.grid_worker.leave_service": f"Somebody left, assignments ended, the account is shut; {_WHO}, `left_on`.",
    "grids.grid_worker.return_": "Somebody came back from leave to the same grids; data: `hand_overs` that ended.",
    "grids.grid_worker.rejoin": "Somebody who had left serves again, without grids, post and account so far.",
    "grids.hand_over.hand_over": "What somebody who goes leaves behind was written down.",
    "grids.hand_over.accept": "All of a hand-over is in other hands; data: `account`, `successor_account`.",
    "grids.device.lend": "A device went to a worker; data: `worker`, `lent_on`.",
    "grids.device.hand_back": "A device came back; data: `returned_on`.",
    "grids.device.lose": "A device was reported lost; a loan ended with it.",
    "grids.device.find": "A lost device turned up.",
    "grids.device.scrap": "A device is no longer used.",
}
