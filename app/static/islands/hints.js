// The cards beside a form: values taken from one, and how many there are where they wait behind a button.
const NARROW = "(max-width: 1199.98px)";

function put(name, [value, text]) {
  const field = document.querySelector(`form [name="${name}"]`);
  if (field.tomselect) {
    if (text) field.tomselect.addOption({ value, text });
    field.tomselect.setValue(value);
  } else field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  return field;
}

function take(button, rail) {
  const taken = Object.entries(JSON.parse(button.dataset.pick)).map(([name, choice]) => put(name, choice));
  // one value is looked at again; after several one goes on with what is still to be typed
  const open = [...taken[0].form.elements].find((n) => n.getAttribute("aria-required") === "true" && n.name && !n.value);
  const field = (taken.length > 1 && open) || taken[0];
  const go = () => (field.tomselect ?? field).focus();
  const drawer = matchMedia(NARROW).matches && bootstrap.Offcanvas.getInstance(rail);
  if (!drawer) return go();
  rail.addEventListener("hidden.bs.offcanvas", go, { once: true });
  drawer.hide();
}

function count(rail) {
  const button = document.querySelector(`[data-bs-target="#${rail.id}"][data-hint-count]`);
  if (!button) return;
  const cards = rail.querySelectorAll(".fq-hint").length;
  button.hidden = cards === 0;
  button.querySelector("[data-number]").textContent = cards;
  button.classList.toggle("is-amber", rail.querySelector(".fq-hint.is-amber") !== null);
}

export function startHints() {
  const rail = document.getElementById("rail");
  if (!rail) return;
  rail.addEventListener("click", (event) => {
    const hint = event.target.closest("[data-pick]");
    if (hint) take(hint, rail);
  });
  rail.addEventListener("htmx:afterSettle", () => count(rail));
  count(rail);
}
