import { expect, it } from 'vitest';
import { sha256 } from './sha256.ts';

it('agrees with the platform at every length around a block', async () => {
  for (const length of [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 5_000]) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    expect(sha256(bytes)).toBe([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
});
