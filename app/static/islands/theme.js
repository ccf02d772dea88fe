// The choice of colours in the account menu; ../theme.js applies it.

export function startTheme() {
  const set = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* private window: the choice lasts for this page */ }
    window.dispatchEvent(new Event("fq:theme"));
  };
  const get = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  for (const radio of document.querySelectorAll('[name="fq-theme"]')) {
    radio.checked = radio.value === (get("fq-theme") || "auto");
    radio.addEventListener("change", () => set("fq-theme", radio.value));
  }
  for (const box of document.querySelectorAll("[data-contrast][type=checkbox]")) {
    box.checked = get("fq-contrast") === "more";
    box.addEventListener("change", () => set("fq-contrast", box.checked ? "more" : "normal"));
  }
}
