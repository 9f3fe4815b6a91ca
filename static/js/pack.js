// The page of a pack that is being made: it is asked for again until the file is there, less and less often,
// and only while somebody looks.
let wait = 1500;
const again = async () => {
  const answer = document.hidden ? null : await fetch(location.href).catch(() => null);
  if (answer?.status === 404 || (answer?.ok && !(await answer.text()).includes("data-pack"))) return location.reload();
  wait = Math.min(wait * 1.3, 30000);
  setTimeout(again, wait);
};
setTimeout(again, wait);
