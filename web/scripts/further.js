// When an answer on which other questions depend changes, ask the server which questions there are now.
import { partOf } from "./fresh.js";

export function askFurther(region, enhance) {
  const deciding = new Set(region.dataset.further.split(" ").filter(Boolean));
  const form = region.closest("form");
  if (!deciding.size || !form) return;
  region.addEventListener("change", async (event) => {
    if (!deciding.has(event.target.name)) return;
    const body = new FormData(form);
    body.set("_look_again", "1");
    const response = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "text/html" } }).catch(() => null);
    const fresh = response && partOf(await response.text(), region.id);
    if (!fresh || !region.isConnected) return;
    const focused = document.activeElement?.id;
    keepTyped(region, fresh);
    region.replaceWith(fresh);
    enhance(fresh);
    if (focused) document.getElementById(focused)?.focus();
  });
}

// What was typed while the server was asked stays.
function keepTyped(region, fresh) {
  for (const field of region.querySelectorAll("input, select, textarea")) {
    const same = field.id && fresh.querySelector(`#${CSS.escape(field.id)}`);
    if (!same || same.type === "hidden") continue;
    if (field.type === "radio" || field.type === "checkbox") same.checked = field.checked;
    else same.value = field.value;
  }
}
