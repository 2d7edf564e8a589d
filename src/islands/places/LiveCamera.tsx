import { createSignal, onCleanup, Show } from 'solid-js';
import { placementLifeTexts } from '#i18n/studio/placement-life.ts';
import type { Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';

/** Browsers give a camera to pages over https only (and to this machine itself). */
export const hasCamera = (): boolean =>
  typeof navigator !== 'undefined' && window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);

/** The camera's picture with a release; the camera is asked for after the tap that shows this, and let go with it. */
export default function LiveCamera(props: {
  readonly lang: Lang;
  readonly onShot: (photo: Blob) => void;
  readonly onStop: () => void;
}) {
  const t = placementLifeTexts[props.lang];
  const [ready, setReady] = createSignal(false);
  const [refused, setRefused] = createSignal(false);
  let video!: HTMLVideoElement;
  let stream: MediaStream | null = null;
  let gone = false;
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
  };
  onCleanup(() => {
    gone = true;
    stop();
  });
  const start = async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 2_560 }, height: { ideal: 1_440 } },
      });
      if (gone) return stop();
      video.srcObject = stream;
      await video.play();
      setReady(true);
    } catch {
      stop();
      if (!gone) setRefused(true);
    }
  };
  void start();
  const shoot = () => {
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    canvas.toBlob((photo) => photo && props.onShot(photo), 'image/jpeg', 0.92);
  };
  return (
    <div class="live-camera">
      <Show
        when={!refused()}
        fallback={
          <p class="notice" data-tone="warn">
            {t.liveRefused}
          </p>
        }
      >
        <video ref={video} muted playsinline aria-label={t.liveLabel} />
      </Show>
      <div class="row">
        <Show when={!refused()}>
          <Button kind="go" disabled={!ready()} onClick={shoot}>
            {t.shoot}
          </Button>
        </Show>
        <Button kind="quiet" onClick={() => props.onStop()}>
          {t.stop}
        </Button>
      </div>
    </div>
  );
}
