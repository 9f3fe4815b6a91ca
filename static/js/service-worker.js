// Shows what the push service brings: one of a few fixed sentences, and on a tap the page it names.
// It stores nothing, answers no request and sees no page.
const ICON = "app/icon-192.png";
const BADGE = "app/badge-96.png";
const SOMETHING = { title: "Something new on PeopleHub", path: "/notifications" };

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const { title, path, tag = path } = read(event.data);
  const shown = { data: path, tag, renotify: true, icon: ICON, badge: BADGE, lang: "en-GB" };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data));
});

// A browser wants every push to be shown, also one that cannot be read.
function read(data) {
  try {
    return { ...SOMETHING, ...data.json() };
  } catch {
    return SOMETHING;
  }
}

async function show(path) {
  const address = new URL(path, location.origin);
  if (address.origin !== location.origin) return;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.find((page) => page.url === address.href);
  await (open ? open.focus() : self.clients.openWindow(address.href));
}
