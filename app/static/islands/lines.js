// Inline rows of a form: add from the template, remove by marking (saved rows) or dropping (new ones).

const shown = (part) => [...part.querySelectorAll("tbody [data-line]")].filter((n) => !n.hidden);

function add(part) {
  if (shown(part).length >= Number(part.dataset.max)) return;
  const number = part.dataset.next;
  part.dataset.next = Number(number) + 1;
  const row = part.querySelector("template").content.firstElementChild.cloneNode(true);
  for (const node of row.querySelectorAll("*")) {
    for (const { name, value } of [...node.attributes]) {
      if (value.includes("__row__")) node.setAttribute(name, value.replaceAll("__row__", number));
    }
  }
  part.querySelector("tbody").append(row);
  document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: row } }));
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function remove(part, row) {
  const rest = shown(part);
  if (rest.length <= Number(part.dataset.min)) return;
  const next = rest[rest.indexOf(row) + 1] ?? rest[rest.indexOf(row) - 1];
  if (row.querySelector("[name$='-pk']")) {
    row.querySelector("[data-line-delete]").value = "y";
    row.hidden = true;
  } else {
    row.remove();
  }
  (next?.querySelector("[data-line-remove]") ?? part.querySelector("[data-line-add]")).focus();
}

export function startLines() {
  document.addEventListener("click", (event) => {
    const part = event.target.closest("[data-lines]");
    if (!part) return;
    if (event.target.closest("[data-line-add]")) add(part);
    const button = event.target.closest("[data-line-remove]");
    if (button) remove(part, button.closest("[data-line]"));
  });
}
