// After a new sign-in: tells the site that this browser is the one where alarms were switched on, so
// that they end with this session. Where they were switched off meanwhile, the browser forgets them.
import { tab } from "./device.js";

const EVERY = 3 * 60 * 60 * 1000; // a session nobody uses ends after that

export async function subscription() {
  const registration = await navigator.serviceWorker?.getRegistration("/");
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

export async function renew() {
  const here = await subscription();
  if (!here) return;
  const answer = await fetch("/settings/push/renew", {
    method: "POST",
    body: new URLSearchParams({ endpoint: here.endpoint }),
    headers: { "X-CSRFToken": document.body.dataset.token, Accept: "application/json" },
  });
  if (answer.ok) tab.renewed = Date.now();
  if (answer.status === 404) await here.unsubscribe();
}

if (!(tab.renewed > Date.now() - EVERY)) renew().catch(() => {});
