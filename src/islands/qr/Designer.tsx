import '#styles/designer.css';
import { createSignal, Show } from 'solid-js';
import { setStyle } from '#domain/qr/commands.ts';
import type { Finding } from '#domain/qr/model.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import Targets from '#islands/codes/Targets.tsx';
import LockedPart from '#islands/styles/LockedPart.tsx';
import { PaletteProvider } from '#islands/styles/palette-context.ts';
import SavedStyleCard from '#islands/styles/SavedStyleCard.tsx';
import { paths } from '#paths';
import CopyDialog from './CopyDialog.tsx';
import { altOf } from './code-in-words.ts';
import FactsCard from './FactsCard.tsx';
import FrameCard from './FrameCard.tsx';
import HeadActions from './HeadActions.tsx';
import LogoCard from './LogoCard.tsx';
import Meter from './Meter.tsx';
import { type DesignerProps, makeDesigner } from './make-designer.ts';
import MarkerCard from './marker/MarkerCard.tsx';
import PrintDialog from './PrintDialog.tsx';
import { widthForSymbol } from './print-size.ts';
import { makeProofs } from './proof/make-proofs.ts';
import ProofCard from './proof/ProofCard.tsx';
import RepairProposal from './RepairProposal.tsx';
import Stage from './Stage.tsx';
import { EdgeCard, EyesCard, ModulesCard, PaintCard } from './StyleCards.tsx';

/** The look of one code: controls, the code itself, and whether it scans; then where it leads and its print file. */
export default function Designer(props: DesignerProps) {
  const t = designerTexts[props.lang];
  const { id, letters } = props.code;
  const designer = makeDesigner(props);
  const { edited, doc, style, fonts, judge, urls } = designer;
  const proofs = makeProofs({
    lang: props.lang,
    campaignId: props.campaign.id,
    codeId: id,
    payload: props.payload,
    style,
    save: designer.saveNow,
    onRepair: designer.proposeProven,
  });
  /** What a proof refused is repaired by proofs. */
  const mendProof = (finding: Finding) =>
    finding.mend?.action === 'repair' ? void proofs.repair() : designer.mend(finding);
  const proposal = (proven: boolean) => (
    <Show when={designer.proposal()?.proven === proven ? designer.proposal() : null}>
      {(offer) => (
        <RepairProposal
          lang={props.lang}
          payload={props.payload}
          images={urls()}
          before={offer().before}
          after={offer().after}
          onTake={designer.takeRepair}
          onKeep={designer.leaveRepair}
        />
      )}
    </Show>
  );
  const [printing, setPrinting] = createSignal(false);
  const [copying, setCopying] = createSignal(false);
  const card = () => ({
    lang: props.lang,
    payload: props.payload,
    campaignColours: props.campaignColours,
    edit: designer.edit,
    lockOf: designer.lockOf,
  });
  const alt = () => {
    const score = judge.isCurrent() ? designer.score() : null;
    return altOf(props.lang, style(), { letters, payload: props.payload, score });
  };

  return (
    <>
      <HeadActions
        page={props}
        designer={designer}
        proofs={proofs}
        onCopy={() => setCopying(true)}
        onPrint={() => setPrinting(true)}
      />
      <Show when={doc().retired}>
        <p class="notice retired-notice" data-tone="warn">
          <span>
            <strong>{t.retired}.</strong> {t.retiredText}
          </span>
        </p>
      </Show>
      <div class="designer">
        <div class="design-controls">
          <SavedStyleCard
            lang={props.lang}
            payload={props.payload}
            code={doc()}
            codeId={id}
            styles={designer.styles()}
            mayLock={props.library.mayLock}
            fonts={fonts()}
            images={urls()}
            edit={edited.edit}
            onStyle={designer.putStyle}
          />
          <PaletteProvider value={() => props.library.colours}>
            <LockedPart why={designer.lockOf('shapes')}>
              <ModulesCard {...card()} style={style()} />
              <EyesCard {...card()} style={style()} />
            </LockedPart>
            <LockedPart why={designer.lockOf('colours')}>
              <PaintCard {...card()} style={style()} />
            </LockedPart>
            <LockedPart why={designer.lockOf('logo')}>
              <LogoCard {...card()} style={style()} onPicture={designer.addPicture} />
            </LockedPart>
            <FrameCard {...card()} style={style()} fonts={fonts()} />
            <LockedPart why={designer.lockOf('shapes')}>
              <EdgeCard {...card()} style={style()} />
            </LockedPart>
          </PaletteProvider>
        </div>
        <div class="design-view">
          <Stage
            lang={props.lang}
            payload={props.payload}
            attentionUrl={paths.attention(props.campaign.id, id, designer.widthMm())}
            artwork={designer.artwork()}
            style={style()}
            bare={designer.bare()}
            images={urls()}
            alt={alt()}
            widthMm={designer.widthMm()}
            onWidth={designer.setWidth}
            wanted={props.placement && { ...props.placement, medium: props.placement.mediumName }}
          />
          <div class="design-says">
            <Meter
              lang={props.lang}
              judge={judge}
              findings={designer.findings()}
              onMend={designer.mend}
              onRepair={() => void designer.repair()}
              proposal={proposal(false)}
              beside={
                <MarkerCard
                  lang={props.lang}
                  marker={designer.marker}
                  printed={designer.printed()}
                  isUsed={designer.standsOnCode()}
                  widthFor={(symbolMm) => widthForSymbol(designer.artwork(), style(), symbolMm)}
                  bearer={props.placement && { ...props.placement, medium: props.placement.mediumName }}
                  artworkHref={props.placement?.artworkSymbolMm === null ? props.placement.href : null}
                  onWidth={designer.setWidth}
                  onStyle={(changed) => designer.edit(setStyle(changed))}
                />
              }
            />
            <ProofCard
              lang={props.lang}
              timeZone={props.campaign.timeZone}
              style={style()}
              proofs={proofs}
              proposal={proposal(true)}
            />
            <Targets
              lang={props.lang}
              campaign={props.campaign}
              chapters={props.chapters}
              scenes={props.scenes}
              code={{ id, letters, version: edited.stored().version, doc: doc() }}
              onChange={edited.edit}
            />
            <FactsCard
              lang={props.lang}
              payload={props.payload}
              style={style()}
              testPrint={props.testPrint}
            />
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
        artwork={designer.artwork()}
        medium={props.placement?.medium ?? 'poster'}
        testPrint={props.testPrint}
        widthMm={designer.widthMm()}
        save={designer.saveNow}
        proofs={proofs}
        liveScore={judge.isCurrent() ? designer.score() : null}
        markerAt={(symbolMm) => designer.markerAt(symbolMm)}
        timeZone={props.campaign.timeZone}
        onMend={mendProof}
      />
      <CopyDialog
        lang={props.lang}
        open={copying()}
        onClose={() => setCopying(false)}
        campaignId={props.campaign.id}
        codeId={id}
        style={style()}
        from={doc().from}
      />
    </>
  );
}
