import { actions } from 'astro:actions';
import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { FeedScan, Overview, SceneWays } from '#domain/insight/model.ts';
import { call } from '#islands/ui/call.ts';
import type { Range } from './range.ts';

const QUIET_MS = 600;
const LOOK_AGAIN_MS = 4_000;

export interface Figures {
  readonly overview: Overview;
  readonly feed: readonly FeedScan[];
  readonly ways: readonly SceneWays[];
}

/**
 * The figures of a range, kept fresh: asked again when a scan is announced by the server, and every four
 * seconds while the page is seen, since what phones report later announces itself to nobody. Make it inside a
 * component; clean-up ends the connection and the timers.
 */
export function makeOverview(campaignId: string, initial: Figures, range: Range) {
  const [figures, setFigures] = createSignal(initial);
  const [asked, setAsked] = createSignal(range);
  const [includeStaff, setIncludeStaff] = createSignal(false);
  const [lost, setLost] = createSignal(false);
  let running = false;
  let again = false;
  let soon: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    const answer = await call(
      actions.insight.overview({ campaignId, ...asked(), includeStaff: includeStaff() }),
    );
    running = false;
    setLost(!answer.ok && answer.error.code === 'unavailable');
    if (answer.ok) setFigures(answer.data);
    if (again) {
      again = false;
      void look();
    }
  }

  const lookSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(() => void look(), QUIET_MS);
  };

  createEffect(on([asked, includeStaff], () => void look(), { defer: true }));

  const source = new EventSource(`/api/live?campaign=${campaignId}`);
  source.addEventListener('scan', lookSoon);
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') void look();
  }, LOOK_AGAIN_MS);
  onCleanup(() => {
    source.close();
    clearInterval(timer);
    clearTimeout(soon);
  });

  return { figures, asked, setAsked, includeStaff, setIncludeStaff, lost };
}
