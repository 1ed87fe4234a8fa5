// Keep one region of the page fresh: fetch the page (or the address given) again and take the region of the same id from it.
import { partOf } from "./fresh.js";

export function keepFresh(region, enhance) {
  const every = Math.max(2, Number(region.dataset.pollSeconds || 5)) * 1000;
  let failures = 0;
  const wait = () => setTimeout(look, every * Math.min(8, 2 ** failures));
  async function look() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", look, { once: true });
      return;
    }
    try {
      const response = await fetch(region.dataset.poll || location.href, { headers: { Accept: "text/html" } });
      if (!response.ok) throw new Error(String(response.status));
      failures = 0;
      if (renew(region, await response.text(), enhance)) return;
    } catch {
      failures += 1;
    }
    wait();
  }
  wait();
}

// Return whether there is nothing more to wait for.
function renew(region, html, enhance) {
  const fresh = partOf(html, region.id);
  if (!fresh) return false;
  const onward = fresh.querySelector("[data-go]");
  if (onward) {
    location.assign(onward.href);
    return true;
  }
  if (fresh.innerHTML !== region.dataset.last) {
    region.dataset.last = fresh.innerHTML;
    region.replaceChildren(...fresh.childNodes);
    [...region.children].forEach((child) => enhance(child));
  }
  return !("poll" in fresh.dataset);
}
