import PDFDocument from 'pdfkit';
import type { Fill, Shape } from '#domain/qr/artwork.ts';
import { eachOp, OP, type PathData } from '#domain/qr/path.ts';
import type { Sheet } from '#domain/qr/sheet.ts';
import type { PageDrawing } from '#domain/qr/sheet-pages.ts';
import type { LogoImage } from './images.ts';

const POINTS_PER_MM = 72 / 25.4;

export interface PdfOptions {
  title: string;
  /** Black and greys as tints of black ink alone (DeviceCMYK 0 0 0 k), so that no press mixes them of four inks. */
  pureBlack?: boolean;
}

/** A page as PDF, with `further` ones behind it: vector paths only (text too), at true size with trim and bleed boxes. */
export function printPdf(
  { artwork, mmPerModule, pageMm, trimMm, bleedMm }: Sheet,
  images: ReadonlyMap<string, LogoImage>,
  options: PdfOptions,
  further: readonly PageDrawing[] = [],
): Promise<Uint8Array> {
  const writer = makePdf(images, options);
  writer.page({
    frame: { page: pageMm, trim: trimMm, bleed: bleedMm, slots: [], marks: [] },
    nodes: [{ shapes: artwork.shapes, x: 0, y: 0, scale: mmPerModule, turned: false }],
  });
  for (const page of further) writer.page(page);
  return writer.end();
}

/** A shape that comes again from this length on is kept once in the file and called; shorter ones cost less than the call. */
const WORTH_KEEPING = 240;

/**
 * Writes a PDF page by page. Shapes of the same array, and long paths of the same course and colour, are kept once as
 * form objects: a thousand codes of one style share their frame, eyes and words, and a sheet of copies its whole code.
 */
