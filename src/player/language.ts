const KEY = 'wegmarke.lang';

/** Keeps the language that was chosen by hand, for as long as the tab is open. */
export function chooseLanguage(language: string): void {
  try {
    sessionStorage.setItem(KEY, language);
  } catch {
    // Storage may be forbidden: pages from before the choice then stay as they are.
  }
}

/** True for a page that was loaded by going back or forward. */
export function isReturn(): boolean {
  const [arrival] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return arrival?.type === 'back_forward';
}

/** The switch to the language that was chosen by hand, on a screen that is in another. */
export function findSwitch(screen: ParentNode): HTMLButtonElement | null {
  let chosen: string | null = null;
  try {
    chosen = sessionStorage.getItem(KEY);
  } catch {}
  const switches = [...screen.querySelectorAll<HTMLButtonElement>('button[name=lang][data-away]')];
  return switches.find(({ value }) => value === chosen) ?? null;
}
