// Runs before the page is drawn, so enhanced parts do not flash in their plain form.
document.documentElement.classList.add("has-script");
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
