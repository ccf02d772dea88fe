// Choices below a field while one types, walked by the arrows (the combobox pattern of ARIA).

const WAIT = 200;

/**
 * Offer choices below a field.
 *   words()      what to ask for by what stands in the field now; null closes the list
 *   ask(words)   resolves to a function that fills the list with [role=option] elements and says whether there are any
 */
export function startOffers(field, list, { words, ask }) {
  let timer = 0;
  let asked = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const current = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    current()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) choose(null);
  }

  async function look() {
    const text = words();
    const mine = ++asked;
    if (text === null) return show(false);
    try {
      const fill = await ask(text);
      if (mine !== asked || document.activeElement !== field) return; // more was typed, or one has gone on
      show(fill());
    } catch {
      show(false);
    }
  }

  function walk(step) {
    const all = options();
    const at = all.indexOf(current()) + step;
    choose(all[(at + all.length + (step < 0 && !current() ? 1 : 0)) % all.length]);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape" && !list.hidden) {
      show(false);
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      walk(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !event.ctrlKey && current()) {
      current().click();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", () => show(false));
  // the field keeps the focus while one clicks on a choice
  list.addEventListener("mousedown", (event) => event.preventDefault());
  return { look, close: () => show(false) };
}
