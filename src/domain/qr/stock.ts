/**
 * Paper that codes are printed on: label sheets by their maker's number, posters, table tents, sheets to be cut, and
 * rolls. All lengths in mm, from the page's top left.
 *
 * Label sheets: size, margins and pitch as the label files of LibreOffice (`extras/source/labels/labels.xml`, makers
 * "Avery A4", "Avery Zweckform" and "Herma", in 1/100 mm) and gLabels (`templates/*-iso-templates.xml`) have them; a sheet
 * is in the table only where its grid also lies in the middle of its page to 0.2 mm, as die-cut sheets do. Avery L7120 and
 * Herma 10107 are in neither: size and number are the makers', the margins are those that users measured and printed with,
 * and both grids are centred to the tenth. Numbers under `also` have the same grid in other paper, glue or colour.
 */

export interface Size {
  width: number;
  height: number;
}

export interface LabelSheet {
  /** Maker and number as in a stored choice: `avery-3474`. */
  id: string;
  brand: 'Avery Zweckform' | 'Herma';
  number: string;
  also: readonly string[];
  page: Size;
  label: Size;
  columns: number;
  rows: number;
  /** Left and upper edge of the first label. */
  left: number;
  top: number;
  /** From one label's edge to the next one's. */
  pitchX: number;
  pitchY: number;
  round: boolean;
  /** Of the corners; 0 is square. */
  radius: number;
}

const A4: Size = { width: 210, height: 297 };

type Grid = readonly [
  columns: number,
  rows: number,
  width: number,
  height: number,
  left: number,
  top: number,
  pitchX: number,
  pitchY: number,
];

function sheet(
  brand: LabelSheet['brand'],
  numbers: readonly [string, ...string[]],
  grid: Grid,
  corners: number | 'round' = 0,
): LabelSheet {
  const [columns, rows, width, height, left, top, pitchX, pitchY] = grid;
  const [number, ...also] = numbers;
  return {
    id: `${brand === 'Herma' ? 'herma' : 'avery'}-${number.toLowerCase()}`,
    brand,
    number,
    also,
    page: A4,
    label: { width, height },
    columns,
    rows,
    left,
    top,
    pitchX,
    pitchY,
    round: corners === 'round',
    radius: corners === 'round' ? width / 2 : corners,
  };
}

const avery = (numbers: readonly [string, ...string[]], grid: Grid, corners?: number | 'round') =>
  sheet('Avery Zweckform', numbers, grid, corners);
const herma = (numbers: readonly [string, ...string[]], grid: Grid, corners?: number | 'round') =>
  sheet('Herma', numbers, grid, corners);

// A sheet without gaps and margins is cut through: its labels are an even part of the page.
const EIGHTH = 297 / 8;
const TENTH = 297 / 10;

