import { expect, it } from 'vitest';
import { addColour, addPalette, namePalette, removeColour, removePalette, setColour } from './palette.ts';
import { emptyPaletteBook } from './style-library.ts';
import { PALETTE_LIMITS, paletteBookSchema } from './style-library-schema.ts';

const id = 'pal_0000000000000000';
const house = addPalette({ id, name: 'House', colours: [] })(emptyPaletteBook);
const moss = { name: 'Moss', hex: '#20504a' };

it('takes, changes and drops colours', () => {
  const two = addColour(id, { name: '', hex: '#a82c15' })(addColour(id, moss)(house));
  const named = setColour(id, 1, { name: 'Blaze' })(namePalette(id, 'Brand')(two));
  expect(named.palettes).toEqual([{ id, name: 'Brand', colours: [moss, { name: 'Blaze', hex: '#a82c15' }] }]);
  expect(removeColour(id, 0)(named).palettes[0]?.colours).toEqual([{ name: 'Blaze', hex: '#a82c15' }]);
  expect(removePalette(id)(named)).toEqual(emptyPaletteBook);
  expect(removePalette('pal_1111111111111111')(named)).toBe(named);
});

it('stays within its limits', () => {
  let book = house;
  for (let n = 0; n < 30; n++) book = addColour(id, moss)(book);
  for (let n = 0; n < 20; n++) book = addPalette({ id, name: 'x', colours: [] })(book);
  book = namePalette(id, 'y'.repeat(90))(book);
  expect(book.palettes).toHaveLength(PALETTE_LIMITS.palettes);
  expect(book.palettes[0]?.colours).toHaveLength(PALETTE_LIMITS.colours);
  expect(paletteBookSchema.safeParse(book).success).toBe(true);
});
