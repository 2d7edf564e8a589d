/** Why there is no picture: the person or the system said no, there is no camera, another app has it, or http. */
export type CameraRefusal = 'denied' | 'missing' | 'busy' | 'insecure';

export class CameraRefused extends Error {
  readonly reason: CameraRefusal;
  constructor(reason: CameraRefusal, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'CameraRefused';
    this.reason = reason;
  }
}

export interface Camera {
  /** True when the lamp can be switched. */
  readonly hasTorch: boolean;
  setTorch(on: boolean): Promise<void>;
  /** Called once when the picture ends without us: unplugged, or taken away. */
  onEnd(listener: () => void): void;
  /** Ends every track, so that the camera's light goes out. */
  end(): void;
}

/**
 * Shows the rear camera in `video` (any camera when there is no rear one). Ask for it only after a tap.
 * @throws CameraRefused
 */
export async function makeCamera(video: HTMLVideoElement): Promise<Camera> {
  if (!isSecureContext || !navigator.mediaDevices) throw new CameraRefused('insecure');
  const stream = await navigator.mediaDevices
    .getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
    })
    .catch((cause: unknown) => {
      throw new CameraRefused(reasonOf(cause), { cause });
    });
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
    if (video.srcObject === stream) video.srcObject = null;
  };
  try {
    video.srcObject = stream;
    video.muted = true;
    video.playsInline = true;
    await video.play();
  } catch (cause) {
    end();
    throw new CameraRefused('busy', { cause });
  }
  const [track] = stream.getVideoTracks();
  const abilities = (track?.getCapabilities?.() ?? {}) as { torch?: boolean };
  return {
    hasTorch: abilities.torch === true,
    async setTorch(on) {
      await track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
    },
    onEnd: (listener) => track?.addEventListener('ended', listener, { once: true }),
    end,
  };
}

function reasonOf(cause: unknown): CameraRefusal {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}
