import { describe, expect, test } from 'vitest';
import { readEntry } from './read-entry.ts';

const hosts = ['wgmrk.eu', '192.168.1.4:4321'];

describe('what a code holds', () => {
  test.each([
    'HTTPS://WGMRK.EU/Q/7KQ2M0',
    'https://wgmrk.eu/q/7kq2m0/',
    'http://192.168.1.4:4321/Q/7KQ2MO',
    ' HTTPS://WGMRK.EU/Q/7KQ2M0 ',
  ])('%j is our own', (text) => {
    expect(readEntry(text, hosts)).toEqual({ kind: 'own', letters: '7KQ2M0' });
  });

  test.each([
    ['https://example.org/Q/7KQ2M0', 'example.org', true],
    ['http://wgmrk.eu.example.org/Q/7KQ2M0', 'wgmrk.eu.example.org', false],
    ['https://wgmrk.eu@example.org/Q/7KQ2M0', 'example.org', true],
    ['https://wgmrk.eu:8443/Q/7KQ2M0', 'wgmrk.eu:8443', true],
    ['https://wgmrk.eu/studio', 'wgmrk.eu', true],
    ['https://wgmrk.eu/Q/7KQ2MU', 'wgmrk.eu', true],
    ['https://münchen.example/', 'xn--mnchen-3ya.example', true],
  ])('%s is foreign and shows its real host', (text, host, secure) => {
    expect(readEntry(text, hosts)).toMatchObject({ kind: 'web', host, secure });
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript://wgmrk.eu/%0aalert(1)',
    'data:text/html,<script>1</script>',
    'intent://scan#Intent;end',
    'WIFI:S:net;;',
    'tel:+49',
    'https://',
    'https://a b.example/',
    '7KQ2M0',
    '',
  ])('%j is only text', (text) => {
    expect(readEntry(text, hosts).kind).toBe('text');
  });
});

describe('what a person types', () => {
  test.each(['7KQ2M0', '7kq2mo', ' 7kq 2mo ', '7KQ-2M0', 'wgmrk.eu/Q/7KQ2M0', 'https://wgmrk.eu/q/7kq2m0'])(
    '%j is our code',
    (text) => {
      expect(readEntry(text, hosts, true)).toEqual({ kind: 'own', letters: '7KQ2M0' });
    },
  );
  test.each(['7KQ2M', 'hello there', 'javascript:1'])('%j is no code', (text) => {
    expect(readEntry(text, hosts, true).kind).toBe('text');
  });
});
