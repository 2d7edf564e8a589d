/** Keeps the rail's words and counts true while its page stays open: asks for them anew after each action. */
import { CALLED } from '#islands/ui/called.ts';

const WAIT_MS = 400;
let timer: ReturnType<typeof setTimeout> | undefined;

async function refresh(): Promise<void> {
  const address = document.querySelector<HTMLElement>('[data-rail-of]')?.dataset['railOf'];
  if (!address) return;
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const now of fresh.querySelectorAll<HTMLElement>('[data-rail]')) {
    const shown = document.querySelector(`.rail [data-rail="${now.dataset['rail']}"]`);
    if (shown && shown.textContent !== now.textContent) shown.textContent = now.textContent;
  }
}

document.addEventListener(CALLED, () => {
  clearTimeout(timer);
  timer = setTimeout(() => void refresh(), WAIT_MS);
});
