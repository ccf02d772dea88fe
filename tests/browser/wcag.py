"""axe in the four states of a page: light and dark, 1440 and 390 pixels wide, with one load."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

HEIGHT = 900

_AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_STATES = [("light", 390), ("dark", 390), ("light", 1440), ("dark", 1440)]
#: Rows differ from page to page, colours do not: the dark of the phone is looked at on the templates alone.
OF_ROWS = [state for state in _STATES if state != ("dark", 390)]

#: The kinds of element in a page: each with its place, classes, state and the names of its attributes, whether it has
#: text, and whether what it points at is there; not what is written in it. Elements of a kind that is not known are
#: marked, the outermost alone. Gives the keys that are pointed at and given twice, and the new kinds.
_KINDS = """(known) => {
  document.querySelectorAll("[data-fresh]").forEach((node) => node.removeAttribute("data-fresh"))
  const seen = new Set(known), kinds = new Set(), keys = [...document.querySelectorAll("[id]")].map((node) => node.id)
  const pointing = ["for", "href", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"]
  const there = (text) => text.split(" ").every((key) => keys.includes(key.replace(/^#/, "")))
  const told = ({name, value}) => {
    if (name === "id" || name.startsWith("data-") && name !== "data-bs-theme") return ""
    if (pointing.includes(name)) return name === "href" && value[0] !== "#" ? name : `${name}=${there(value)}`
    const plain = ["class", "role", "type", "lang", "scope", "tabindex", "style", "aria-hidden", "hidden"]
    return plain.includes(name) || /^aria-(?!label|description|valuetext)/.test(name)
      ? `${name}=${value}` : value.trim() ? name : `${name} empty`
  }
  const walk = (node, above, within) => {
    const text = [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim())
    const kind = `${above}>${node.localName} ${[...node.attributes].map(told).sort().join(" ")}${text ? " text" : ""}`
    const key = hash(kind), fresh = !seen.has(key)
    if (fresh) kinds.add(key)
    if (fresh && !within) (node.hasAttribute("for") ? node.parentElement : node).setAttribute("data-fresh", "")
    if (node.localName !== "svg") [...node.children].forEach((child) => walk(child, key, within || fresh))
  }
  walk(document.documentElement, "", false)
  const named = new Set(pointing.filter((name) => name !== "href").flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)].flatMap((node) => node.getAttribute(name).split(" "))))
  const twice = keys.filter((key, place) => named.has(key) && keys.indexOf(key) !== place)
  return [twice.join(" "), ...kinds]
  function hash(text) {
    let one = 0xdeadbeef, two = 0x41c6ce57
    for (let place = 0; place < text.length; place++) {
      one = Math.imul(one ^ text.charCodeAt(place), 2654435761)
      two = Math.imul(two ^ text.charCodeAt(place), 1597334677)
    }
    return `${one >>> 0} ${two >>> 0}`
  }
}"""

#: Only what is broken comes back from the browser; what passed is most of the answer.
_RUN = """([within, only]) => axe.run(
  within ? {include: [[within]]} : document, {runOnly: only, resultTypes: ["violations"], preload: false}
).then((found) => found.violations)"""


def breaches(page: Page, within: str = "", theme: str = "light") -> list[str]:
    """What axe finds, a line each: rule, element, first sentence.

    Args:
        page: a loaded page with axe in it.
        within: a part of it, as CSS names it; else the whole page.
        theme: in the dark nothing is otherwise but the colours, so only they are looked at.
    """
    tags = {"type": "tag", "values": _TAGS}
    only = tags if theme == "light" else {"type": "rule", "values": ["color-contrast"]}
    return [
        f"{one['id']}: {node['html'][:160]} -- {node['failureSummary'][:200]}"
        for one in page.evaluate(_RUN, [within, only])
        for node in one["nodes"]
    ]


def in_each_state(page: Page, states: list[tuple[str, int]] = _STATES) -> Iterator[str]:
    """Walk one loaded page through themes and widths."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    for theme, width in states:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        whole = page.evaluate("Math.ceil(document.documentElement.scrollHeight)")
        page.set_viewport_size(
            {"width": width, "height": max(HEIGHT, whole)}
        )  # else a bar that sticks covers fields
        page.emulate_media(color_scheme=theme)
        page.wait_for_function("(theme) => document.documentElement.dataset.bsTheme === theme", arg=theme)
        yield f"{theme} {width}"


def faults(page: Page, states: list[tuple[str, int]] = _STATES, within: str = "") -> list[str]:
    """Breaches (of a part, as CSS names it) and sideways scrolling of a loaded page in each state."""
    found = []
    for state in in_each_state(page, states):
        found += [f"{state} {breach}" for breach in breaches(page, within, theme=state.split()[0])]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{state} is {wide} px too wide"] if wide > 0 else []
    return found


@dataclass
class Looked:
    """What axe has looked at in this run: of later pages it is given the elements of kinds that are new."""

    kinds: set[str] = field(default_factory=set)

    def faults(self, page: Page, states: list[tuple[str, int]]) -> list[str]:
        """The faults of a page: keys given twice, sideways scrolling, and what axe says of what is new."""
        twice, *fresh = page.evaluate(_KINDS, list(self.kinds))
        found = [f"{twice}: given to two elements"] if twice else []
        if fresh:
            found += faults(page, states, "[data-fresh]" if self.kinds else "")
            self.kinds |= set() if found else set(fresh)
            return found
        for width in sorted({width for _theme, width in states}):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found += [f"{width} is {wide} px too wide"] if wide > 0 else []
        return found
