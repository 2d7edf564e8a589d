import { type AnimationAction, AnimationMixer, LoopOnce, LoopRepeat } from 'three';
import type { BlockOf } from '#domain/scene/model.ts';
import type { Model } from './model.ts';

type Movement = BlockOf<'stage'>['animation'];

/** The movement that a model brings along. */
export interface Playback {
  /** Begins the named clip anew; none, or one that is not there, leaves the model still. */
  play(animation: Movement): void;
  /** Plays a clip once and then goes back to what was played before, or stays as it ends when that was nothing. */
  playOnce(clip: string): void;
  /** Goes on by `ms`; tells whether the model stands otherwise than it did. */
  step(ms: number): boolean;
  isRunning(): boolean;
  dispose(): void;
}

/** `still` shows poses without the movement between them: a clip's first, and the last of one that is played once. */
export function makePlayback({ root, clips }: Model, still: boolean): Playback {
  const mixer = new AnimationMixer(root);
  let own: Movement = { clip: null, loop: false };
  let running: AnimationAction | null = null;
  /** Put into another pose since the last step. */
  let posed = true;

  function begin({ clip: wanted, loop }: Movement): AnimationAction | null {
    const clip = clips.find(({ name }) => name === wanted);
    if (!clip) return null;
    mixer.stopAllAction();
    running = mixer.clipAction(clip);
    running.setLoop(loop ? LoopRepeat : LoopOnce, Number.POSITIVE_INFINITY);
    running.clampWhenFinished = true;
    running.reset().play();
    return running;
  }

  function play(animation: Movement): void {
    own = animation;
    posed = true;
    if (begin(animation)) {
      mixer.update(0);
      if (still && running) running.paused = true;
    } else {
      mixer.stopAllAction();
      running = null;
    }
  }

  const isRunning = (): boolean => running?.isRunning() ?? false;
  mixer.addEventListener('finished', () => own.loop && own.clip !== null && play(own));
  return {
    play,
    playOnce(clip) {
      const action = begin({ clip, loop: false });
      posed = true;
      if (!action || !still) return;
      action.time = action.getClip().duration;
      mixer.update(0);
      action.paused = true;
    },
    step(ms) {
      const moves = posed || isRunning();
      posed = false;
      mixer.update(ms / 1_000);
      return moves;
    },
    isRunning,
    dispose: () => void mixer.stopAllAction(),
  };
}
