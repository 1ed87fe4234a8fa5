export function offerPrinting(button) {
  button.addEventListener("click", () => print());
}
