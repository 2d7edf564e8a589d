import { actions } from 'astro:actions';
import { createEffect, createMemo, createSignal, on, onMount } from 'solid-js';
import type { CampaignState } from '#domain/campaign/model.ts';
import type { Code } from '#domain/code/model.ts';
import type { LogoPixels } from '#domain/qr/artwork.ts';
import { onStyle, type StyleCommand, setStyle } from '#domain/qr/commands.ts';
import { layout } from '#domain/qr/layout.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import { type LockPart, type NamedColour, type SavedStyle, withinLocks } from '#domain/qr/style-library.ts';
import type { Fonts } from '#domain/qr/text.ts';
import type { Stored } from '#domain/shared/document.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { stylesTexts } from '#i18n/studio/styles.ts';
import { fill, type Lang } from '#i18n/text.ts';
import type { TargetChoices } from '#islands/codes/target-choices.ts';
import { call } from '#islands/ui/call.ts';
import { makeDocument } from '#islands/ui/make-document.ts';
import { say, sayError } from '#islands/ui/toast.ts';
import { type MarkerScore, type Printed, scoreOf } from '#marker/score.ts';
import { loadPrintFonts } from './load-fonts.ts';
import { makeJudge } from './make-judge.ts';
import { makeMarker } from './marker/make-marker.ts';
import { sizeOf, startWidth, type Wanted } from './print-size.ts';
import { fetchPicture, type LogoPicture } from './read-logo.ts';
import { styleChanges } from './style-changes.ts';

export interface DesignerProps extends TargetChoices {
  readonly lang: Lang;
  readonly campaign: { readonly id: string; readonly timeZone: string; readonly state: CampaignState };
  readonly campaignColours: readonly string[];
  readonly code: Stored<Code> & { readonly letters: string };
  /** What the symbol says, as printed: `HTTPS://HOST/Q/CODE`. */
  readonly payload: string;
  /** The printed short address, without its scheme. */
  readonly shortUrl: string;
  /** The printed thing; null for the code of an online post. */
  readonly placement:
    | (Wanted & {
        readonly href: string;
        readonly medium: string;
        readonly mediumName: string;
        readonly place: string | null;
      })
    | null;
  /** Addresses of stored logo pictures by asset id. */
  readonly logoUrls: Readonly<Record<string, string>>;
  /** What the workspace keeps: saved styles, named colours, and whether this person may change a locked style. */
  readonly library: {
    readonly styles: readonly Stored<SavedStyle>[];
    readonly colours: readonly NamedColour[];
    readonly mayLock: boolean;
  };
  readonly testPrint: boolean;
  /** The element of the page's head that takes the buttons. */
  readonly actionsId: string;
}

/** A repair that was found, for the designer to take or leave. */
export interface Proposal {
  readonly before: StyleDocument;
  readonly after: StyleDocument;
  /** It passed a whole proof, and not only the live score. */
  readonly proven: boolean;
}

