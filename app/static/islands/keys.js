// Keys. Never while an input method composes; single letters never while a field has the focus or a dialog is open.

const FIELDS = "input, textarea, select, [contenteditable], .ts-wrapper";
const OFF = "fq-single-keys-off";

const singleOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };

function press(key) {
  const target = [...document.querySelectorAll("[data-key]")]
    .find((n) => n.dataset.key.toLowerCase() === key && n.getClientRects().length && n.getAttribute("aria-disabled") !== "true");
  if (!target) return false;
  if (target.matches("input")) target.focus();
  else target.click();
  return true;
}

function whole(event) {
  if (!event.ctrlKey && !event.metaKey) return false;
  if (event.key.toLowerCase() === "k") {
    document.getElementById("fq-search")?.focus();
    return true;
  }
  if (event.key === "Enter") {
    const main = event.target.closest("form")?.querySelector("[data-main]");
    main?.click();
    return Boolean(main);
  }
  return false;
}

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (whole(event)) return event.preventDefault();
    if (event.altKey && !event.ctrlKey && /^Digit\d$/.test(event.code)) {
      if (press(`alt ${event.code.slice(5)}`)) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest(FIELDS) || document.querySelector("dialog[open]") || singleOff()) return;
    const key = event.key.toLowerCase();
    if (key === "?" || key === "？") {
      document.getElementById("keys").showModal();
      return event.preventDefault();
    }
    const told = new CustomEvent("fq:key", { detail: { key, event }, cancelable: true });
    if (!document.dispatchEvent(told) || (key.length === 1 && press(key))) event.preventDefault();
  });
  const box = document.querySelector("[data-single-keys]");
  if (!box) return;
  box.checked = !singleOff();
  box.addEventListener("change", () => {
    try { localStorage.setItem(OFF, box.checked ? "0" : "1"); } catch { /* private window */ }
  });
}
