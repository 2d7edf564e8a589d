/** The curve of sRGB, for a channel from 0 to 1. Source: IEC 61966-2-1. */

/** Linear light of an encoded value. */
export const toLinear = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** The encoded value of linear light. */
export const toSrgb = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