/** The state of the designer: the code being edited, its artwork and judgement, and every command on them. */
export function makeDesigner(props: DesignerProps) {
  const t = designerTexts[props.lang];
  const { id } = props.code;
  const edited = makeDocument<Code>({
    initial: { id, version: props.code.version, doc: props.code.doc, updatedAt: props.code.updatedAt },
    save: (baseVersion, doc) =>
      call(actions.code.save({ campaignId: props.campaign.id, id, baseVersion, doc }), props.lang),
  });
  const doc = edited.doc;
  const style = createMemo(() => doc().style);
  const [styles, setStyles] = createSignal(props.library.styles);
  /** The saved style that this code wears. */
  const worn = createMemo(() => styles().find(({ id: saved }) => saved === doc().from?.id) ?? null);
  const edit = (command: StyleCommand, mergeKey: string | null = null) => {
    const { doc: saved } = worn() ?? {};
    const next = command(style());
    const kept = saved ? withinLocks(style(), next, saved.locked) : next;
    if (saved && kept !== next && kept === style())
      say(fill(stylesTexts[props.lang].lockedEdit, { name: saved.name }));
    edited.edit(
      onStyle(() => kept),
      mergeKey,
    );
  };

  const [fonts, setFonts] = createSignal<Fonts | null>(null);
  const [pictures, setPictures] = createSignal<readonly LogoPicture[]>([]);
  const [proposal, setProposal] = createSignal<Proposal | null>(null);

  const artwork = createMemo(() => layout(style(), props.payload, fonts(), { url: props.shortUrl }));
  const bare = createMemo(() =>
    layout({ ...style(), frame: { ...style().frame, kind: 'none' } }, props.payload, null),
  );
  const pixels = createMemo<ReadonlyMap<string, LogoPixels>>(
    () => new Map(pictures().map((picture) => [picture.assetId, picture.pixels])),
  );
  const urls = createMemo<ReadonlyMap<string, string>>(
    () =>
      new Map([
        ...Object.entries(props.logoUrls),
        ...pictures().map((one) => [one.assetId, one.url] as const),
      ]),
  );
  const judge = makeJudge({ style, payload: props.payload, images: pixels });
  const [chosenWidth, setWidth] = createSignal<number | null>(null);
  // Offered once; from then on it is the print's, whatever becomes of the frame.
  const [offered, setOffered] = createSignal<number | null>(null);
  const started = () => startWidth(artwork(), style(), props.placement);
  const widthMm = () => chosenWidth() ?? offered() ?? started();

  const printed = createMemo<Printed>(() => {
    const { symbolMm, distanceM } = sizeOf(artwork(), style(), widthMm());
    return { symbolMm, distanceM: props.placement?.scanDistanceM ?? distanceM };
  });
  const marker = makeMarker({
    style,
    payload: props.payload,
    images: pixels,
    printed,
    isFree: () => judge.isCurrent() || judge.failed(),
  });
  /** Whether a scene that the code may lead to stands on it. */
  const standsOnCode = createMemo(() => {
    const { rules, otherwise } = doc();
    const targets = [...rules.map(({ target }) => target), otherwise];
    return targets.some((target) => {
      const scene =
        target?.kind === 'chapter'
          ? props.chapters.find(({ id }) => id === target.id)?.sceneId
          : target?.kind === 'scene'
            ? target.id
            : null;
      return props.scenes.some(({ id, standsOnCode }) => id === scene && standsOnCode);
    });
  });

  // A proposal holds for the style it was made from.
  createEffect(on(style, () => setProposal(null), { defer: true }));

  onMount(() => {
    loadPrintFonts()
      .then(setFonts, () => undefined)
      .then(() => setOffered(started()));
    const art = style().logo?.art;
    const url = art?.kind === 'raster' ? props.logoUrls[art.assetId] : undefined;
    if (art?.kind === 'raster' && url)
      fetchPicture(art.assetId, url).then(
        ({ picture }) => addPicture(picture),
        () => undefined,
      );
  });
  const addPicture = (picture: LogoPicture) =>
    setPictures([...pictures().filter(({ assetId }) => assetId !== picture.assetId), picture]);

  /** What only this page can say: words the fonts lack, a picture that is gone. */
  const findings = createMemo<readonly Finding[]>(() => {
    const { missingGlyphs } = artwork();
    const art = style().logo?.art;
    const lost = art?.kind === 'raster' && !urls().has(art.assetId);
    return [
      ...(lost ? [{ code: 'logo.missing', severity: 'refuse', details: {} } as const] : []),
      ...(missingGlyphs.length > 0
        ? [
            {
              code: 'text.missing-glyph',
              severity: 'refuse',
              details: { characters: missingGlyphs.join(' ') },
            } as const,
          ]
        : []),
      ...judge.findings(),
    ];
  });
  const score = () => Math.floor(judge.preflight()?.score ?? 0);

  // Pages measure the live scores by these marks; they cost nothing where nobody looks.
  createEffect(
    on(judge.tookMs, (ms) => {
      if (ms !== null) performance.mark('preflight', { detail: { ms } });
    }),
  );
  createEffect(
    on(marker.tookMs, (ms) => {
      if (ms !== null) performance.mark('marker', { detail: { ms } });
    }),
  );

  const repair = async () => {
    try {
      const before = style();
      const found = await judge.repair(props.campaignColours);
      if (!found) return sayError(t.repairFailed);
      const { doc: saved } = worn() ?? {};
      const after = saved ? withinLocks(before, found, saved.locked) : found;
      if (saved && after === before)
        return sayError(fill(stylesTexts[props.lang].lockedEdit, { name: saved.name }));
      setProposal({ before, after, proven: false });
    } catch {
      // A newer edit took over: its own judgement follows.
      judge.again();
    }
  };

  return {
    edited,
    doc,
    style,
    edit,
    styles,
    worn,
    /** Why a part of the look cannot be changed; null when it can. */
    lockOf(part: LockPart): string | null {
      const saved = worn()?.doc;
      return saved?.locked.includes(part)
        ? fill(stylesTexts[props.lang].lockedHere, { name: saved.name })
        : null;
    },
    /** A saved style was made, or saved anew. */
    putStyle: (saved: Stored<SavedStyle>) =>
      setStyles(
        styles().some(({ id: one }) => one === saved.id)
          ? styles().map((one) => (one.id === saved.id ? saved : one))
          : [...styles(), saved],
      ),
    fonts,
    /** The code in its frame. */
    artwork,
    /** The code without a frame. */
    bare,
    /** Addresses of logo pictures by asset id. */
    urls,
    addPicture,
    judge,
    marker,
    /** The symbol's printed width and from where it is scanned. */
    printed,
    standsOnCode,
    /** The marker score at another printed size; null where no scene stands on the code or nothing is known yet. */
    markerAt(symbolMm: number): MarkerScore | null {
      const trial = marker.isCurrent() && standsOnCode() ? marker.trial() : null;
      return trial && scoreOf(trial, { ...printed(), symbolMm });
    },
    findings,
    /** The live score, whole points. */
    score,
    widthMm,
    setWidth,
    proposal,
    repair,
    /** Offers a look that passed a proof; not where a lock would make another one of it. */
    proposeProven(before: StyleDocument, after: StyleDocument): void {
      const { doc: saved } = worn() ?? {};
      const kept = saved ? withinLocks(before, after, saved.locked) : after;
      if (saved && JSON.stringify(kept) !== JSON.stringify(after))
        sayError(fill(stylesTexts[props.lang].lockedEdit, { name: saved.name }));
      else setProposal({ before, after, proven: true });
    },
    takeRepair(): void {
      const offer = proposal();
      if (!offer) return;
      const changes = styleChanges(props.lang, offer.before, offer.after);
      edit(setStyle(offer.after));
      say(fill(t.repaired, { changes: changes.map(({ part, to }) => `${part}: ${to}`).join(', ') }));
    },
    leaveRepair: () => setProposal(null),
    mend(finding: Finding): void {
      if (!finding.mend) return;
      if (finding.mend.action === 'repair') void repair();
      else edit(setStyle(finding.mend.style));
    },
    /** Why no file can be asked for; null when one can. Whether it scans is for the proof to say. */
    obstacle(): string | null {
      if (doc().retired) return t.printWhyRetired;
      const refused = findings().some(
        ({ code, severity }) => severity === 'refuse' && !code.startsWith('scan.'),
      );
      return refused ? t.printWhyRefused : null;
    },
    /** Waits until what is on the screen is stored. */
    async saveNow(): Promise<boolean> {
      for (let tries = 0; tries < 3 && edited.state() !== 'saved'; tries++) {
        if (edited.state() === 'saving')
          await new Promise<void>((resolve) => {
            const until = Date.now() + 10_000;
            const look = () =>
              edited.state() === 'saving' && Date.now() < until ? setTimeout(look, 50) : resolve();
            look();
          });
        else await edited.save();
      }
      return edited.state() === 'saved';
    },
  };
}

export type DesignerState = ReturnType<typeof makeDesigner>;
