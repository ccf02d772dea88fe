// The cards beside a form: a value taken from one, and how many there are where they wait behind a button.
const NARROW = "(max-width: 1199.98px)";

function take(button, rail) {
  const field = document.querySelector(`form [name="${button.dataset.pick}"]`);
  if (field.tomselect) field.tomselect.setValue(button.dataset.value);
  else field.value = button.dataset.value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
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
