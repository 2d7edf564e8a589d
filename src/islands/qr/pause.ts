/**
 * Lets waiting messages in, so that a newer request is seen before an older one is done: a task's turn by a message channel, as a
 * timer would wait 4 ms each time.
 */
export function makePause(): () => Promise<void> {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(0);
    });
}
