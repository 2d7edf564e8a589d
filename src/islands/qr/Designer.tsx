import '#styles/designer.css';
import { actions } from 'astro:actions';
import { createEffect, createMemo, createSignal, on, onMount, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import type { CampaignState } from '#domain/campaign/model.ts';
import type { Code } from '#domain/code/model.ts';
import type { LogoPixels } from '#domain/qr/artwork.ts';
import { onStyle, type StyleCommand, setStyle } from '#domain/qr/commands.ts';
import { layout } from '#domain/qr/layout.ts';
import { GATE } from '#domain/qr/limits.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import { symbol } from '#domain/qr/symbol.ts';
import type { Fonts } from '#domain/qr/text.ts';
import type { Stored } from '#domain/shared/document.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Targets from '#islands/codes/Targets.tsx';
import { type TargetChoices, targetWords } from '#islands/codes/target-choices.ts';
import EditorBar from '#islands/story/EditorBar.tsx';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import Chip from '#islands/ui/Chip.tsx';
import { call } from '#islands/ui/call.ts';
import { makeDocument } from '#islands/ui/make-document.ts';
import { say, sayError } from '#islands/ui/toast.ts';
import CopyDialog, { type OtherCode } from './CopyDialog.tsx';
import FrameCard from './FrameCard.tsx';
import LogoCard from './LogoCard.tsx';
import { loadPrintFonts } from './load-fonts.ts';
import Meter from './Meter.tsx';
import { makeJudge } from './make-judge.ts';
import PrintDialog from './PrintDialog.tsx';
import { startWidth, type Wanted } from './print-size.ts';
import RepairProposal from './RepairProposal.tsx';
import { fetchPicture, type LogoPicture } from './read-logo.ts';
import Stage from './Stage.tsx';
import { EdgeCard, EyesCard, ModulesCard, PaintCard } from './StyleCards.tsx';
import { styleChanges } from './style-changes.ts';
import { qrText } from './words.ts';

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
    | (Wanted & { readonly medium: string; readonly mediumName: string; readonly place: string | null })
    | null;
  /** Addresses of stored logo pictures by asset id. */
  readonly logoUrls: Readonly<Record<string, string>>;
  readonly others: readonly OtherCode[];
  readonly testPrint: boolean;
  /** The element of the page's head that takes the buttons. */
  readonly actionsId: string;
}

