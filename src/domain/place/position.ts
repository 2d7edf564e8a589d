/** Positions as people type, paste and read them. WGS 84, degrees; south and west are negative. */
export interface Position {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** Six decimals are about 0.1 m: as exact as a hand on a map. */
const round = (degrees: number): number => Number(degrees.toFixed(6));

/** Metres of one degree of latitude, on the mean sphere (6 371 008.8 m). */
export const METRES_PER_DEGREE = (Math.PI * 6_371_008.8) / 180;

/**
 * Reads `53.8655, 10.6866`, `53,8655 10,6866`, `N 53° 51.93' E 10° 41.196'`, `53°51'55.8"N 10°41'11.8"E`
 * (also with `O` for east, as in German). Latitude comes first unless the letters say otherwise. Null when it
 * is no position or lies outside the globe.
 */
export function parsePosition(entry: string): Position | null {
  const text = entry
    .trim()
    .toUpperCase()
    .replace(/[−–]/g, '-')
    .replace(/[′’‘`´]/g, "'")
    .replace(/[″“”„]|''/g, '"');
  if (text.length > 100) return null;
  return parseDecimal(text) ?? parseDegrees(text);
}

function parseDecimal(text: string): Position | null {
  const number = String.raw`([+-]?\d{1,3}(?:\.\d+)?)`;
  const comma = String.raw`([+-]?\d{1,3},\d+)`;
  const found =
    new RegExp(String.raw`^\(?${number}°?\s*[,;\s]\s*${number}°?\)?$`).exec(text) ??
    new RegExp(String.raw`^\(?${comma}°?\s*[,;\s]\s*${comma}°?\)?$`).exec(text);
  return found ? within(toNumber(found[1]), toNumber(found[2])) : null;
}

const angle =
  /(?:([NSEWO])\s*)?([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*'\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*"\s*)?([NSEWO])?/y;

function parseDegrees(text: string): Position | null {
  const first = readAngle(text, 0);
  if (!first) return null;
  const gap = /[\s,;/]*/y;
  gap.lastIndex = first.end;
  gap.exec(text);
  const second = readAngle(text, gap.lastIndex);
  if (!second || text.slice(second.end).trim() !== '') return null;
  const isLongitude = (letter: string): boolean => 'EWO'.includes(letter);
  if (!first.letter || !second.letter || isLongitude(first.letter) === isLongitude(second.letter))
    return null;
  return isLongitude(first.letter)
    ? within(second.degrees, first.degrees)
    : within(first.degrees, second.degrees);
}

function readAngle(text: string, at: number): { degrees: number; letter: string; end: number } | null {
  angle.lastIndex = at;
  const found = angle.exec(text);
  if (!found?.[2]) return null;
  let end = angle.lastIndex;
  let after = found[5];
  // "N 53.8 E 10.6": the letter behind the first angle belongs to the second one.
  if (found[1] && after) {
    end -= after.length;
    after = undefined;
  }
  const letter = found[1] ?? after ?? '';
  const [whole, minutes, seconds] = [found[2], found[3] ?? '0', found[4] ?? '0'].map(toNumber);
  if (whole === undefined || minutes === undefined || seconds === undefined || minutes >= 60 || seconds >= 60)
    return null;
  const size = Math.abs(whole) + minutes / 60 + seconds / 3_600;
  const negative = whole < 0 || 'SW'.includes(letter || '-');
  return { degrees: negative ? -size : size, letter, end };
}

const toNumber = (text: string | undefined): number => Number((text ?? '').replace(',', '.'));

function within(latitudeDeg: number, longitudeDeg: number): Position | null {
  if (!(Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 180)) return null;
  return { latitudeDeg: round(latitudeDeg), longitudeDeg: round(longitudeDeg) };
}

/** `53.86550, 10.68660`: what `parsePosition` reads, and what can be pasted into any map. */
export const formatPosition = ({ latitudeDeg, longitudeDeg }: Position): string =>
  `${latitudeDeg.toFixed(5)}, ${longitudeDeg.toFixed(5)}`;

/** The position moved by metres north and east; held on the globe, longitudes wrap at the antimeridian. */
export function moveByMetres(from: Position, northM: number, eastM: number): Position {
  const latitudeDeg = Math.max(-90, Math.min(90, from.latitudeDeg + northM / METRES_PER_DEGREE));
  const shrink = Math.max(0.01, Math.cos((latitudeDeg * Math.PI) / 180));
  const longitudeDeg = from.longitudeDeg + eastM / (METRES_PER_DEGREE * shrink);
  return {
    latitudeDeg: round(latitudeDeg),
    longitudeDeg: round(((((longitudeDeg + 180) % 360) + 360) % 360) - 180),
  };
}

/** Metres between two positions along the sphere (haversine). */
export function distanceM(a: Position, b: Position): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const halfLat = Math.sin(radians(b.latitudeDeg - a.latitudeDeg) / 2);
  const halfLng = Math.sin(radians(b.longitudeDeg - a.longitudeDeg) / 2);
  const h = halfLat ** 2 + Math.cos(radians(a.latitudeDeg)) * Math.cos(radians(b.latitudeDeg)) * halfLng ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)));
}
