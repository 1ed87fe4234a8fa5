// Take one element out of a page the server sent.
export function partOf(html, id) {
  return new DOMParser().parseFromString(html, "text/html").getElementById(id);
}
