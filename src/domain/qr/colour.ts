import { toLinear as linearOf } from '#domain/shared/srgb.ts';
import type { Paint } from './model.ts';

/** A colour as red, green, blue in 0–255. `hex` must be `#rrggbb`. */
export function rgb(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function hex(red: number, green: number, blue: number): string {
  const value = (clampByte(red) << 16) | (clampByte(green) << 8) | clampByte(blue);
  return `#${value.toString(16).padStart(6, '0')}`;
}

const clampByte = (value: number) => Math.max(0, Math.min(255, Math.round(value)));

/** One sRGB channel (0–255) in linear light, 0–1. */
export const toLinear: Float64Array = Float64Array.from({ length: 256 }, (_, byte) => linearOf(byte / 255));

/** Relative luminance 0–1 of `#rrggbb` (WCAG 2.2, and what a camera's luma follows in linear light). */
export function luminance(colour: string): number {
  const [red, green, blue] = rgb(colour);
  return 0.2126 * (toLinear[red] ?? 0) + 0.7152 * (toLinear[green] ?? 0) + 0.0722 * (toLinear[blue] ?? 0);
}

/** WCAG contrast ratio, 1–21. */
export function contrast(one: string, other: string): number {
  const a = luminance(one);
  const b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Colours at the stops of a paint. Luminance is convex along a gradient, so the lightest point is always a stop. */
export function coloursOf(paint: Paint): string[] {
  return paint.kind === 'solid' ? [paint.colour] : paint.stops.map((stop) => stop.colour);
}

/** The same hue mixed towards black (`towards` '#000000') or white until `ratio` against `ground` is reached. */
export function mixUntil(colour: string, ground: string, ratio: number, towards: string): string {
  const from = rgb(colour);
  const to = rgb(towards);
  for (let step = 0; step <= 40; step++) {
    const part = step / 40;
    const mixed = hex(
      from[0] + (to[0] - from[0]) * part,
      from[1] + (to[1] - from[1]) * part,
      from[2] + (to[2] - from[2]) * part,
    );
    if (contrast(mixed, ground) >= ratio) return mixed;
  }
  return towards;
}
