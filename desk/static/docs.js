// Starts Swagger UI on our own description; it may ask no other host, not even for a badge.
window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger",
  deepLinking: true,
  validatorUrl: null,
});
