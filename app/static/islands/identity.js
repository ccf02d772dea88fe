// A right identity number (GB 11643) fills sex and date of birth where nobody has; the server takes them from it anyway.
import { say } from "./page.js";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

function read(text) {
  const number = text.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return null;
  const sum = WEIGHTS.reduce((all, weight, at) => all + weight * Number(number[at]), 0);
  if (CHECKS[sum % 11] !== number[17]) return null;
  return { sex: Number(number[16]) % 2 ? "1" : "2", birth_date: number.slice(6, 14).replace(/(.{4})(..)(..)/, "$1-$2-$3") };
}

function fill(field, value) {
  // what somebody chose or typed stays
  if (!field || (field.value && field.dataset.filled !== field.value)) return;
  field.value = value;
  field.dataset.filled = field.value;
  field.title = say("from_id");
}

export function startIdentity() {
  document.addEventListener("input", (event) => {
    const { form, name, value } = event.target;
    if (name !== "id_number" || !form) return;
    const known = read(value);
    if (known) for (const [field, told] of Object.entries(known)) fill(form.elements[field], told);
  });
}
