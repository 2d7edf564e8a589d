import { AnimationMixer, LoopOnce, LoopRepeat } from 'three';
import type { BlockOf } from '#domain/scene/model.ts';
import type { Model } from './model.ts';

/** The movement that a model brings along. */
export interface Playback {
  /** Begins the named clip anew; none, or one that is not there, leaves the model still. */
  play(animation: BlockOf<'stage'>['animation']): void;
  /** Goes on by `ms`. */
  step(ms: number): void;
  isRunning(): boolean;
  dispose(): void;
}

/** `still` shows the first pose without its movement. */
export function makePlayback({ root, clips }: Model, still: boolean): Playback {
  const mixer = new AnimationMixer(root);
  let running: { isRunning(): boolean } | null = null;
  return {
    play({ clip: wanted, loop }) {
      mixer.stopAllAction();
      running = null;
      const clip = clips.find(({ name }) => name === wanted);
      if (!clip) return;
      const action = mixer.clipAction(clip);
      action.setLoop(loop ? LoopRepeat : LoopOnce, Number.POSITIVE_INFINITY);
      action.clampWhenFinished = true;
      action.reset().play();
      mixer.update(0);
      if (still) action.paused = true;
      running = action;
    },
    step: (ms) => void mixer.update(ms / 1_000),
    isRunning: () => running?.isRunning() ?? false,
    dispose: () => void mixer.stopAllAction(),
  };
}
