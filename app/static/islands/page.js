// What the page told us: words in its language, the CSRF token, the server's clock.

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

export const words = JSON.parse(meta("fq-words") || "{}");

/** Put values into a sentence of `words`: say("left", {time: "3 小时"}). */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** POST with the CSRF token; resolves to the parsed JSON, rejects with a message a person can read. */
export async function post(url, fields = {}) {
  let answer;
  try {
    answer = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { "X-CSRFToken": meta("csrf-token"), Accept: "application/json" },
      credentials: "same-origin",
    });
  } catch {
    throw new Error(words.failed);
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.message || words.failed);
  return data;
}

const offset = meta("fq-now") ? Date.parse(meta("fq-now")) - Date.now() : 0;

/** Milliseconds now by the server's clock: the clock of the PC may be wrong. */
export const serverNow = () => Date.now() + offset;

export const token = () => meta("csrf-token");