/** The look of one code: controls, the code itself, and whether it scans; then where it leads and its print file. */
export default function Designer(props: DesignerProps) {
  const t = designerTexts[props.lang];
  const { id, letters } = props.code;
  const edited = makeDocument<Code>({
    initial: { id, version: props.code.version, doc: props.code.doc, updatedAt: props.code.updatedAt },
    save: (baseVersion, doc) =>
      call(actions.code.save({ campaignId: props.campaign.id, id, baseVersion, doc }), props.lang),
  });
  const doc = edited.doc;
  const style = createMemo(() => doc().style);
  const edit = (command: StyleCommand, mergeKey: string | null = null) =>
    edited.edit(onStyle(command), mergeKey);

  const [fonts, setFonts] = createSignal<Fonts | null>(null);
  const [pictures, setPictures] = createSignal<readonly LogoPicture[]>([]);
  const [printing, setPrinting] = createSignal(false);
  const [copying, setCopying] = createSignal(false);
  const [proposal, setProposal] = createSignal<{ before: StyleDocument; after: StyleDocument } | null>(null);
  const [others, setOthers] = createSignal(props.others);

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
  const refusals = () => findings().filter(({ severity }) => severity === 'refuse');
  const score = () => Math.floor(judge.preflight()?.score ?? 0);

  /** Why no file can be made; null when one can. Without a judge here the server's own decides. */
  const obstacle = (): string | null => {
    if (doc().retired) return t.printWhyRetired;
    if (judge.failed()) return null;
    if (!judge.isCurrent()) return t.printWhyJudging;
    if (score() < GATE.score) return fill(t.printWhyScore, { score: score(), needed: GATE.score });
    return refusals().length > 0 ? t.printWhyRefused : null;
  };
  const repair = async () => {
    try {
      const before = style();
      const found = await judge.repair(props.campaignColours);
      if (!found) return sayError(t.repairFailed);
      setProposal({ before, after: found });
    } catch {
      // A newer edit took over: its own judgement follows.
      judge.again();
    }
  };
  const takeRepair = () => {
    const offer = proposal();
    if (!offer) return;
    const changes = styleChanges(props.lang, offer.before, offer.after);
    edit(setStyle(offer.after));
    say(fill(t.repaired, { changes: changes.map(({ part, to }) => `${part}: ${to}`).join(', ') }));
  };
  const mend = (finding: Finding) => {
    if (!finding.mend) return;
    if (finding.mend.action === 'repair') void repair();
    else edit(setStyle(finding.mend.style));
  };
  /** Waits until what is on the screen is stored. */
  const saveNow = async (): Promise<boolean> => {
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
  };

  const alt = () => {
    const { frame, modules, eyes } = style();
    const name = qrText(props.lang, `frame.${frame.kind}`);
    const framed =
      frame.kind === 'none'
        ? t.altNoFrame
        : fill(frame.callToAction ? t.altFrame : t.altFramePlain, { frame: name, words: frame.callToAction });
    return fill(t.stageAlt, {
      letters,
      modules: qrText(props.lang, `shape.${modules.shape}`),
      eyes: qrText(props.lang, `eye.${eyes.frame}`),
      frame: framed,
      url: props.payload,
      score: judge.isCurrent() ? score() : t.notJudged,
    });
  };
  const looks = (code: Code) => {
    const { modules, eyes, paint, frame, logo, errorCorrection } = code.style;
    return [
      qrText(props.lang, `shape.${modules.shape}`),
      qrText(props.lang, `eye.${eyes.frame}`),
      paint.kind === 'solid' ? paint.colour : paint.stops.map(({ colour }) => colour).join('–'),
      logo ? t.logo : '',
      qrText(props.lang, `frame.${frame.kind}`),
      frame.callToAction,
      errorCorrection,
    ]
      .filter(Boolean)
      .join(', ');
  };
  const parts = (code: Code) => [
    { label: t.partStyle, text: looks(code) },
    {
      label: t.partTargets,
      text: [...code.rules.map(({ target }) => target), code.otherwise]
        .map((target) => targetWords(target, props, props.lang))
        .join(', '),
    },
    { label: t.partRetired, text: code.retired ? t.yes : t.no },
  ];
  const copyAddress = () =>
    navigator.clipboard?.writeText(props.payload).then(
      () => say(t.copied),
      () => undefined,
    );
  const card = () => ({
    lang: props.lang,
    payload: props.payload,
    campaignColours: props.campaignColours,
    edit,
  });
  const version = () => symbol(props.payload, style().errorCorrection);

  // Pages measure the live score by this mark; it costs nothing where nobody looks.
  createEffect(
    on(judge.tookMs, (ms) => {
      if (ms !== null) performance.mark('preflight', { detail: { ms } });
    }),
  );

  return (
    <>
      <Portal mount={document.getElementById(props.actionsId) ?? document.body}>
        <div class="designer-actions">
          <EditorBar document={edited} parts={parts} />
          <span class="copy-style">
            <Button onClick={() => setCopying(true)}>{t.copyStyle}</Button>
          </span>
          <span class="print-state" id="print-state">
            <Chip tone={doc().retired ? 'warn' : obstacle() ? 'plain' : 'ok'}>
              {obstacle() ?? fill(t.printReady, { score: score() })}
            </Chip>
          </span>
          <Button
            kind="go"
            disabled={obstacle() !== null}
            aria-describedby="print-state"
            onClick={() => setPrinting(true)}
          >
            {t.print}
          </Button>
        </div>
      </Portal>
      <Show when={doc().retired}>
        <p class="notice retired-notice" data-tone="warn">
          <span>
            <strong>{t.retired}.</strong> {t.retiredText}
          </span>
        </p>
      </Show>
      <div class="designer">
        <div class="design-controls">
          <ModulesCard {...card()} style={style()} />
          <EyesCard {...card()} style={style()} />
          <PaintCard {...card()} style={style()} />
          <LogoCard {...card()} style={style()} onPicture={addPicture} />
          <FrameCard {...card()} style={style()} fonts={fonts()} />
          <EdgeCard {...card()} style={style()} />
        </div>
        <div class="design-view">
          <Stage
            lang={props.lang}
            artwork={artwork()}
            style={style()}
            bare={bare()}
            images={urls()}
            alt={alt()}
            widthMm={widthMm()}
            onWidth={setWidth}
            wanted={props.placement && { ...props.placement, medium: props.placement.mediumName }}
          />
          <div class="design-says">
            <Meter
              lang={props.lang}
              judge={judge}
              findings={findings()}
              onMend={mend}
              onRepair={() => void repair()}
              proposal={
                <Show when={proposal()}>
                  {(offer) => (
                    <RepairProposal
                      lang={props.lang}
                      payload={props.payload}
                      images={urls()}
                      before={offer().before}
                      after={offer().after}
                      onTake={takeRepair}
                      onKeep={() => setProposal(null)}
                    />
                  )}
                </Show>
              }
            />
            <Targets
              lang={props.lang}
              campaign={props.campaign}
              chapters={props.chapters}
              scenes={props.scenes}
              code={{ id, letters, version: edited.stored().version, doc: doc() }}
              onChange={edited.edit}
            />
            <Card title={t.facts}>
              <dl class="facts">
                <div>
                  <dt>{t.address}</dt>
                  <dd>
                    <code class="code-text">{props.payload}</code>{' '}
                    <button type="button" class="mend" onClick={() => void copyAddress()}>
                      {t.copy}
                    </button>
                  </dd>
                </div>
                <div>
                  <dt>{t.symbolSize}</dt>
                  <dd>{fill(t.symbolFact, { version: version().version, n: version().size })}</dd>
                </div>
              </dl>
              <Show when={props.testPrint}>
                <p class="notice" data-tone="warn">
                  {t.testPrint}
                </p>
              </Show>
            </Card>
          </div>
        </div>
      </div>
      <PrintDialog
        lang={props.lang}
        open={printing()}
        onClose={() => setPrinting(false)}
        campaignId={props.campaign.id}
        code={{ id, letters }}
        style={style()}
        payload={props.payload}
        artwork={artwork()}
        medium={props.placement?.medium ?? 'poster'}
        testPrint={props.testPrint}
        widthMm={widthMm()}
        save={saveNow}
        onMend={mend}
      />
      <CopyDialog
        lang={props.lang}
        open={copying()}
        onClose={() => setCopying(false)}
        campaignId={props.campaign.id}
        style={style()}
        others={others()}
        onCopied={(saved) =>
          setOthers(
            others().map((other) => {
              const newer = saved.find((one) => one.id === other.id);
              return newer ? { ...other, version: newer.version, doc: newer.doc } : other;
            }),
          )
        }
      />
    </>
  );
}
