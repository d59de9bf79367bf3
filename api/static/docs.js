"use strict";
// Draws the description of the service that the page names; nothing is fetched from elsewhere.
const place = document.getElementById("swagger");
window.SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
});
