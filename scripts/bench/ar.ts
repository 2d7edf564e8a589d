import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { COVERS, type Fault, FOREIGN, type Seen, type Trial, WHENS, type When } from './ar-trials.ts';
import { rounded } from './child-processes.ts';
import { startThreads } from './qr-threads.ts';

/**
 * Bench `ar`: the tracker against a simulated camera of known pose, 640×480. `pinhole` is the camera of the study; `phone` has
 * distortion, a rolling shutter, motion blur, focus breathing and auto-exposure. Codes are in random styles on walls with
 * posters. `--only hold,shake,frame,second,far,hidden,poster,foreign` `--camera pinhole,phone` `--from 5000` (first seed; each thousand has codes of its own) `--scale 1` (how many trials)
 * `--without k1,readoutMs,exposureMs,breathing,exposureSwing` (faults of the camera that are left out).
 * `--when covered,left,near` (what happens to a code on a poster).
 */

type Report = (line: Readonly<Record<string, unknown>>) => void;

const percent = (part: number, whole: number): number => rounded((100 * part) / Math.max(1, whole), 1);
const at = (values: readonly number[], part: number): number => {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
};

/** A thread's processor clock ticks every few milliseconds: a single frame reads 0 or 4, only the sum over many is true. */
const meanCpu = (seen: readonly Seen[]): number =>
  rounded(seen.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / Math.max(1, seen.length), 2);

export default async function bench(report: Report): Promise<void> {
  const { values } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string', default: 'hold,shake,frame,second,far,hidden,poster,foreign' },
      camera: { type: 'string', default: 'pinhole,phone' },
      scale: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      without: { type: 'string', default: '' },
      when: { type: 'string', default: WHENS.join() },
    },
  });
  const parts = new Set(values.only.split(','));
  const scale = Number(values.scale);
  const threads = startThreads<Trial, Seen[]>('./ar-thread.ts', availableParallelism());
  const without = values.without.split(',').filter(Boolean) as Fault[];
  const tryAll: TryAll = (count, trial) =>
    Promise.all(
      Array.from({ length: Math.max(1, Math.round(count * scale)) }, (_, seed) =>
        threads.ask({ ...trial(Number(values.from) + seed), without }),
      ),
    );
  try {
    for (const camera of values.camera.split(',') as Trial['camera'][]) {
      const line = (figure: string, value: number, reach: number | null, more: object = {}): void =>
        report({ bench: 'ar', camera, figure, value, reach, ...more });
      if (parts.has('hold')) await hold(tryAll, camera, line);
      if (parts.has('shake')) await shake(tryAll, camera, line);
      if (parts.has('frame')) await frames(tryAll, camera, line);
      if (parts.has('second')) await seconds(tryAll, camera, line);
      if (parts.has('far')) await far(tryAll, camera, line);
      if (parts.has('hidden')) await hidden(tryAll, camera, line);
      if (parts.has('poster')) await poster(tryAll, camera, line, values.when.split(',') as When[]);
      if (parts.has('foreign')) await foreign(tryAll, camera, line);
    }
  } finally {
    await threads.end();
  }
}

/** A trial as a figure names it; what is left out of the camera is the whole bench's. */
type Named = Trial extends infer One ? (One extends Trial ? Omit<One, 'without'> : never) : never;
type TryAll = (count: number, trial: (seed: number) => Named) => Promise<Seen[][]>;
type Line = (figure: string, value: number, reach: number | null, more?: object) => void;

