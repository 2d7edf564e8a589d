import { createEffect, createMemo, createSignal, on, onCleanup, onMount } from 'solid-js';
import {
  centreOf,
  distanceForAngle,
  isPossible,
  judgeAttention,
  NOTICE,
  obliqueDeg,
  type Point,
  type Pose,
  placed,
  type Quad,
  quadOf,
  scaleOf,
  shareOf,
  sidesOf,
  standsOut,
  surroundingsOf,
  type Wall,
} from '#domain/qr/attention.ts';
import { layout } from '#domain/qr/layout.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { trimmed } from '#domain/qr/sheet.ts';
import type { Fonts } from '#domain/qr/text.ts';
import { loadPrintFonts } from '../load-fonts.ts';
import { PRINT_WIDTH, sizeOf, startWidth, type Wanted } from '../print-size.ts';
import type { Photo } from './read-photo.ts';
import { drawWall, type WallKind } from './sample-walls.ts';

export interface AttentionOptions {
  readonly style: StyleDocument;
  readonly payload: string;
  readonly shortUrl: string;
  readonly placement: Wanted | null;
  /** Width of the trimmed print, mm; null: what the placement asks for. */
  readonly widthMm: number | null;
}

/** Where nothing is known, it is read from the hand or a screen: people are this far away, metres. */
const WANTED_M = 0.4;
/** The known length that a line begins with, mm. */
const RULER_MM = 1_000;

/** The state of the three-second test: a picture, the scale in it, a print in it, and what can be said. */
export function makeAttention(options: AttentionOptions) {
  const { style, payload } = options;
  const [fonts, setFonts] = createSignal<Fonts | null>(null);
  const [photo, setPhotoSignal] = createSignal<Photo | null>(null);
  const [wall, setWallKind] = createSignal<WallKind | null>(null);
  const [ruler, setRuler] = createSignal<{ from: Point; to: Point; mm: number }>({
    from: [0, 0],
    to: [1, 0],
    mm: RULER_MM,
  });
  const [pose, setPose] = createSignal<Pose>({ x: 0, y: 0, turnDeg: 0, swingDeg: 0, leanDeg: 0 });
  /** Null while the print hangs at its true size. */
  const [corners, setCornersSignal] = createSignal<Quad | null>(null);
  const drawn = createMemo(() => layout(style, payload, fonts(), { url: options.shortUrl }));
  const [chosen, setWidth] = createSignal<number | null>(options.widthMm);
  const widthMm = () => chosen() ?? startWidth(drawn(), style, options.placement);
  const [wantedM, setWantedM] = createSignal(options.placement?.scanDistanceM ?? WANTED_M);

  const art = createMemo(() => trimmed(drawn(), style, widthMm()));
  const aspect = () => art().width / art().height;
  const print = () => ({ widthMm: widthMm(), heightMm: widthMm() / aspect() });
  /** A surface that the print's corners lie on is as wide as the print; else a known length gives the scale. */
  const pxPerMm = () => {
    const free = corners();
    if (free) return sidesOf(free).width / widthMm();
    return photo()?.pxPerMm ?? scaleOf(ruler().from, ruler().to, ruler().mm);
  };
  const asWall = (): Wall => ({
    width: photo()?.width ?? 1,
    height: photo()?.height ?? 1,
    pxPerMm: Math.max(1e-3, pxPerMm()),
  });
  const quad = createMemo<Quad>(() => corners() ?? quadOf(pose(), print(), asWall()));

  const setPhoto = (next: Photo, kind: WallKind | null) => {
    const before = photo();
    const { width, height } = next;
    setWallKind(kind);
    setRuler({ from: [width * 0.2, height * 0.86], to: [width * 0.8, height * 0.86], mm: RULER_MM });
    setPose({ ...pose(), x: width * 0.5, y: height * 0.46 });
    setCornersSignal(null);
    setPhotoSignal(next);
    if (before) URL.revokeObjectURL(before.url);
  };
  onMount(() => {
    loadPrintFonts().then(setFonts, () => undefined);
    drawWall('plaster').then(
      (drawnWall) => (photo() ? URL.revokeObjectURL(drawnWall.url) : setPhoto(drawnWall, 'plaster')),
      () => undefined,
    );
  });
  onCleanup(() => {
    const last = photo();
    if (last) URL.revokeObjectURL(last.url);
  });

  /** Keeps at least its middle within the picture. */
  const within = ([x, y]: Point): Point => [
    Math.min(Math.max(x, 0), asWall().width),
    Math.min(Math.max(y, 0), asWall().height),
  ];
  const moveBy = (by: Point) => {
    const free = corners();
    if (free) {
      const from = centreOf(free);
      const to = within([from[0] + by[0], from[1] + by[1]]);
      setCornersSignal(placed(free, { by: [to[0] - from[0], to[1] - from[1]] }));
    } else {
      const [x, y] = within([pose().x + by[0], pose().y + by[1]]);
      setPose({ ...pose(), x, y });
    }
  };
  /** A corner cannot be drawn where no flat print could be. */
  const setCorner = (at: 0 | 1 | 2 | 3, to: Point) => {
    const next = quad().map((point, index) => (index === at ? to : point)) as unknown as Quad;
    if (isPossible(next)) setCornersSignal(next);
  };
  const setFree = (free: boolean) => {
    if (free) return setCornersSignal(quad());
    const [x, y] = centreOf(quad());
    setPose({ ...pose(), x, y });
    return setCornersSignal(null);
  };
  const size = () => sizeOf(drawn(), style, widthMm());
  const surroundings = createMemo(() => {
    const shown = photo();
    if (!shown) return null;
    const shrink = shown.pixels.width / shown.width;
    const small = quad().map(([x, y]) => [x * shrink, y * shrink]) as unknown as Quad;
    return surroundingsOf(shown.pixels, small);
  });
  const contrast = () => {
    const ground = surroundings();
    return ground ? standsOut(style, ground.luminance) : null;
  };
  const share = () => shareOf(quad(), asWall());
  const noticeM = () => distanceForAngle(Math.sqrt(print().widthMm * print().heightMm), NOTICE.angleDeg);
  const findings = createMemo(() =>
    judgeAttention({
      ...print(),
      modules: drawn().symbol.size,
      symbolMm: size().symbolMm,
      wantedM: wantedM(),
      contrast: contrast()?.best ?? null,
      busy: surroundings()?.busy ?? null,
      share: wall() ? null : share().ofPicture,
      inside: share().inside,
      oblique: obliqueDeg(quad(), aspect()),
    }),
  );

  // A width beyond every sheet is none.
  createEffect(
    on(chosen, (mm) => {
      if (mm !== null) setWidth(Math.min(PRINT_WIDTH.max, Math.max(PRINT_WIDTH.min, mm)));
    }),
  );

  return {
    style,
    art,
    /** Without the paper that a cut leaves around it. */
    drawn,
    photo,
    setPhoto,
    /** Which of our own walls is shown; null: a picture of theirs. */
    wall,
    asWall,
    ruler,
    setRuler,
    pose,
    setPose,
    quad,
    isFree: () => corners() !== null,
    setFree,
    setCorner,
    moveBy,
    widthMm,
    setWidth,
    print,
    size,
    wantedM,
    setWantedM,
    contrast,
    share,
    noticeM,
    findings,
  };
}

export type Attention = ReturnType<typeof makeAttention>;
