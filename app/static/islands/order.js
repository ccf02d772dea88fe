// An order made by buttons: each moves its line one up or down and keeps the focus.
export function startOrders() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-order] [data-move]");
    if (!button) return;
    const line = button.closest("li");
    const other = button.dataset.move === "-1" ? line.previousElementSibling : line.nextElementSibling;
    if (other) button.dataset.move === "-1" ? other.before(line) : other.after(line);
    button.focus();
  });
}
