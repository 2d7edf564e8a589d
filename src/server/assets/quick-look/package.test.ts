import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { packUsdz, stampStand, standPlace } from './package.ts';

const files = (layer: string) => [
  { name: 'model.usda', bytes: Buffer.from(layer) },
  ...[0, 1, 17, 61, 64, 4_000].map((length, index) => ({
    name: `pictures/p${index}.png`,
    bytes: Buffer.alloc(length, index + 1),
  })),
];

/** Entries as a reader finds them: by the directory at the end, and by what stands before the data itself. */
function read(zip: Buffer) {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const local = zip.readUInt32LE(at + 42);
    const [nameLength, size] = [zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 24)];
    const name = zip.toString('latin1', at + 46, at + 46 + nameLength);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + size);
    expect(zip.readUInt32LE(local)).toBe(0x04034b50);
    expect(zip.toString('latin1', local + 30, local + 30 + nameLength)).toBe(name);
    expect([zip.readUInt16LE(local + 8), zip.readUInt16LE(at + 10)]).toEqual([0, 0]);
    expect([zip.readUInt32LE(local + 14), zip.readUInt32LE(at + 16)]).toEqual([crc32(bytes), crc32(bytes)]);
    expect(zip.readUInt32LE(local + 18)).toBe(size);
    at += 46 + nameLength;
    return { name, start, bytes };
  });
}

it('keeps every file as it is, in order, at a multiple of 64 bytes', () => {
  for (let length = 0; length < 70; length++) {
    const given = files('#'.repeat(length));
    const found = read(packUsdz(given));
    expect(found.map(({ name }) => name)).toEqual(given.map(({ name }) => name));
    expect(found.filter(({ start }) => start % 64 !== 0)).toEqual([]);
    found.forEach(({ bytes }, index) => {
      expect(bytes.equals(given[index]?.bytes ?? Buffer.alloc(1))).toBe(true);
    });
  }
});

it('makes the same bytes of the same files', () => {
  expect(packUsdz(files('x')).equals(packUsdz(files('x')))).toBe(true);
});

it('stamps size and turn into the first matrix alone, and keeps the sums right', () => {
  const usdz = packUsdz(files(`#usda 1.0\n${standPlace}\nmatrix4d xformOp:transform = ((9))\n`));
  const stamped = stampStand(usdz, { metres: 12.5, turnDeg: 90 });
  const [layer, ...rest] = read(stamped);
  expect(stamped).toHaveLength(usdz.length);
  expect(rest.map(({ bytes }) => bytes)).toEqual(
    read(usdz)
      .slice(1)
      .map(({ bytes }) => bytes),
  );
  const [, stand = '', other] = layer?.bytes.toString().split('\n') ?? [];
  expect(other).toBe('matrix4d xformOp:transform = ((9))');
  const numbers = stand.match(/-?[\d.]+(?=[,)])/g)?.map(Number) ?? [];
  // A quarter turn to the left: x goes to the back, z to the right.
  const wanted = [0, 0, -12.5, 0, 0, 12.5, 0, 0, 12.5, 0, 0, 0, 0, 0, 0, 1];
  expect(numbers).toHaveLength(16);
  for (const [at, value] of numbers.entries()) expect(value).toBeCloseTo(wanted[at] ?? Number.NaN, 6);
  expect(() => stampStand(packUsdz(files('#usda 1.0\n')), { metres: 1, turnDeg: 0 })).toThrow(RangeError);
});
