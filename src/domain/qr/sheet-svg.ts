import type { Shape } from './artwork.ts';
import type { PageDrawing } from './sheet-pages.ts';
import { toSvg } from './svg.ts';

const number = (value: number) => String(Math.round(value * 10_000) / 10_000);

/**
 * A page as SVG in mm, for a preview on screen: what is drawn twice is kept once. Ids begin with `idPrefix`, so that
 * several pages can stand in one document. `images` as in `toSvg`.
 */
export function pageSvg(
  { frame, nodes }: PageDrawing,
  options: { idPrefix: string; images?: ReadonlyMap<string, string> },
): string {
  const kept = new Map<readonly Shape[], string>();
  const definitions: string[] = [];
  const idOf = (shapes: readonly Shape[]): string => {
    let id = kept.get(shapes);
    if (!id) {
      id = `${options.idPrefix}-${kept.size}`;
      kept.set(shapes, id);
      const whole = toSvg(
        {
          width: 1,
          height: 1,
          shapes: [...shapes],
          symbol: { x: 0, y: 0, size: 1 },
          plate: { x: 0, y: 0, size: 1, colour: '#ffffff' },
          missingGlyphs: [],
        },
        { idPrefix: id, ...(options.images ? { images: options.images } : {}) },
      );
      definitions.push(`<g id="${id}">${whole.slice(whole.indexOf('>') + 1, -'</svg>'.length)}</g>`);
    }
    return id;
  };
  const body = nodes
    .map(({ shapes, x, y, scale, turned }) => {
      const [s, id] = [turned ? -scale : scale, idOf(shapes)];
      return `<use href="#${id}" transform="matrix(${number(s)} 0 0 ${number(s)} ${number(x)} ${number(y)})"/>`;
    })
    .join('');
  const { width, height } = frame.page;
  const size = `width="${number(width)}mm" height="${number(height)}mm"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" ${size}><rect width="${number(width)}" height="${number(height)}" fill="#ffffff"/><defs>${definitions.join('')}</defs>${body}</svg>`;
}
