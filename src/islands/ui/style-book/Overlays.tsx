import { createSignal } from 'solid-js';
import { errorSentence } from '#i18n/errors.ts';
import { styleTexts } from '#i18n/studio/style.ts';
import Button from '../Button.tsx';
import Card from '../Card.tsx';
import ConfirmDialog from '../ConfirmDialog.tsx';
import ConflictDialog from '../ConflictDialog.tsx';
import Dialog from '../Dialog.tsx';
import Menu from '../Menu.tsx';
import TextInput from '../TextInput.tsx';
import Tooltip from '../Tooltip.tsx';
import { say, sayError, sayWithUndo } from '../toast.ts';
import { uiLang } from '../ui-lang.ts';

export default function Overlays() {
  const lang = uiLang();
  const t = styleTexts[lang];
  const [open, setOpen] = createSignal<'dialog' | 'confirm' | 'conflict' | null>(null);
  const [typed, setTyped] = createSignal('');
  const close = () => setOpen(null);
  return (
    <Card title={t.overlays}>
      <div class="row">
        <Button onClick={() => setOpen('dialog')}>{t.openDialog}</Button>
        <Button onClick={() => setOpen('confirm')}>{t.openConfirm}</Button>
        <Button onClick={() => setOpen('conflict')}>{t.openConflict}</Button>
        <Menu
          label={t.openMenu}
          onSelect={say}
          items={[
            { value: t.menuText, label: t.menuText, note: 'P' },
            { value: t.menuChoice, label: t.menuChoice },
            { value: t.menuModel, label: t.menuModel, disabled: true },
            { value: t.menuDelete, label: t.menuDelete, danger: true, apart: true },
          ]}
        />
        <Tooltip text={t.tipText}>{t.tipWord}</Tooltip>
        <Button onClick={() => say(t.toastDoneText)}>{t.toastDone}</Button>
        <Button onClick={() => sayError(errorSentence(lang, 'disk_full'))}>{t.toastError}</Button>
        <Button onClick={() => sayWithUndo(t.toastUndoText, () => say(t.toastDoneText))}>
          {t.toastUndo}
        </Button>
      </div>
      <Dialog
        open={open() === 'dialog'}
        onClose={close}
        title={t.dialogTitle}
        lead={t.dialogLead}
        footer={
          <>
            <Button onClick={close}>{t.quiet}</Button>
            <Button kind="go" onClick={close}>
              {t.dialogDone}
            </Button>
          </>
        }
      >
        <TextInput label={t.titleLabel} value={typed()} onInput={setTyped} />
      </Dialog>
      <ConfirmDialog
        open={open() === 'confirm'}
        onClose={close}
        onConfirm={close}
        title={t.confirmTitle}
        text={t.confirmText}
        verb={t.confirmVerb}
      />
      <ConflictDialog
        open={open() === 'conflict'}
        onClose={close}
        onKeepMine={close}
        onTakeTheirs={close}
        fields={[
          { label: t.titleLabel, mine: t.titleSample, theirs: t.titleSample },
          { label: t.questionLabel, mine: t.questionSample, theirs: t.storyLine },
          { label: t.tabNotes, mine: t.tabNotesText, theirs: '' },
        ]}
      />
    </Card>
  );
}
