"""What hangs on grid workers, devices and hand-overs, on screen."""

from flask_babel import lazy_gettext as _

from app.view.spec import Filter, Form, Lines, List, Menu, Search, Section
from modules.grids.models import Device, DeviceKind, DeviceLoan, HandOver, HandOverItem, Pay, Training

#: What the page of a grid worker lists below the grids served.
WORKER_LINES = (
    Lines("loans", _("Devices"), DeviceLoan, "worker_id", "device lent_on returned_on"),
    Lines("trainings", _("Training"), Training, "worker_id", "title begins_on ends_on result"),
    Lines("pay", _("Monthly pay"), Pay, "worker_id", "since monthly:money"),
    Lines("hand_overs", _("Hand-overs"), HandOver, "worker_id", "day cause:tag successor status:badge"),
)

VIEWS = (
    List(
        Device,
        "serial kind:tag worker division_code:division status:badge",
        search="serial worker",
        order="id",
        views=(
            Filter("lent", _("Lent"), {"status": "lent"}),
            Filter("in_stock", _("In store"), {"status": "in_stock"}),
        ),
        title=_("Devices"),
    ),
    Search(Device, "kind_id status division_code"),
    Form(
        Device,
        Section("device", _("Device"), "kind_id:relation serial division_code:division worker!"),
        Lines("loans", _("Who had it"), DeviceLoan, "device_id", "worker lent_on returned_on"),
        title=_("Device"),
    ),
    List(
        DeviceLoan,
        "device worker lent_on returned_on",
        search="worker",
        order="-lent_on",
        title=_("Loans of devices"),
    ),
    Form(
        DeviceLoan,
        Section("loan", _("Loan of a device"), "device! worker! lent_on! returned_on!"),
        title=_("Loan of a device"),
    ),
    List(DeviceKind, "code label active", search="code label", order="code", title=_("Kinds of devices")),
    Form(DeviceKind, Section("kind", _("Kind of device"), "code label active"), title=_("Kind of device")),
    List(
        HandOver,
        "worker cause:tag day successor status:badge division_code:division",
        search="worker",
        order="-id",
        views=(Filter("waiting", _("Waits to be taken over"), lambda _scope: HandOver.waiting()),),
        title=_("Hand-overs"),
    ),
    Search(HandOver, "cause status day division_code"),
    Form(
        HandOver,
        Section("hand_over", _("Hand-over"), "worker! cause! day! successor!"),
        Section("accepted", _("Taken over"), "accepted_by! accepted_on! ended_on!"),
        Lines("items", _("What is handed over"), HandOverItem, "hand_over_id", "what kind:tag successor"),
        title=_("Hand-over"),
    ),
    List(HandOverItem, "what kind:tag hand_over successor", search="what", title=_("Items of hand-overs")),
    Form(
        HandOverItem,
        Section("item", _("Item of a hand-over"), "hand_over! kind! what! successor!"),
        title=_("Item of a hand-over"),
    ),
    List(
        Training,
        "worker title begins_on ends_on result",
        search="worker title",
        order="-begins_on",
        title=_("Training"),
    ),
    Search(Training, "begins_on division_code"),
    Form(
        Training,
        Section("training", _("Training"), "worker_id:relation title begins_on ends_on result"),
        title=_("Training"),
    ),
    List(
        Pay,
        "worker since monthly:money division_code:division",
        search="worker",
        order="-since",
        title=_("Monthly pay"),
    ),
    Search(Pay, "since division_code"),
    Form(
        Pay,
        Section("pay", _("Monthly pay"), "worker_id:relation since monthly:money"),
        title=_("Monthly pay"),
    ),
)

MENU = (
    Menu("grids", _("Hand-overs"), model="grids.hand_over", icon="transfer", position=65),
    Menu("grids", _("Devices"), model="grids.device", icon="phone", position=66),
    Menu("settings", _("Kinds of devices"), model="grids.device_kind", icon="tags", position=90),
)
