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

/** A camera to choose. The label is the system's own, and may be empty. */
export interface CameraChoice {
  readonly id: string;
  readonly label: string;
}

/** How far a camera can zoom, in its own steps. */
export interface ZoomRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

export interface Camera {
  /** Which of `choices` it is; empty when the browser does not say. */
  readonly id: string;
  /** The cameras there are, this one among them. */
  readonly choices: readonly CameraChoice[];
  /** True when the lamp can be switched. */
  readonly hasTorch: boolean;
  /** Null when it cannot zoom. */
  readonly zoom: ZoomRange | null;
  setTorch(on: boolean): Promise<void>;
  setZoom(factor: number): Promise<void>;
  /** Called once when the picture ends without us: unplugged, or taken away. */
  onEnd(listener: () => void): void;
  /** Ends every track, so that the camera's light goes out. */
  end(): void;
}

/** What TypeScript's own types do not have yet: https://w3c.github.io/mediacapture-image/ */
interface Abilities {
  readonly torch?: boolean;
  readonly zoom?: { readonly min?: number; readonly max?: number; readonly step?: number };
  readonly focusMode?: readonly string[];
}

interface Wanted {
  readonly focusMode?: string;
  readonly zoom?: number;
  readonly torch?: boolean;
}

/** Sets one thing and keeps the others: a track forgets what its newest constraints do not name. */
function makeSetter(track: MediaStreamTrack): (change: Wanted) => Promise<void> {
  let wanted: Wanted = {};
  return (change) => {
    wanted = { ...wanted, ...change };
    // A set each, so that what one camera cannot do takes nothing else with it.
    const advanced = Object.entries(wanted).map(([name, value]) => ({ [name]: value }));
    return track.applyConstraints({ advanced: advanced as MediaTrackConstraintSet[] });
  };
}

/**
 * Shows a camera in `video`: the one with this id, else the rear one, else any. Ask for it only after a tap.
 * @throws CameraRefused
 */
export async function makeCamera(video: HTMLVideoElement, id?: string): Promise<Camera> {
  if (!isSecureContext || !navigator.mediaDevices) throw new CameraRefused('insecure');
  const which = id ? { deviceId: { exact: id } } : { facingMode: { ideal: 'environment' } };
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: false, video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } } })
    .catch((cause: unknown) => {
      throw new CameraRefused(reasonOf(cause), { cause });
    });
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
    if (video.srcObject === stream) video.srcObject = null;
  };
  try {
    const [track] = stream.getVideoTracks();
    if (!track) throw new CameraRefused('missing');
    video.srcObject = stream;
    video.muted = true;
    video.playsInline = true;
    await video.play();
    const abilities = (track.getCapabilities?.() ?? {}) as Abilities;
    const set = makeSetter(track);
    const settings = track.getSettings() as MediaTrackSettings & { zoom?: number };
    // A code is held still and near: without this some cameras keep the focus they began with.
    if (abilities.focusMode?.includes('continuous')) set({ focusMode: 'continuous' }).catch(() => {});
    return {
      id: settings.deviceId ?? '',
      choices: await choices(),
      hasTorch: abilities.torch === true,
      zoom: zoomOf(abilities, settings.zoom),
      setTorch: (on) => set({ torch: on }),
      setZoom: (factor) => set({ zoom: factor }),
      onEnd: (listener) => track.addEventListener('ended', listener, { once: true }),
      end,
    };
  } catch (cause) {
    end();
    throw cause instanceof CameraRefused ? cause : new CameraRefused('busy', { cause });
  }
}

/** Cameras have names only once one was allowed. */
async function choices(): Promise<CameraChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/** @internal The zoom of a track, null where it has none worth a control. */
export function zoomOf({ zoom }: Abilities, now: number | undefined): ZoomRange | null {
  const { min, max, step } = zoom ?? {};
  if (min === undefined || max === undefined || !(max > min)) return null;
  return {
    min,
    max,
    // Some cameras say 0 or nothing: then a hundred steps from end to end.
    step: step && step > 0 ? step : (max - min) / 100,
    value: Math.min(max, Math.max(min, now ?? min)),
  };
}

function reasonOf(cause: unknown): CameraRefusal {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}
