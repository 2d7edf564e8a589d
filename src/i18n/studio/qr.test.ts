import { describe, expect, it } from 'vitest';
import { FAMILIES } from '#domain/qr/captures.ts';
import { FRAME_KINDS } from '#domain/qr/frames/kinds.ts';
import { FINDING_CODES } from '#domain/qr/model.ts';
import { eyeShapes, moduleShapes, notOffered } from '#domain/qr/options.ts';
import { PROOF_FAMILIES } from '#domain/qr/proof-captures.ts';
import { qrTexts } from './qr.ts';

describe('the texts of QR styles', () => {
  const keys = [
    ...FINDING_CODES,
    ...[...FAMILIES, ...PROOF_FAMILIES].map((family) => `family.${family}`),
    ...[...moduleShapes, ...eyeShapes].flatMap((option) => (option.why ? [`why.${option.why}`] : [])),
    ...notOffered.map((option) => `why.${option.why}`),
    ...moduleShapes.map((option) => `shape.${option.value}`),
    ...eyeShapes.map((option) => `eye.${option.value}`),
    ...FRAME_KINDS.map((kind) => `frame.${kind}`),
  ];
  const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map((match) => match[0]).sort();

  it('exist for every key in both languages, with the same placeholders', () => {
    const { en, de } = qrTexts as { en: Record<string, string>; de: Record<string, string> };
    for (const key of new Set([...keys, ...Object.keys(en), ...Object.keys(de)])) {
      expect(en[key], key).toBeTruthy();
      expect(de[key], key).toBeTruthy();
      expect(placeholders(de[key] ?? ''), key).toEqual(placeholders(en[key] ?? ''));
    }
  });
});
