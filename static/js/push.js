// Switches push on for this browser, on the page of the settings; says why where it cannot.
import { tab } from "./device.js";
import { renew, subscription } from "./push-renewal.js";

const form = document.getElementById("push-on");

function say(name) {
  for (const words of document.querySelectorAll("[data-push-words]")) words.hidden = words.dataset.pushWords !== name;
  form.hidden = name !== "";
}

function state() {
  if (!("serviceWorker" in navigator && "PushManager" in window)) return "missing";
  return Notification.permission === "denied" ? "refused" : "";
}

// Known here and to the site, and under the key that the site has now.
function isOn(here) {
  if (!here || !("pushHere" in form.dataset)) return false;
  const key = btoa(String.fromCharCode(...new Uint8Array(here.options.applicationServerKey)));
  return key.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === form.dataset.pushKey;
}

async function subscribe() {
  const registration = await navigator.serviceWorker.register("/service-worker.js");
  await navigator.serviceWorker.ready;
  await (await subscription())?.unsubscribe(); // it may be of another key, or another person
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.pushKey });
}

async function switchOn() {
  if ((await Notification.requestPermission()) !== "granted") return say(state() || "asked");
  const { endpoint, keys } = (await subscribe()).toJSON();
  Object.assign(form.elements.endpoint, { value: endpoint });
  Object.assign(form.elements.p256dh, { value: keys.p256dh });
  Object.assign(form.elements.auth, { value: keys.auth });
  form.submit();
}

if (form) {
  say(state());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    switchOn().catch(() => say("failed"));
  });
  renew(tab).then(subscription).then((here) => isOn(here) && say("on")).catch(() => {});
}
