import { Portal } from 'solid-js/web';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill } from '#i18n/text.ts';
import EditorBar from '#islands/story/EditorBar.tsx';
import Button from '#islands/ui/Button.tsx';
import Chip from '#islands/ui/Chip.tsx';
import { partsOf } from './code-in-words.ts';
import type { DesignerProps, DesignerState } from './make-designer.ts';

/** The buttons in the head of the page: saved or not, undo, copy the look, print. */
export default function HeadActions(props: {
  readonly page: DesignerProps;
  readonly designer: DesignerState;
  readonly onCopy: () => void;
  readonly onPrint: () => void;
}) {
  const { lang, actionsId } = props.page;
  const t = designerTexts[lang];
  const { edited, doc, obstacle, score } = props.designer;
  return (
    <Portal mount={document.getElementById(actionsId) ?? document.body}>
      <div class="designer-actions">
        <EditorBar document={edited} parts={(code) => partsOf(lang, code, props.page)} />
        <span class="copy-style">
          <Button onClick={() => props.onCopy()}>{t.copyStyle}</Button>
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
          onClick={() => props.onPrint()}
        >
          {t.print}
        </Button>
      </div>
    </Portal>
  );
}
