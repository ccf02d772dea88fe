// The search box of the top bar: what is found while one types.
import { startOffers } from "./offers.js";

export function startFound() {
  const field = document.getElementById("fq-search");
  const list = document.getElementById("fq-found");
  if (!field || !list) return;

  async function ask(text) {
    const answer = await fetch(`${field.dataset.quick}?q=${encodeURIComponent(text)}`, { credentials: "same-origin" });
    const drawn = answer.ok && !answer.redirected ? await answer.text() : "";
    return () => {
      list.innerHTML = drawn;
      return Boolean(drawn);
    };
  }

  const { look } = startOffers(field, list, { words: () => field.value.trim() || null, ask });
  field.addEventListener("focus", () => { if (field.value.trim()) look(); });
}
