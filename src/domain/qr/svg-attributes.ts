import { hex, rgb } from './colour.ts';

/** The attributes of a tag, with the declarations of its `style` over them. */
export function readAttributes(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    found.set(match[1] ?? '', match[2] ?? match[3] ?? '');
  }
  for (const declaration of (found.get('style') ?? '').split(';')) {
    const at = declaration.indexOf(':');
    if (at > 0) found.set(declaration.slice(0, at).trim(), declaration.slice(at + 1).trim());
  }
  return found;
}

// The sixteen colour names of HTML 4; other names are rare in logo files and refused with their value named.
const NAMES: Record<string, string> = {
  black: '#000000',
  silver: '#c0c0c0',
  gray: '#808080',
  grey: '#808080',
  white: '#ffffff',
  maroon: '#800000',
  red: '#ff0000',
  purple: '#800080',
  fuchsia: '#ff00ff',
  green: '#008000',
  lime: '#00ff00',
  olive: '#808000',
  yellow: '#ffff00',
  navy: '#000080',
  blue: '#0000ff',
  teal: '#008080',
  aqua: '#00ffff',
  orange: '#ffa500',
  currentcolor: '#000000',
};

/** A colour as `#rrggbb`, `none`, or `unknown` for what we do not read. */
export function readColour(value: string): string {
  const text = value.trim().toLowerCase();
  if (text === 'none' || text === 'transparent') return 'none';
  if (/^#[0-9a-f]{6}$/.test(text)) return text;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (short) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`;
  const parts = /^rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)$/.exec(text);
  if (parts) return hex(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return NAMES[text] ?? 'unknown';
}

/** An opacity, 0–1; 1 where it is not said or not read. */
export function readOpacity(value: string | undefined): number {
  const number = Number.parseFloat(value ?? '1') * (value?.trim().endsWith('%') ? 0.01 : 1);
  return Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : 1;
}

/** What a see-through colour looks like on the white plate that logos lie on. */
export function onWhite(colour: string, opacity: number): string {
  if (opacity >= 1) return colour;
  const [red, green, blue] = rgb(colour);
  const mix = (value: number) => 255 + (value - 255) * opacity;
  return hex(mix(red), mix(green), mix(blue));
}
