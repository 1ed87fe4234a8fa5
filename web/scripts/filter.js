// Find rows by any word in them.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

export function filterRows(field) {
  const rows = [...document.getElementById(field.dataset.filter).children];
  const texts = rows.map((row) => fold(row.textContent));
  const count = field.parentElement.querySelector("[data-filter-count]");
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    if (count) count.textContent = count.dataset.text.replace("{n}", shown);
  });
}
