// Rows of a list or cards of a board: j, k, x, Enter, Esc; choosing rows brings the bulk bar in the pager's place.

const rows = () => [...document.querySelectorAll("[data-row]")].filter((n) => n.getClientRects().length);
const boxes = () => [...document.querySelectorAll("[data-row] [name=pk]")];

function move(step) {
  const all = rows();
  // on the page of a row these keys lead along the list one came from
  if (!all.length || document.querySelector("[data-neighbours]:not([hidden])")) return false;
  const at = all.findIndex((n) => n.classList.contains("is-current"));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
  all.forEach((n) => n.classList.toggle("is-current", n === next));
  (next.querySelector("a") ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function current() {
  return document.querySelector("[data-row].is-current");
}

let last = null;

function choose(box, range) {
  const all = boxes();
  if (range && last) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    all.slice(from, to + 1).forEach((n) => { n.checked = box.checked; });
  }
  last = box;
  refresh();
}

/** Bring tint, head box and bulk bar in line with the boxes. */
function refresh() {
  const all = boxes();
  const chosen = all.filter((n) => n.checked);
  all.forEach((n) => n.closest("[data-row]").classList.toggle("is-selected", n.checked));
  const head = document.querySelector("[data-select-all]");
  if (head) {
    head.checked = all.length > 0 && chosen.length === all.length;
    head.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  bar.hidden = !chosen.length;
  document.querySelector("[data-pager]")?.toggleAttribute("hidden", chosen.length > 0);
  const count = bar.querySelector("[data-bulk-count]");
  count.textContent = count.dataset.words.replace("{n}", chosen.length);
}

function clear() {
  const had = boxes().some((n) => n.checked);
  boxes().forEach((n) => { n.checked = false; });
  refresh();
  return had;
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  x: (event) => {
    const box = current()?.querySelector("[name=pk]");
    if (!box) return false;
    box.checked = !box.checked;
    choose(box, event.shiftKey);
    return true;
  },
  enter: (event) => {
    const row = current();
    const link = row?.querySelector("a[href]");
    if (!link || event.target.closest("a, button")) return false;
    location.assign(link.href);
    return true;
  },
  escape: clear,
};

export function startRows() {
  document.addEventListener("fq:key", (told) => {
    if (KEYS[told.detail.key]?.(told.detail.event)) told.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (event.target.matches("[data-row] [name=pk]")) choose(event.target, event.shiftKey);
    if (event.target.closest("[data-bulk-clear]")) clear();
    if (event.target.matches("[data-select-all]")) {
      boxes().forEach((n) => { n.checked = event.target.checked; });
      refresh();
    }
  });
  // after the back button the browser restores the boxes, not the bar
  window.addEventListener("pageshow", refresh);
  refresh();
}
