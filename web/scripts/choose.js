// A search field over a long list; the list itself stays in the form and is what is sent.
import accessibleAutocomplete from "accessible-autocomplete";

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

export function chooseFromMany(select) {
  const words = select.dataset;
  const described = select.getAttribute("aria-describedby");
  const options = [...select.options].filter((option) => option.value);
  const entries = options.map((option) => ({
    text: option.text,
    starts: [option.text, ...(option.dataset.also ?? "").split(" · ")].map(fold),
  }));
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: select.value ? select.selectedOptions[0].text : "",
    displayMenu: "overlay",
    autoselect: true,
    confirmOnBlur: true,
    showAllValues: true,
    inputClasses: select.classList.contains("govuk-select--error") ? "govuk-input--error" : null,
    source: (query, show) => show(search(entries, fold(query.trim()))),
    tNoResults: () => words.noResults ?? "–",
    tStatusQueryTooShort: () => words.typeMore ?? "",
    tStatusNoResults: () => words.noResults ?? "",
    tStatusSelectedOption: (chosen) => chosen,
    tStatusResults: (length) => (words.found ?? "{n}").replace("{n}", length),
    tAssistiveHint: () => words.howTo ?? "",
  });
  const input = document.getElementById(select.id.replace(/-select$/, ""));
  if (described && input) input.setAttribute("aria-describedby", `${described} ${input.getAttribute("aria-describedby") ?? ""}`.trim());
  // A field emptied by hand, or holding what the list does not have, chooses nothing.
  const settle = () => {
    const match = options.find((option) => option.text === input.value);
    select.value = match ? match.value : "";
  };
  input?.addEventListener("input", () => input.value || (select.value = ""));
  input?.form?.addEventListener("submit", settle, { capture: true });
}

function search(entries, wanted) {
  const rank = ({ starts }) => Math.min(...starts.map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 9)));
  return entries
    .map((entry, index) => ({ entry, index, rank: rank(entry) }))
    .filter(({ rank: value }) => value < 9)
    .sort((one, other) => one.rank - other.rank || (wanted ? one.entry.text.length - other.entry.text.length : 0) || one.index - other.index)
    .map(({ entry }) => entry.text);
}