export function makePdf(images: ReadonlyMap<string, LogoImage>, options: PdfOptions) {
  const settings = {
    margin: 0,
    compress: true,
    autoFirstPage: false,
    info: { Title: options.title, Creator: 'Wegmarke', Producer: 'Wegmarke' },
    // No text is set, so no font is embedded either.
    font: null as unknown as string,
  };
  const document = new PDFDocument(settings);
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });
  const groups = new Map<readonly Shape[], Form>();
  const courses = new Map<string, Form>();
  const paints = new Map<string, PDFKit.PDFKitReference>();
  const pictures = new Map<string, { label: string; obj: PDFKit.PDFKitReference }>();
  let forms = 0;

  interface Form {
    name: string;
    ref: PDFKit.PDFKitReference;
  }
  interface Resources {
    XObject: Record<string, PDFKit.PDFKitReference>;
    Pattern: Record<string, PDFKit.PDFKitReference>;
  }

  function makeForm(content: string, resources: Partial<Resources>): Form {
    const ref = document.ref({
      Type: 'XObject',
      Subtype: 'Form',
      // What a form may paint is bounded by its page; its own box only must not cut anything off.
      BBox: [-20_000, -20_000, 20_000, 20_000],
      Resources: resources,
    });
    ref.end(Buffer.from(content, 'latin1'));
    forms += 1;
    return { name: `F${forms}`, ref };
  }

  function patternOf(fill: Exclude<Fill, { kind: 'solid' }>): { name: string; ref: PDFKit.PDFKitReference } {
    const key = JSON.stringify(fill);
    let ref = paints.get(key);
    if (!ref) {
      const stops = [...fill.stops];
      const parts = stops.slice(1).map((stop, index) => ({
        FunctionType: 2,
        Domain: [0, 1],
        C0: rgbOf(stops[index]?.colour ?? '#000000'),
        C1: rgbOf(stop.colour),
        N: 1,
      }));
      const first = stops[0]?.at ?? 0;
      // A ramp of no length is none to a reader of PDF.
      const last = Math.max(first + 1e-4, stops.at(-1)?.at ?? 1);
      const ramp = {
        FunctionType: 3,
        Domain: [first, last],
        Functions: parts,
        Bounds: stops.slice(1, -1).map(({ at }) => at),
        Encode: parts.flatMap(() => [0, 1]),
      };
      const Coords =
        fill.kind === 'linear'
          ? along(fill, first, last)
          : [fill.cx, fill.cy, fill.r * first, fill.cx, fill.cy, fill.r * last];
      ref = document.ref({
        Type: 'Pattern',
        PatternType: 2,
        Shading: {
          ShadingType: fill.kind === 'linear' ? 2 : 3,
          ColorSpace: 'DeviceRGB',
          Coords,
          Domain: [first, last],
          Function: ramp,
          Extend: [true, true],
        },
      });
      // Without content it is a dictionary, not a stream.
      (ref.end as () => void).call(ref);
      paints.set(key, ref);
    }
    return { name: `P${[...paints.keys()].indexOf(key)}`, ref };
  }

  function pictureOf(assetId: string): { label: string; obj: PDFKit.PDFKitReference } | null {
    const image = images.get(assetId);
    if (!image) return null;
    let kept = pictures.get(assetId);
    if (!kept) {
      // The types leave it out: pdfkit's own way to take a picture in before it is drawn.
      const { openImage } = document as unknown as { openImage(bytes: Buffer): Embeddable };
      const opened = openImage.call(document, Buffer.from(image.png));
      if (!opened.obj) opened.embed(document);
      kept = { label: opened.label, obj: opened.obj };
      pictures.set(assetId, kept);
    }
    return kept;
  }

  function groupOf(shapes: readonly Shape[]): Form {
    const known = groups.get(shapes);
    if (known) return known;
    const resources: Resources = { XObject: {}, Pattern: {} };
    let content = '';
    for (const shape of shapes) {
      if (shape.kind === 'image') {
        const picture = pictureOf(shape.assetId);
        if (!picture) continue;
        resources.XObject[picture.label] = picture.obj;
        // A picture fills the unit square from its foot up; the page counts from its head down.
        const { x, y, width, height } = shape;
        content += `q ${n(width)} 0 0 ${n(-height)} ${n(x)} ${n(y + height)} cm /${picture.label} Do Q\n`;
        continue;
      }
      if (shape.path.length === 0) continue;
      const pattern = shape.fill.kind === 'solid' ? null : patternOf(shape.fill);
      const colour =
        shape.fill.kind === 'solid'
          ? inkOf(shape.fill.colour, options.pureBlack === true)
          : `/Pattern cs /${pattern?.name} scn`;
      const fill = shape.rule === 'evenodd' ? 'f*' : 'f';
      const drawn = `${colour}\nq .001 0 0 .001 0 0 cm\n${course(shape.path)}${fill} Q\n`;
      const used = pattern ? { [pattern.name]: pattern.ref } : {};
      // Every code has modules of its own.
      if (drawn.length < WORTH_KEEPING || shape.part === 'modules') {
        Object.assign(resources.Pattern, used);
        content += drawn;
        continue;
      }
      let form = courses.get(drawn);
      if (!form) {
        form = makeForm(drawn, { Pattern: used });
        courses.set(drawn, form);
      }
      resources.XObject[form.name] = form.ref;
      content += `/${form.name} Do\n`;
    }
    const made = makeForm(content, resources);
    groups.set(shapes, made);
    return made;
  }

  return {
    /** Adds a page. */
    page({ frame, nodes }: PageDrawing): void {
      const pt = (mm: number) => mm * POINTS_PER_MM;
      const { width, height } = frame.page;
      document.addPage({ ...settings, size: [pt(width), pt(height)] });
      // Boxes count from the lower left; the page is as high as its media box.
      const box = (part: PageDrawing['frame']['trim']) => [
        pt(part.x),
        pt(height - part.y - part.height),
        pt(part.x + part.width),
        pt(height - part.y),
      ];
      const dictionary = document.page.dictionary.data as { TrimBox?: number[]; BleedBox?: number[] };
      dictionary.TrimBox = box(frame.trim);
      dictionary.BleedBox = box(frame.bleed);
      for (const { shapes, x, y, scale, turned } of nodes) {
        if (shapes.length === 0) continue;
        const form = groupOf(shapes);
        document.page.xobjects[form.name] = form.ref;
        const s = pt(turned ? -scale : scale);
        document.addContent(`q ${n(s)} 0 0 ${n(s)} ${n(pt(x))} ${n(pt(y))} cm /${form.name} Do Q`);
      }
      document.flushPages();
    },
    /** The whole file. */
    end(): Promise<Uint8Array> {
      document.end();
      return finished;
    },
  };
}

