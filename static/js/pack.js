// The page of a pack that is being made: it is asked for again until the file is there.
const again = async () => {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok && !(await answer.text()).includes("data-pack")) location.reload();
  else setTimeout(again, 3000);
};
setTimeout(again, 1500);
