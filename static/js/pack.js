// The page of a pack, or of documents, that a worker is busy with: it is asked for again until the file is there, less and less often,
// and only while somebody looks.
let wait = 1500;
const again = async () => {
  const answer = document.hidden ? null : await fetch(location.href).catch(() => null);
  const said = answer?.ok ? (await answer.text()).match(/ data-pack [^>]*>([^<]*)</) : undefined;
  if (answer?.status === 404 || said === null) return location.reload();
  const shown = document.querySelector("[data-pack]");
  if (said && said[1] !== shown.textContent) shown.textContent = said[1];
  wait = Math.min(wait * 1.3, 30000);
  setTimeout(again, wait);
};
setTimeout(again, wait);
