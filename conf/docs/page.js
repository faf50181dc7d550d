"use strict";

const form = document.getElementById("ask");
const field = document.getElementById("token");

async function show(token) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const answer = await fetch("/openapi.json", { headers });
  if (answer.status === 401) {
    ask(token ? "This node does not know that token." : "This node wants a token, here as for every call.");
    return;
  }
  if (!answer.ok) {
    ask(`The contract cannot be read: the node answered ${answer.status}.`);
    return;
  }
  form.hidden = true;
  render(await answer.json(), token);
}

function ask(why) {
  document.getElementById("say").textContent = why;
  form.hidden = false;
  field.focus();
}

function render(spec, token) {
  // Calls go to the node that the page came from, by whatever name it was reached.
  spec.servers = [{ url: window.location.origin }];
  const ui = SwaggerUIBundle({
    spec,
    dom_id: "#contract",
    presets: [SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    deepLinking: true,
    validatorUrl: null,
    onComplete: () => token && ui.preauthorizeApiKey("bearer", token),
  });
}

function start(token) {
  show(token).catch((failure) => ask(`The contract cannot be read: ${failure.message}.`));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const token = field.value.trim();
  field.value = "";
  start(token);
});

start("");
