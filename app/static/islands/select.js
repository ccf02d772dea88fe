// Relation fields: a native <select> without script, a search box over the server's answers with it.
import { say, words } from "./page.js";

function remote(select) {
  let asked = 0;
  return async function load(query, done) {
    const mine = ++asked;
    const url = new URL(select.dataset.remote, location.href);
    url.searchParams.set("q", query);
    let found = [];
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (answer.ok) found = await answer.json();
    } catch {
      // nothing was found
    }
    if (mine !== asked) return done(); // more was typed meanwhile
    this.clearOptions(); // what was found before does not answer what is typed now
    done(found);
  };
}

function build(select) {
  const line = (data, escape) => `<div>${escape(data.text)}${data.second ? `<small>${escape(data.second)}</small>` : ""}</div>`;
  const box = new window.TomSelect(select, {
    valueField: "value", labelField: "text", searchField: select.dataset.remote ? [] : ["text"],
    // a refresh that waits would open the box again after one has gone on to the next field
    maxOptions: 50, refreshThrottle: 0, loadThrottle: 200, preload: select.dataset.remote ? "focus" : false,
    load: select.dataset.remote ? remote(select) : null, shouldLoad: () => true,
    placeholder: select.dataset.placeholder || undefined, hidePlaceholder: true, allowEmptyOption: false,
    plugins: select.multiple ? { remove_button: { title: say("remove") } } : {},
    render: {
      option: line,
      no_results: () => `<div class="no-results">${words.nothing}</div>`,
      loading: () => `<div class="no-results">${words.loading}</div>`,
    },
  });
  const typed = () => box.wrapper.classList.toggle("is-typing", box.control_input.value !== "");
  for (const event of ["input", "update"]) box.control_input.addEventListener(event, typed);
  select.setAttribute("aria-hidden", "true");
  // the typed field carries the name, the hint and the error of the select it stands for
  for (const name of ["aria-describedby", "aria-invalid", "aria-required", "aria-label"]) {
    if (select.hasAttribute(name)) box.control_input.setAttribute(name, select.getAttribute(name));
  }
}

/** Turn the relation and multi selects inside `root` into search boxes. */
export function startSelects(root) {
  if (!window.TomSelect) return;
  const found = [...root.querySelectorAll("select[data-remote], select[data-select]")];
  found.filter((select) => !select.tomselect && !select.closest("template")).forEach(build);
}
