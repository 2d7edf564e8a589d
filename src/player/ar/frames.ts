/** One picture of a camera, twice: `sent` goes to the worker, `kept` is drawn once the worker has answered. */
export interface Frame {
  readonly sent: VideoFrame | ImageBitmap;
  readonly kept: VideoFrame | ImageBitmap;
  readonly width: number;
  readonly height: number;
  readonly timeMs: number;
}

/** So many pictures in a row that cannot be had, some two seconds, are no coincidence. */
const PATIENCE = 60;

/** The same picture once more; without room for it, neither is kept. */
async function twin(picture: VideoFrame | ImageBitmap): Promise<VideoFrame | ImageBitmap> {
  try {
    return picture instanceof ImageBitmap ? await createImageBitmap(picture) : picture.clone();
  } catch (cause) {
    picture.close();
    throw cause;
  }
}

/**
 * Gives each new picture of a running video to `onFrame`, as long as it says that it is free. Pictures that come
 * meanwhile are left out: what is drawn is never older than it must be. `onStuck` hears when none can be had any more,
 * as when memory has run out. Returns its end.
 */
export function watchFrames(
  video: HTMLVideoElement,
  isFree: () => boolean,
  onFrame: (frame: Frame) => void,
  onStuck: () => void,
): () => void {
  let ended = false;
  let waiting = 0;
  let failures = 0;
  const hasCallback = 'requestVideoFrameCallback' in video;
  const next = (): void => {
    if (ended) return;
    waiting = hasCallback
      ? video.requestVideoFrameCallback((now) => void take(now))
      : requestAnimationFrame((now) => void take(now));
  };
  async function take(timeMs: number): Promise<void> {
    if (!ended && isFree() && video.videoWidth > 0) {
      try {
        const sent = 'VideoFrame' in window ? new VideoFrame(video) : await createImageBitmap(video);
        const kept = await twin(sent);
        const [width, height] = [video.videoWidth, video.videoHeight];
        failures = 0;
        if (ended) {
          sent.close();
          kept.close();
          return;
        }
        onFrame({ sent, kept, width, height, timeMs });
      } catch {
        // A video that is just being replaced has no picture; the next one will.
        failures += 1;
        if (failures === PATIENCE) onStuck();
      }
    }
    next();
  }
  next();
  return () => {
    ended = true;
    if (hasCallback) video.cancelVideoFrameCallback(waiting);
    else cancelAnimationFrame(waiting);
  };
}
