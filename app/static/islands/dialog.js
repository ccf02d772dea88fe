// Dialogs that ask before a post: they repeat the object and, where wanted, take a reason.

let waiting = null;
let opener = null;

/** Open a <dialog> and give the focus back to what opened it when it closes. */
export function open(dialog, from) {
  opener = from ?? document.activeElement;
  dialog.showModal();
}

function show(node, text) {
  node.hidden = !text;
  if (text) node.textContent = text;
}

function fill(dialog, ask, form) {
  const find = (selector) => dialog.querySelector(selector);
  find("#ask-title").textContent = ask.title;
  // a form for several rows says how many it is about
  show(find("[data-ask-object]"), ask.object || form.querySelector("[data-bulk-count]")?.textContent);
  show(find("[data-ask-text]"), ask.text);
  const go = find("[data-ask-go]");
  go.querySelector("span").textContent = ask.word;
  go.className = `btn ${ask.tone === "danger" ? "btn-danger" : "btn-primary"}`;
  const part = find("[data-ask-reason]");
  part.hidden = !ask.reason;
  find("#ask-error").hidden = true;
  find("#ask-reason").value = "";
  if (!ask.reason) return;
  if (ask.reason.label) find("[data-ask-label]").textContent = ask.reason.label;
  find("[data-ask-required]").hidden = !ask.reason.required;
  show(find("[data-ask-help]"), ask.reason.help);
  const choice = find("#ask-choice");
  const choices = ask.reason.choices ?? [];
  choice.hidden = !choices.length;
  choice.replaceChildren(...choices.map((c) => (Array.isArray(c) ? new Option(c[1], c[0]) : new Option(c, c))));
  find("label").htmlFor = choices.length ? "ask-choice" : "ask-reason";
}

function send(dialog) {
  const { form, submitter, ask } = waiting;
  if (ask.reason) {
    const parts = [dialog.querySelector("#ask-choice"), dialog.querySelector("#ask-reason")].filter((n) => !n.hidden);
    const reason = parts.map((n) => n.value.trim()).filter(Boolean).join("：");
    if (!reason && ask.reason.required) {
      dialog.querySelector("#ask-error").hidden = false;
      parts[0].focus();
      return;
    }
    let field = form.querySelector('input[type=hidden][name="reason"]');
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "reason" });
      form.append(field);
    }
    field.value = reason;
  }
  form.dataset.answered = "1";
  dialog.close();
  form.requestSubmit(submitter ?? undefined);
  delete form.dataset.answered;
}

export function startDialogs() {
  const dialog = document.getElementById("ask");
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const said = event.submitter?.dataset.ask ?? form.dataset.ask;
    if (!said || form.dataset.answered) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = { form, submitter: event.submitter, ask: JSON.parse(said) };
    fill(dialog, waiting.ask, form);
    open(dialog, event.submitter);
  }, true);
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    send(dialog);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-dismiss]")) event.target.closest("dialog").close();
  });
  for (const any of document.querySelectorAll("dialog")) any.addEventListener("close", () => opener?.focus());
}
