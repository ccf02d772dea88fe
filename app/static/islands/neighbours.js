// The way along a list: a row's page knows the rows before and after it, and the way back keeps filters and place.
const KEY = "fq-came-from";

function keep() {
  const links = [...document.querySelectorAll("main [data-row]")].map((row) => row.querySelector("a[href]"));
  const urls = [...new Set(links.filter(Boolean).map((link) => new URL(link.href).pathname))];
  if (urls.length) sessionStorage.setItem(KEY, JSON.stringify({ list: location.pathname + location.search, urls }));
}

function lead(link, url) {
  if (url) link.href = url;
  else link.setAttribute("aria-disabled", "true");
}

function show(bar) {
  const { list, urls } = JSON.parse(sessionStorage.getItem(KEY) || '{"urls": []}');
  const at = urls.indexOf(location.pathname);
  if (at < 0) return;
  const back = document.querySelector(".fq-crumbs a");
  if (back && new URL(back.href).pathname === new URL(list, location.href).pathname) back.href = list;
  bar.querySelector("span").textContent = bar.dataset.words.replace("{n}", at + 1).replace("{all}", urls.length);
  lead(bar.querySelector("[rel=prev]"), urls[at - 1]);
  lead(bar.querySelector("[rel=next]"), urls[at + 1]);
  bar.hidden = false;
}

export function startNeighbours() {
  try {
    const bar = document.querySelector("[data-neighbours]");
    if (bar) show(bar);
    else if (document.querySelector("[data-pager], .fq-lane")) keep();
  } catch { /* a private window keeps nothing */ }
}
