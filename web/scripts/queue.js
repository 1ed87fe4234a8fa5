// Walk an officer's table by key. The keys can be switched off, as single-letter keys must be.
const store = "kaitak.queue-keys";

export function moveByKey(table) {
  const toggle = document.querySelector("[data-queue-keys]");
  let on = localStorage.getItem(store) !== "off";
  const show = () => toggle?.setAttribute("aria-pressed", String(on));
  toggle?.addEventListener("click", () => {
    on = !on;
    localStorage.setItem(store, on ? "on" : "off");
    show();
  });
  show();
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step) move(table, step, event);
  });
}

function isTyping(element) {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

function move(table, step, event) {
  const links = [...table.querySelectorAll("tbody tr")].map((row) => row.querySelector("a")).filter(Boolean);
  if (!links.length) return;
  const row = document.activeElement.closest?.("tr");
  const here = links.findIndex((link) => link.closest("tr") === row);
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + step, 0), links.length - 1);
  event.preventDefault();
  links[next].focus();
  links[next].scrollIntoView({ block: "nearest" });
}
