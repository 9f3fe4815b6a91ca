// The page of a pack, or of documents, that a worker is busy with: it is asked for again until the file is there, less and less often,
// and only while somebody looks.
let wait = 1500;
const again = async () => {
  const answer = document.hidden ? null : await fetch(location.href).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const now = page?.querySelector("[data-pack]"), shown = document.querySelector("[data-pack]");
  if (answer?.status === 404 || (page && !now)) return location.reload();
  if (now && now.textContent !== shown.textContent) shown.textContent = now.textContent;
  wait = Math.min(wait * 1.3, 30000);
  setTimeout(again, wait);
};
setTimeout(again, wait);