interface Embeddable {
  label: string;
  obj: PDFKit.PDFKitReference;
  embed(document: PDFKit.PDFDocument): void;
}

/** Five decimals: a thousandth of a millimetre at the largest scale. */
const n = (value: number): string => String(Math.round(value * 100_000) / 100_000);

/** The stretch of a linear gradient between two of its places. */
function along(fill: Extract<Fill, { kind: 'linear' }>, first: number, last: number): number[] {
  const at = (part: number) => [fill.x1 + (fill.x2 - fill.x1) * part, fill.y1 + (fill.y2 - fill.y1) * part];
  return [...at(first), ...at(last)];
}

const rgbOf = (colour: string): number[] =>
  [1, 3, 5].map((at) => Math.round((Number.parseInt(colour.slice(at, at + 2), 16) / 255) * 1000) / 1000);

/** Inks this dark are meant as black, the house's own among them. */
const NEARLY_BLACK = 0.19;

/** The operator that sets a colour. Greys and what is nearly black become tints of black ink with `pureBlack`. */
function inkOf(colour: string, pureBlack: boolean): string {
  const [r = 0, g = 0, b = 0] = rgbOf(colour);
  if (pureBlack && Math.max(r, g, b) <= NEARLY_BLACK) return '0 0 0 1 k';
  if (pureBlack && r === g && g === b) return `0 0 0 ${n(1 - r)} k`;
  return `${r} ${g} ${b} rg`;
}

// Control distance of the cubic nearest to a quarter circle.
const KAPPA = 0.5523;

/** Path operators in thousandths of the path's own units: whole numbers are written and packed fastest. */
function course(path: PathData): string {
  const v = (value: number): number => Math.round(value * 1000);
  let out = '';
  let x = 0;
  let y = 0;
  eachOp(path, (op, at) => {
    const p = (k: number) => path[at + k] ?? 0;
    if (op === OP.move) out += `${v(p(0))} ${v(p(1))} m\n`;
    else if (op === OP.line) out += `${v(p(0))} ${v(p(1))} l\n`;
    else if (op === OP.quadratic) {
      // PDF knows cubics only: each handle lies two thirds of the way to the quadratic's.
      const third = (from: number, handle: number) => from + ((handle - from) * 2) / 3;
      const [ax, ay] = [third(x, p(0)), third(y, p(1))];
      const [bx, by] = [third(p(2), p(0)), third(p(3), p(1))];
      out += `${v(ax)} ${v(ay)} ${v(bx)} ${v(by)} ${v(p(2))} ${v(p(3))} c\n`;
    } else if (op === OP.cubic)
      out += `${v(p(0))} ${v(p(1))} ${v(p(2))} ${v(p(3))} ${v(p(4))} ${v(p(5))} c\n`;
    else if (op === OP.circle) {
      const [cx, cy, r] = [p(0), p(1), p(2)];
      const k = r * KAPPA;
      out +=
        `${v(cx + r)} ${v(cy)} m ${v(cx + r)} ${v(cy + k)} ${v(cx + k)} ${v(cy + r)} ${v(cx)} ${v(cy + r)} c ` +
        `${v(cx - k)} ${v(cy + r)} ${v(cx - r)} ${v(cy + k)} ${v(cx - r)} ${v(cy)} c ` +
        `${v(cx - r)} ${v(cy - k)} ${v(cx - k)} ${v(cy - r)} ${v(cx)} ${v(cy - r)} c ` +
        `${v(cx + k)} ${v(cy - r)} ${v(cx + r)} ${v(cy - k)} ${v(cx + r)} ${v(cy)} c h\n`;
    } else out += 'h\n';
    const ends = op === OP.cubic ? 4 : op === OP.quadratic ? 2 : 0;
    if (op <= OP.cubic) [x, y] = [p(ends), p(ends + 1)];
  });
  return out;
}
