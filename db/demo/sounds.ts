/** The demo's sounds, made of sines and noise: nothing is taken from anywhere, and the same source gives the same bytes. */
import { seeded } from '#domain/qr/sample.ts';

export type DemoSound = 'tick' | 'bell';

/** A WAV file, mono, 8 or 16 bits (RIFF WAVE, PCM). `samples` lie in −1 … 1. */
function wav(samples: Float32Array, perSecond: number, bits: 8 | 16): Uint8Array {
  const bytes = bits / 8;
  const file = Buffer.alloc(44 + samples.length * bytes);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(perSecond, 24);
  file.writeUInt32LE(perSecond * bytes, 28);
  file.writeUInt16LE(bytes, 32);
  file.writeUInt16LE(bits, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length * bytes, 40);
  for (const [at, value] of samples.entries()) {
    if (bits === 8) file.writeUInt8(Math.round(128 + 127 * value), 44 + at);
    else file.writeInt16LE(Math.round(32_767 * value), 44 + at * 2);
  }
  return file;
}

/** One run of the clockwork: a tick at every swing of its pendulum, tick and tock in turn, softer towards the end. */
function tick(): Uint8Array {
  const perSecond = 8_000;
  const seconds = 12;
  const swings = 16;
  const random = seeded(1967);
  const samples = new Float32Array(seconds * perSecond);
  for (let swing = 0; swing < swings; swing += 1) {
    const from = Math.round(((swing + 0.5) / swings) * samples.length);
    const pitch = swing % 2 === 0 ? 2_350 : 1_900;
    const loud = 0.8 * (1 - 0.4 * (swing / swings));
    for (let n = 0; n < 0.06 * perSecond; n += 1) {
      const s = n / perSecond;
      const wood = Math.sin(2 * Math.PI * 420 * s) * Math.exp(-s * 70) * 0.5;
      const brass = Math.sin(2 * Math.PI * pitch * s) * Math.exp(-s * 160) * 0.5;
      const click = (random() * 2 - 1) * Math.exp(-s * 700) * 0.7;
      samples[from + n] = loud * Math.max(-1, Math.min(1, wood + brass + click));
    }
  }
  return wav(samples, perSecond, 8);
}

/** One stroke of a small bell: partials of a bell's own, inharmonic kind, each dying at its own pace. */
function bell(): Uint8Array {
  const perSecond = 16_000;
  const samples = new Float32Array(1.6 * perSecond);
  const partials = [
    [880, 0.32, 3],
    [1_056, 0.2, 4],
    [1_760, 0.26, 4.5],
    [2_640, 0.16, 7],
    [3_590, 0.1, 10],
  ] as const;
  for (let n = 0; n < samples.length; n += 1) {
    const s = n / perSecond;
    const ring = partials.reduce(
      (sum, [pitch, loud, dies]) => sum + loud * Math.sin(2 * Math.PI * pitch * s) * Math.exp(-s * dies),
      0,
    );
    // A short way in keeps the loudspeaker from a crack, one out keeps the end from one.
    samples[n] = 0.85 * ring * Math.min(1, s / 0.004) * Math.min(1, (1.6 - s) / 0.1);
  }
  return wav(samples, perSecond, 16);
}

export const buildSounds = (): Record<DemoSound, Uint8Array> => ({ tick: tick(), bell: bell() });
