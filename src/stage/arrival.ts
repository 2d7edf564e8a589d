const COMES_MS = 480;
const LEAVES_MS = 260;

/** How much of a stage is there, 0 to 1, while it comes to its print or leaves it for the next one. */
export interface Arrival {
  /** Goes on by `ms`. What comes waits until the print is seen; what stands stays, however often the print is lost. */
  step(ms: number, isSeen: boolean): number;
  come(): void;
  leave(): void;
  isGone(): boolean;
}

/** `atOnce` leaves the movement out. */
export function makeArrival(atOnce: boolean): Arrival {
  let part = 0;
  let comes = true;
  return {
    step(ms, isSeen) {
      if (atOnce) part = comes ? 1 : 0;
      else if (!comes) part = Math.max(0, part - ms / LEAVES_MS);
      else if (isSeen) part = Math.min(1, part + ms / COMES_MS);
      return 1 - (1 - part) ** 3;
    },
    come() {
      comes = true;
    },
    leave() {
      comes = false;
      if (atOnce) part = 0;
    },
    isGone: () => !comes && part === 0,
  };
}
