// After a new sign-in: tells the site that this browser is the one where push was switched on, so that
// it ends with this session. Where it was switched off meanwhile, the browser forgets it.
const EVERY = 3 * 60 * 60 * 1000; // a session nobody uses ends after that

export async function subscription() {
  const registration = await navigator.serviceWorker?.getRegistration("/");
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

// `tab`: what only this tab knows.
export async function renew(tab) {
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

export async function renewSometimes(tab) {
  if (!(tab.renewed > Date.now() - EVERY)) await renew(tab);
}
