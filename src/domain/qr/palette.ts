/** Edits of a workspace's palettes; the same book comes back when nothing changes. */
import type { NamedColour, Palette, PaletteBook } from './style-library.ts';
import { PALETTE_LIMITS } from './style-library-schema.ts';

export type PaletteEdit = (book: PaletteBook) => PaletteBook;

const onPalette =
  (id: string, change: (palette: Palette) => Palette): PaletteEdit =>
  (book) => ({ ...book, palettes: book.palettes.map((one) => (one.id === id ? change(one) : one)) });

export const addPalette =
  (palette: Palette): PaletteEdit =>
  (book) =>
    book.palettes.length >= PALETTE_LIMITS.palettes
      ? book
      : { ...book, palettes: [...book.palettes, palette] };

export const removePalette =
  (id: string): PaletteEdit =>
  (book) =>
    book.palettes.some((one) => one.id === id)
      ? { ...book, palettes: book.palettes.filter((one) => one.id !== id) }
      : book;

export const namePalette = (id: string, name: string): PaletteEdit =>
  onPalette(id, (palette) => ({ ...palette, name: name.slice(0, PALETTE_LIMITS.nameChars) }));

export const addColour = (id: string, colour: NamedColour): PaletteEdit =>
  onPalette(id, (palette) =>
    palette.colours.length >= PALETTE_LIMITS.colours
      ? palette
      : { ...palette, colours: [...palette.colours, colour] },
  );

export const setColour = (id: string, at: number, change: Partial<NamedColour>): PaletteEdit =>
  onPalette(id, (palette) => ({
    ...palette,
    colours: palette.colours.map((colour, index) => (index === at ? { ...colour, ...change } : colour)),
  }));

export const removeColour = (id: string, at: number): PaletteEdit =>
  onPalette(id, (palette) => ({ ...palette, colours: palette.colours.filter((_, index) => index !== at) }));
