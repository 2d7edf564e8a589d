import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dnsLabelLength } from './punycode.ts';

test.each([
  ['hafen', 5],
  ['münchen', 'xn--mnchen-3ya'.length],
  ['bücher', 'xn--bcher-kva'.length],
  ['日本', 'xn--wgv71a'.length],
  // RFC 3492 §7.1 (A), Arabic
  ['ليهمابتكلموشعربي؟', 'xn--egbpdaj6bu4bxfgehfvwxn'.length],
])('%s takes %i characters', (label, length) => {
  expect(dnsLabelLength(label)).toBe(length);
});

test('agrees with the platform on letters that it does not map', () => {
  const label = fc.array(fc.constantFrom(...'abcäöüéабв日本語点'), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(label, (letters) => {
      const name = letters.join('');
      expect(dnsLabelLength(name)).toBe(domainToASCII(`${name}.de`).length - '.de'.length);
    }),
  );
});
