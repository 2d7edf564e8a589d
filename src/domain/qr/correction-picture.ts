import { codewordMap, unusedCorrection } from './codewords.ts';
import type { StyleDocument } from './model.ts';
import { outline, SHARP } from './outline.ts';
import type { PathData } from './path.ts';
import { coveredModules } from './shapes.ts';
import { symbol } from './symbol.ts';

/** One Reed–Solomon block on the picture. Paths in modules, the symbol's top left at (0, 0); fill rule: non-zero. */
export interface BlockPicture {
  /** Unused correction, 0–1; below 0 the block cannot be read. */
  unused: number;
  /** Codewords lost under the logo, and how many the block can correct. */
  lost: number;
  correctable: number;
  /** The modules of its codewords. */
  all: PathData;
  /** The modules of its lost codewords, also those beside the plate: a codeword is lost as a whole. */
  gone: PathData;
}

/** Which block of a styled code loses what: for a picture of the correction that is left. */
export function correctionPicture(style: StyleDocument, payload: string): BlockPicture[] {
  const code = symbol(payload, style.errorCorrection);
  const { size } = code;
  const map = codewordMap(code);
  const covered = style.logo ? coveredModules(size, style.logo) : new Uint8Array(size * size);
  const { blocks, errors, lost } = unusedCorrection(map, covered);
  return blocks.map((unused, block) => {
    const drawn = (isShown: (codeword: number) => boolean) =>
      outline(
        Uint8Array.from(map.codewordOf, (codeword) =>
          codeword >= 0 && map.blockOf[codeword] === block && isShown(codeword) ? 1 : 0,
        ),
        size,
        SHARP,
      );
    return {
      unused,
      lost: errors[block] ?? 0,
      correctable: map.correctable,
      all: drawn(() => true),
      gone: drawn((codeword) => lost[codeword] === 1),
    };
  });
}
