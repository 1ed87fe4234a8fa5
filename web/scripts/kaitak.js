// Everything here makes a working page better; no page needs it.
import {
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";
import { chooseFromMany } from "./choose.js";
import { countDown } from "./clock.js";
import { filterRows } from "./filter.js";
import { askFurther } from "./further.js";
import { sendOnce } from "./once.js";
import { keepFresh } from "./poll.js";
import { offerPrinting } from "./print.js";
import { moveByKey } from "./queue.js";
import { drawSignature } from "./signature.js";
import { takeFiles } from "./slot.js";

const system = [
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs,
];

function each(root, selector, work) {
  const found = [...root.querySelectorAll(selector)];
  if (root.matches?.(selector)) found.unshift(root);
  found.forEach((element) => work(element));
}

// Also called for each part of the page that is replaced later.
export function enhance(root = document) {
  each(root, "form[data-once]", sendOnce);
  each(root, "[data-slot]", (slot) => takeFiles(slot, enhance));
  each(root, "[data-clock]", countDown);
  each(root, "[data-filter]", filterRows);
  each(root, "[data-further]", (region) => askFurther(region, enhance));
  each(root, "[data-print]", offerPrinting);
  each(root, "[data-queue]", moveByKey);
  each(root, "canvas[data-signature]", drawSignature);
  each(root, "select[data-choose]", chooseFromMany);
  each(root, "[data-poll]", (region) => keepFresh(region, enhance));
}

system.forEach((component) => createAll(component));
enhance();
