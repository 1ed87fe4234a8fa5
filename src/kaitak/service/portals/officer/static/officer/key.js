// Ask a security key: a form with data-key="get" or "create" is sent with the key's answer in its hidden field.
const { create, get } = window.webauthnJSON;
const options = JSON.parse(document.getElementById("key-options").textContent);
const problem = document.getElementById("key-problem");

async function answer(form) {
  const asked = form.dataset.key === "create" ? create(options.creation_options) : get(options.request_options);
  form.querySelector("[name=credential]").value = JSON.stringify(await asked);
}

for (const form of document.querySelectorAll("form[data-key]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      await answer(form);
      form.submit();
    } catch (fault) {
      if (!(fault instanceof DOMException)) throw fault;
      problem.hidden = false;
    }
  });
}
