// Colours before the first paint: reads the choice kept in this browser and sets it on <html>. Not a module, not deferred.
(function () {
  "use strict";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function kept(key) {
    try { return localStorage.getItem(key); } catch { return null; }
  }

  function apply() {
    const choice = kept("fq-theme") || "auto";
    root.dataset.bsTheme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
    root.toggleAttribute("data-contrast", false);
    if (kept("fq-contrast") === "more") root.dataset.contrast = "more";
  }

  apply();
  dark.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  window.addEventListener("fq:theme", apply);
})();
