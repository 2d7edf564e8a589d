import { expect, it } from 'vitest';
import { extensionsOf, headBytes, needsMeshopt } from './glb.ts';

function glb(json: string, { magic = 0x46546c67, version = 2, length = json.length } = {}): ArrayBuffer {
  const bytes = new ArrayBuffer(20 + json.length);
  const view = new DataView(bytes);
  view.setUint32(0, magic, true);
  view.setUint32(4, version, true);
  view.setUint32(8, bytes.byteLength, true);
  view.setUint32(12, length, true);
  view.setUint32(16, 0x4e4f534a, true);
  new Uint8Array(bytes, 20).set(new TextEncoder().encode(json));
  return bytes;
}

it('reads the extensions of a file', () => {
  const used = extensionsOf(glb('{"extensionsUsed":["EXT_texture_webp","EXT_meshopt_compression"]}'));
  expect(used).toEqual(['EXT_texture_webp', 'EXT_meshopt_compression']);
  expect(needsMeshopt(used)).toBe(true);
});

it('needs no decoder for a plain file', () => {
  expect(needsMeshopt(extensionsOf(glb('{"asset":{"version":"2.0"}}')))).toBe(false);
});

it('knows how long the head is once the first bytes are there', () => {
  const whole = glb('{"asset":{"version":"2.0"}}');
  expect(headBytes(whole)).toBe(whole.byteLength);
  expect(headBytes(whole.slice(0, 20))).toBe(whole.byteLength);
  expect(headBytes(whole.slice(0, 19))).toBe(Number.POSITIVE_INFINITY);
});

it.each([
  ['other bytes', glb('{}', { magic: 1 })],
  ['another version', glb('{}', { version: 1 })],
  ['a chunk longer than the file', glb('{}', { length: 900 })],
  ['nothing', new ArrayBuffer(0)],
])('refuses %s', (_name, bytes) => {
  expect(() => extensionsOf(bytes)).toThrow('not a GLB file');
});
