// A document's slot: a chosen or dropped file goes up at once, with its progress; the answered page's slot takes its place.
import { partOf } from "./fresh.js";
import { say } from "./say.js";

export function takeFiles(slot, enhance) {
  const form = slot.querySelector("form.k-drop");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  form.classList.add("k-drop--auto");
  input.addEventListener("change", () => input.files.length && send(slot, form, input.files[0], enhance));
  let depth = 0;
  slot.addEventListener("dragenter", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    depth += 1;
    form.classList.add("k-drop--over");
  });
  slot.addEventListener("dragover", (event) => event.preventDefault());
  slot.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    if (!depth) form.classList.remove("k-drop--over");
  });
  slot.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    form.classList.remove("k-drop--over");
    const file = event.dataTransfer?.files[0];
    if (file) send(slot, form, file, enhance);
  });
}

function send(slot, form, file, enhance) {
  const status = form.querySelector("[data-upload-status]");
  const bar = form.querySelector("progress");
  if (file.size > Number(form.dataset.mostBytes || Infinity)) {
    status.textContent = status.dataset.tooLarge;
    return;
  }
  const body = new FormData(form);
  body.set("file", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", slot.dataset.slot);
  bar.hidden = false;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = total ? Math.round((100 * loaded) / total) : 0;
    bar.value = percent;
    status.textContent = percent < 100 ? status.dataset.sending.replace("{n}", percent) : status.dataset.checking;
  });
  request.addEventListener("load", () => take(slot, request, enhance, status, bar));
  request.addEventListener("error", () => fail(status, bar));
  request.send(body);
}

function take(slot, request, enhance, status, bar) {
  const fresh = partOf(request.responseText, slot.id);
  if (!fresh) {
    fail(status, bar);
    return;
  }
  slot.replaceWith(fresh);
  enhance(fresh);
  const title = fresh.querySelector(".k-slot__title");
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  const told = fresh.querySelector(".k-slot__error, .k-state");
  if (told) say(told.textContent.trim());
}

function fail(status, bar) {
  bar.hidden = true;
  status.textContent = status.dataset.failed;
}
