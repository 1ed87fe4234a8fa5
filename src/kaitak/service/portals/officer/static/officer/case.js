// A case page on which nothing jumps: another document or page is fetched into the middle alone, and after a
// form was sent the panes stand where they stood.
const store = `case ${location.pathname}`;
const panes = () => [...document.querySelectorAll(".k-casework__pane")];
const folds = () => [...document.querySelectorAll(".k-casework details")];

function keep() {
  const state = { top: scrollY, panes: panes().map((pane) => pane.scrollTop), open: folds().map((fold) => fold.open) };
  sessionStorage.setItem(store, JSON.stringify(state));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(store) ?? "null");
  if (!kept) return;
  folds().forEach((fold, place) => (fold.open = kept.open[place] ?? fold.open));
  panes().forEach((pane, place) => (pane.scrollTop = kept.panes[place] ?? 0));
  if (!document.querySelector("main > .k-notice, .govuk-error-summary")) scrollTo(0, kept.top);
}

async function show(address, name) {
  const answer = await fetch(address);
  if (!answer.ok || answer.redirected) return location.assign(address);
  const middle = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("documents");
  document.getElementById("documents").replaceChildren(...middle.childNodes);
  history.replaceState(null, "", address);
  const again = document.querySelector(`#documents [data-name="${name}"]`);
  (again ?? document.getElementById("documents")).focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#documents a[data-name]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href, link.dataset.name).catch(() => location.assign(link.href));
});
addEventListener("pagehide", keep);
restore();
