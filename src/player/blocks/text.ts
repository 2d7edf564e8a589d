const DWELL_MS = 900;

/**
 * Calls `onRead` once when the end of `words` has been on a visible screen for nearly a second. Returns the way
 * to stop watching.
 */
export function watchRead(words: Element, onRead: () => void): () => void {
  const end = document.createElement('span');
  end.className = 'words-end';
  words.append(end);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    observer.disconnect();
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      if (document.visibilityState !== 'visible') return wait();
      stop();
      onRead();
    }, DWELL_MS);
  };
  const observer = new IntersectionObserver((entries) => {
    clearTimeout(timer);
    if (entries.at(-1)?.isIntersecting) wait();
  });
  observer.observe(end);
  return stop;
}
