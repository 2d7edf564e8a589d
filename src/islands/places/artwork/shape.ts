import type { SymbolPlace } from './find-symbol.ts';

/** The place of a code in a picture whose height is `aspect` times its width. */
export interface Shape extends SymbolPlace {
  readonly aspect: number;
}

const LEAST = 0.01;

/** A frame to begin with where no code was found. */
export const inTheMiddle = (aspect: number): Shape => ({
  x: 0.5,
  y: aspect / 2,
  size: 0.2,
  turnDeg: 0,
  aspect,
});

export const moved = (shape: Shape, x: number, y: number): Shape => ({
  ...shape,
  x: shape.x + x,
  y: shape.y + y,
});

/** With its lower right corner pulled to a place. */
export function sized(shape: Shape, x: number, y: number): Shape {
  const [along, down] = [x - shape.x, y - shape.y];
  const turn = (Math.atan2(down, along) * 180) / Math.PI - 45;
  return {
    ...shape,
    size: Math.hypot(along, down) * Math.SQRT2,
    // A hand that only sizes does not mean half a degree.
    turnDeg: Math.abs(turn - shape.turnDeg) < 1 ? shape.turnDeg : turn,
  };
}

/** The nearest place that lies in the picture as a whole, in hundredths of a thousandth of its width. */
export function within({ aspect, ...shape }: Shape): SymbolPlace {
  const turnDeg = ((((shape.turnDeg + 180) % 360) + 360) % 360) - 180;
  const angle = (turnDeg * Math.PI) / 180;
  // Half of the turned symbol's own width.
  const reach = (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle))) / 2;
  const size = Math.min(Math.max(LEAST, shape.size), Math.min(1, aspect) / (2 * reach));
  const inside = (value: number, length: number) =>
    Math.min(Math.max(value, size * reach), length - size * reach);
  const rounded = (value: number, digits = 5) => Number(value.toFixed(digits));
  return {
    x: rounded(inside(shape.x, 1)),
    y: rounded(inside(shape.y, aspect)),
    size: rounded(size),
    turnDeg: rounded(turnDeg, 2),
  };
}
