import { Portal } from 'solid-js/web';
import { designerTexts } from '#i18n/studio/designer.ts';
import { proofTexts } from '#i18n/studio/proof.ts';
import { fill, formatNumber } from '#i18n/text.ts';
import EditorBar from '#islands/story/EditorBar.tsx';
import Button from '#islands/ui/Button.tsx';
import Chip from '#islands/ui/Chip.tsx';
import { partsOf } from './code-in-words.ts';
import type { DesignerProps, DesignerState } from './make-designer.ts';
import type { ProofsState } from './proof/make-proofs.ts';

/** The buttons in the head of the page: saved or not, undo, copy the look, print. */
export default function HeadActions(props: {
  readonly page: DesignerProps;
  readonly designer: DesignerState;
  readonly proofs: ProofsState;
  readonly onCopy: () => void;
  readonly onPrint: () => void;
}) {
  const { lang, actionsId } = props.page;
  const t = designerTexts[lang];
  const p = proofTexts[lang];
  const { edited, doc, obstacle, score, judge } = props.designer;
  const state = () => {
    const proof = props.proofs.current()?.proof;
    if (proof) {
      const words = props.proofs.printable() ? p.chipProven : p.chipFailed;
      return fill(words, { score: formatNumber(lang, Math.floor(proof.score)) });
    }
    return judge.isCurrent() ? fill(p.chipUnproven, { score: score() }) : p.notProven;
  };
  return (
    <Portal mount={document.getElementById(actionsId) ?? document.body}>
      <div class="designer-actions">
        <EditorBar document={edited} parts={(code) => partsOf(lang, code, props.page)} />
        <span class="copy-style">
          <Button onClick={() => props.onCopy()}>{t.copyStyle}</Button>
        </span>
        <span class="print-state" id="print-state">
          <Chip tone={doc().retired ? 'warn' : obstacle() || !props.proofs.printable() ? 'plain' : 'ok'}>
            {obstacle() ?? state()}
          </Chip>
        </span>
        <Button
          kind="go"
          disabled={obstacle() !== null}
          aria-describedby="print-state"
          onClick={() => props.onPrint()}
        >
          {t.print}
        </Button>
      </div>
    </Portal>
  );
}
