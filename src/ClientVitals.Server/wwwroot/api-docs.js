// Shows the API's document; requests tried from the page go with the session of whoever is signed in.
window.addEventListener("DOMContentLoaded", () => {
  window.SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#api", deepLinking: true, validatorUrl: null, docExpansion: "list" });
});
