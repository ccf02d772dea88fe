// The parts of a long page: the one that is being read is marked in the bar.

export function startJumps() {
  const bar = document.querySelector("[data-jump]");
  if (!bar) return;
  const links = [...bar.querySelectorAll("a")];
  let waiting = false;

  function mark() {
    waiting = false;
    const edge = bar.getBoundingClientRect().bottom + 24;
    const passed = links.filter((link) => document.getElementById(link.hash.slice(1))?.getBoundingClientRect().top <= edge);
    const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const now = end && scrollY ? links.at(-1) : passed.at(-1) ?? links[0];
    for (const link of links) {
      if (link === now) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    // only sideways: the page itself must not move
    bar.scrollLeft = now.offsetLeft - (bar.clientWidth - now.offsetWidth) / 2;
  }

  document.addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
}
