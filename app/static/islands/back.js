// The page of maintenance: look whether the house is back, and then go to the page one asked for.

const PAUSE = 15000;
const SELF = "/static/maintenance.html";
const aim = location.pathname === SELF ? "/" : location.pathname + location.search;

async function look() {
  const answer = await fetch("/health/ready", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.replace(aim);
  else setTimeout(look, PAUSE);
}

document.querySelector("[data-again]").href = aim;
setTimeout(look, PAUSE);
