// The note of a record: after an @ the colleagues who may open it; whoever is chosen is called.
import { startOffers } from "./offers.js";

const CALL = /@([^\s@]*)$/;

export function startCallable() {
  const field = document.querySelector("[data-callable]");
  if (!field) return;
  const list = document.getElementById(field.getAttribute("aria-controls"));
  const typed = () => field.value.slice(0, field.selectionStart).match(CALL);

  function take(person) {
    const at = field.selectionStart;
    const before = field.value.slice(0, at).replace(CALL, () => `@${person.text} `);
    field.value = before + field.value.slice(at);
    field.setSelectionRange(before.length, before.length);
    field.after(Object.assign(document.createElement("input"), { type: "hidden", name: "called", value: person.value }));
    offers.close();
  }

  function option(person) {
    const line = document.createElement("a");
    line.id = `call-${person.value}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    line.append(Object.assign(document.createElement("b"), { textContent: person.text }));
    line.append(Object.assign(document.createElement("small"), { textContent: person.second }));
    line.addEventListener("click", () => take(person));
    return line;
  }

  async function ask(text) {
    const answer = await fetch(`${field.dataset.callable}?q=${encodeURIComponent(text)}`, { credentials: "same-origin" });
    const people = answer.ok && !answer.redirected ? await answer.json() : [];
    return () => {
      list.replaceChildren(...people.map(option));
      return people.length > 0;
    };
  }

  const offers = startOffers(field, list, { words: () => typed()?.[1] ?? null, ask });
}
