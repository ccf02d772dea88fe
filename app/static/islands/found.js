// The search box of the top bar: choices while one types, walked by the arrows (the combobox pattern of ARIA).

const WAIT = 200;

export function startFound() {
  const field = document.getElementById("fq-search");
  const list = document.getElementById("fq-found");
  if (!field || !list) return;
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

  async function ask() {
    const text = field.value.trim();
    const mine = ++asked;
    if (!text) return show(false);
    try {
      const answer = await fetch(`${field.dataset.quick}?q=${encodeURIComponent(text)}`, { credentials: "same-origin" });
      const drawn = answer.ok && !answer.redirected ? await answer.text() : "";
      if (mine !== asked || document.activeElement !== field) return; // more was typed, or one has gone on
      list.innerHTML = drawn;
      show(Boolean(drawn));
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
    timer = setTimeout(ask, WAIT);
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
  field.addEventListener("focus", () => { if (field.value.trim()) ask(); });
  field.addEventListener("blur", () => show(false));
  // the field keeps the focus while one clicks on a choice
  list.addEventListener("mousedown", (event) => event.preventDefault());
}