/** The label sheets on offer, by maker, the smallest label last. */
export const LABEL_SHEETS: readonly LabelSheet[] = [
  avery(['L7165', 'J8165'], [2, 4, 99.06, 67.73, 4.67, 13.04, 101.6, 67.73], 2),
  avery(['3661'], [3, 4, 70, 67.7, 0, 13.1, 70, 67.7]),
  avery(['L7164', 'J8164'], [3, 4, 63.5, 71.97, 7.21, 4.57, 66.04, 71.97], 2),
  avery(['L4744', 'L6012', '4722'], [2, 5, 96, 50.8, 7.73, 21.5, 98.54, 50.8], 2),
  avery(['3416'], [3, 4, 60, 60, 8, 18, 67, 67], 'round'),
  avery(['L7163', 'L7063'], [2, 7, 99.06, 38.1, 4.67, 15.15, 101.6, 38.1], 2),
  avery(['L7161', 'J8161'], [3, 6, 63.5, 46.56, 7.21, 8.82, 66.04, 46.56], 2),
  avery(['L7160', 'L7060', 'J8160'], [3, 7, 63.5, 38.1, 7.2, 15.15, 66.04, 38.1], 2),
  avery(['3474', '3448', '3449', '3450', '3451'], [3, 8, 70, EIGHTH, 0, 0, 70, EIGHTH]),
  avery(['3475', '3490'], [3, 8, 70, 36, 0, 4.5, 70, 36]),
  avery(['4773', '3658', '6091'], [3, 8, 64.6, 33.8, 8.1, 13.3, 64.6, 33.8]),
  avery(['L7159'], [3, 8, 64, 33.86, 6.46, 13.06, 66.54, 33.86], 2),
  avery(['3415', 'L6112', '4790'], [4, 6, 40, 40, 16, 13.5, 46, 46], 'round'),
  avery(['L7120'], [5, 7, 35, 35, 7.5, 11, 40, 40], 2),
  avery(['3651'], [4, 10, 52.5, TENTH, 0, 0, 52.5, TENTH]),
  avery(['L7654', 'J8654'], [4, 10, 45.72, 25.4, 9.75, 21.5, 48.26, 25.4], 1.5),
  avery(['6121', '3666'], [5, 13, 38.1, 21.2, 9.75, 10.7, 38.1, 21.2]),
  avery(['L7651', 'L7051', 'J8651'], [5, 13, 38.1, 21.17, 4.67, 10.9, 40.64, 21.17], 2),
  herma(['4478'], [2, 3, 85, 85, 15, 11, 95, 95], 'round'),
  herma(['4269'], [2, 4, 99.06, 67.73, 4.67, 13.03, 101.6, 67.73], 2),
  herma(['4349', '10307', '10013'], [2, 5, 96, 50.8, 7.73, 21.5, 98.54, 50.8], 2),
  herma(['4477'], [3, 4, 60, 60, 8, 18, 67, 67], 'round'),
  herma(['4265'], [3, 6, 63.5, 46.56, 7.21, 8.82, 66.04, 46.56], 2),
  herma(['4464', '4390', '4615'], [3, 8, 70, EIGHTH, 0, 0, 70, EIGHTH]),
  herma(['4453', '4360', '4414'], [3, 8, 70, 36, 0, 4.5, 70, 36]),
  herma(['4262', '4227'], [3, 8, 64.6, 33.87, 8.1, 13.03, 64.6, 33.87]),
  herma(['4614', '4389'], [3, 8, 66, 33.87, 6, 13.03, 66, 33.87]),
  herma(['4476', '4234'], [4, 6, 40, 40, 16, 13.5, 46, 46], 'round'),
  herma(['4387'], [6, 8, 30, 30, 8.65, 19.61, 32.54, 32.54], 'round'),
  herma(['4610', '4461', '4392'], [4, 10, 52.5, TENTH, 0, 0, 52.5, TENTH]),
  herma(['10107'], [6, 11, 25.4, 25.4, 16.1, 8.8, 30.48, 25.4], 2),
];

export const findLabelSheet = (id: string): LabelSheet | undefined =>
  LABEL_SHEETS.find((one) => one.id === id);

/** ISO 216, upright. */
export const PAPERS = {
  a2: { width: 420, height: 594 },
  a3: { width: 297, height: 420 },
  a4: A4,
  a5: { width: 148, height: 210 },
  a6: { width: 105, height: 148 },
} as const satisfies Record<string, Size>;
export type Paper = keyof typeof PAPERS;

/**
 * Table tents out of one sheet, upright. `panels` from top to bottom: `back` is printed upside down, so that it stands
 * upright once folded; `foot` is left blank and glued or slid under.
 */
export const TENTS = {
  /** An A4 sheet folded once: two sides of A5 lying down. */
  a4: {
    page: A4,
    panels: [
      { side: 'back', height: 148.5 },
      { side: 'front', height: 148.5 },
    ],
  },
  /** An A5 sheet folded once: two sides of A6 lying down. */
  a5: {
    page: PAPERS.a5,
    panels: [
      { side: 'back', height: 105 },
      { side: 'front', height: 105 },
    ],
  },
  /** An A4 sheet folded twice: two sides, and a foot that closes the triangle. */
  triangle: {
    page: A4,
    panels: [
      { side: 'back', height: 110 },
      { side: 'front', height: 110 },
      { side: 'foot', height: 77 },
    ],
  },
} as const satisfies Record<
  string,
  { page: Size; panels: readonly { side: 'back' | 'front' | 'foot'; height: number }[] }
>;
export type Tent = keyof typeof TENTS;
