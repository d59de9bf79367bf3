"use strict";
// Draws the description of the service that the page names; nothing is fetched from elsewhere.
const place = document.getElementById("swagger");

// What Swagger UI leaves to be desired for keyboards and screen readers: links inside buttons, which
// lead where their button leads, and a choice without a name.
function mend() {
  for (const link of place.querySelectorAll("button a[href]")) link.removeAttribute("href");
  place.querySelector("#servers:not([aria-label])")?.setAttribute("aria-label", place.dataset.server);
}

new MutationObserver(mend).observe(place, { childList: true, subtree: true });
window.SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
});