async function hold(tryAll: TryAll, camera: Trial['camera'], line: Line): Promise<void> {
  for (const focalKnown of [true, false]) {
    const seen = (await tryAll(6, (seed) => ({ kind: 'hold', camera, seed, focalKnown }))).flat();
    const given = seen.filter(({ state }) => state !== 'searching');
    const name = focalKnown ? 'focal length known' : 'focal length learnt';
    const of = (key: keyof Seen & `${string}${'Deg' | 'Px'}`): number[] => given.map((one) => one[key]);
    line(`rotation error, hand-held, ${name}, median, °`, rounded(at(of('rotationDeg'), 0.5), 3), 0.05);
    line(`rotation error, hand-held, ${name}, p95, °`, rounded(at(of('rotationDeg'), 0.95), 3), 0.2);
    line(`wobble one code-width above, ${name}, median, px`, rounded(at(of('abovePx'), 0.5), 3), 0.2, {
      fromFrameToFrame: rounded(at(of('wobblePx'), 0.5), 3),
      onThePrint: rounded(at(of('printPx'), 0.5), 3),
      unbent: rounded(at(of('straightPx'), 0.5), 3),
    });
    line(`wobble one code-width above, ${name}, p95, px`, rounded(at(of('abovePx'), 0.95), 3), 0.5, {
      fromFrameToFrame: rounded(at(of('wobblePx'), 0.95), 3),
      onThePrint: rounded(at(of('printPx'), 0.95), 3),
      unbent: rounded(at(of('straightPx'), 0.95), 3),
    });
    line(
      `frames tracked after lock, hand-held, ${name}, %`,
      percent(seen.filter(({ state, right }) => state === 'locked' && right).length, seen.length),
      100,
      { frames: seen.length },
    );
    if (!focalKnown)
      line(
        'focal length error 0.5 s after lock, tilt ≥ 15°, median, %',
        rounded(
          100 *
            at(
              given.map(({ focalOff }) => Math.abs(focalOff)),
              0.5,
            ),
          2,
        ),
        0.4,
        {
          p95: rounded(
            100 *
              at(
                given.map(({ focalOff }) => Math.abs(focalOff)),
                0.95,
              ),
            2,
          ),
        },
      );
    if (focalKnown)
      line('processor time per tracked frame, mean, ms', meanCpu(seen), 2, { frames: seen.length });
  }
}

async function shake(tryAll: TryAll, camera: Trial['camera'], line: Line): Promise<void> {
  const all = await tryAll(5, (seed) => ({ kind: 'shake', camera, seed }));
  const during = all.flatMap((seen) => seen.filter(({ timeMs }) => timeMs > 500 && timeMs < 1500));
  line(
    'frames tracked during a violent shake, 22 px/frame, %',
    percent(during.filter(({ state, right }) => state === 'locked' && right).length, during.length),
    null,
    { lost: percent(during.filter(({ state }) => state === 'searching').length, during.length) },
  );
  const again = all.map((seen) => {
    const first = seen.find(({ timeMs, state, right }) => timeMs >= 1500 && state === 'locked' && right);
    return first ? first.timeMs - 1500 : Number.POSITIVE_INFINITY;
  });
  line('locked again after the shake, longest, ms', rounded(Math.max(...again), 0), 300);
  const calm = all.flatMap((seen) => seen.filter(({ timeMs }) => timeMs < 500 || timeMs >= 1800));
  line(
    'frames tracked before and 0.3 s after the shake, %',
    percent(calm.filter(({ state, right }) => state === 'locked' && right).length, calm.length),
    100,
  );
}

async function frames(tryAll: TryAll, camera: Trial['camera'], line: Line): Promise<void> {
  for (const [light, reach] of [
    ['good', 99],
    ['medium', 98],
    ['dim', 75],
  ] as const) {
    const seen = (await tryAll(60, (seed) => ({ kind: 'frame', camera, seed, light }))).flat();
    line(
      `acquired in a single frame, tilt ≤ 30°, ${light} light, %`,
      percent(seen.filter(({ right }) => right).length, seen.length),
      reach,
      {
        wrong: seen.filter(({ state, right }) => state === 'locked' && !right).length,
        cpuMs: meanCpu(seen),
      },
    );
  }
}

async function seconds(tryAll: TryAll, camera: Trial['camera'], line: Line): Promise<void> {
  for (const [tiltDeg, light, reach] of [
    [45, 'good', 95],
    [60, 'good', 75],
    [45, 'dim', null],
    [60, 'dim', null],
  ] as const) {
    const seen = (await tryAll(20, (seed) => ({ kind: 'second', camera, seed, tiltDeg, light }))).flat();
    const right = seen.filter((one) => one.right);
    line(`acquired within 1 s at ${tiltDeg}°, ${light} light, %`, percent(right.length, seen.length), reach, {
      inTheFirstFrame: percent(right.filter(({ timeMs }) => timeMs === 0).length, seen.length),
      wrong: seen.filter((one) => one.state === 'locked' && !one.right).length,
    });
  }
}

