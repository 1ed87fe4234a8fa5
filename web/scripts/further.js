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
    region.replaceWith(fresh);
    enhance(fresh);
    if (focused) document.getElementById(focused)?.focus();
  });
}