/** Small codes in the middle of the picture: the whole of it only, and as phones look at it. */
async function far(tryAll: TryAll, camera: Trial['camera'], line: Line): Promise<void> {
  for (const light of ['good', 'medium', 'dim'] as const)
    for (const part of [0.06, 0.08, 0.1, 0.13])
      for (const closely of [false, true]) {
        const all = await tryAll(12, (seed) => ({ kind: 'far', camera, seed, part, light, closely }));
        const firsts = all.map((seen) => seen.find(({ state }) => state !== 'searching'));
        const held = all.flatMap((seen) => seen.slice(15)).filter(({ state }) => state === 'locked');
        line(
          `acquired within 1 s, a symbol of ${100 * part} % of the picture's width, ${light} light, ${closely ? 'its middle in turns' : 'the whole picture'}, %`,
          percent(firsts.filter((first) => first?.right && first.timeMs < 1_000).length, all.length),
          null,
          {
            inTwoFrames: percent(
              firsts.filter((first) => first?.right && first.timeMs < 50).length,
              all.length,
            ),
            wrong: firsts.filter((first) => first && !first.right).length,
            rotationDegMedian: rounded(
              at(
                held.map(({ rotationDeg }) => rotationDeg),
                0.5,
              ),
              3,
            ),
          },
        );
      }
}

async function hidden(tryAll: TryAll, camera: Trial['camera'], line: Line): Promise<void> {
  const names = {
    finger: 'a finger over 30 %',
    edge: '40 % out of the frame',
    shadow: 'a hard shadow',
    glare: 'glare',
    gradient: 'light that fades by 80 %',
  };
  for (const by of COVERS) {
    const seen = (await tryAll(4, (seed) => ({ kind: 'hidden', camera, seed, by }))).flat();
    line(
      `frames tracked with ${names[by]}, %`,
      percent(seen.filter(({ state, right }) => state === 'locked' && right).length, seen.length),
      95,
      {
        rotationDegMedian: rounded(
          at(
            seen.map(({ rotationDeg }) => rotationDeg),
            0.5,
          ),
          3,
        ),
      },
    );
  }
}

async function poster(
  tryAll: TryAll,
  camera: Trial['camera'],
  line: Line,
  whens: readonly When[],
): Promise<void> {
  const names = {
    seen: 'a code of an eighth of its poster',
    covered: 'a hand over the whole code',
    left: 'the code out of the picture',
    near: 'a step nearer, the code out of the picture',
    far: 'the code at 4 to 6 % of the picture',
    gone: 'the poster out of the picture',
    other: 'another poster around the code',
  };
  for (const when of whens) {
    const both = (await tryAll(5, (seed) => ({ kind: 'poster', camera, seed, when }))).flat();
    for (const whole of [false, true]) {
      const seen = whole ? both : both.flatMap(({ alone }) => alone ?? []);
      const locked = seen.filter(({ state }) => state === 'locked');
      const of = (key: 'rotationDeg' | 'abovePx' | 'wobblePx', part: number): number =>
        rounded(
          at(
            locked.map((one) => one[key]),
            part,
          ),
          3,
        );
      line(
        `frames tracked, ${names[when]}, template of ${whole ? 'the poster' : 'the code'}, %`,
        percent(locked.filter(({ right }) => right).length, seen.length),
        when === 'gone' ? 0 : null,
        {
          wrong: locked.filter(({ right }) => !right).length,
          rotationDegMedian: of('rotationDeg', 0.5),
          p95: of('rotationDeg', 0.95),
          wobblePxMedian: of('abovePx', 0.5),
          fromFrameToFrame: of('wobblePx', 0.5),
          cpuMs: meanCpu(seen),
        },
      );
    }
  }
}

async function foreign(tryAll: TryAll, camera: Trial['camera'], line: Line): Promise<void> {
  const counts: Record<string, number> = {};
  let [frames, accepted] = [0, 0];
  for (const what of FOREIGN) {
    const share = what === 'sibling' ? 90 : what === 'stranger' ? 60 : what === 'texture' ? 50 : 25;
    const seen = (await tryAll(share, (seed) => ({ kind: 'foreign', camera, seed, what }))).flat();
    counts[what] = seen.filter(({ state }) => state !== 'searching').length;
    frames += seen.length;
    accepted += counts[what] ?? 0;
  }
  line('false accepts', accepted, 0, { frames, ...counts });
}
