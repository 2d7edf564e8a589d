import { createEffect, createSignal, on } from 'solid-js';
import { stylesTexts } from '#i18n/studio/styles.ts';
import type { Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Dialog from '#islands/ui/Dialog.tsx';
import TextInput from '#islands/ui/TextInput.tsx';

/** Asks for the name of a style. */
export default function NameDialog(props: {
  readonly lang: Lang;
  readonly open: boolean;
  readonly title: string;
  readonly lead?: string | undefined;
  readonly verb: string;
  readonly start: string;
  /** Names that are in use. */
  readonly taken: readonly string[];
  readonly busy?: boolean | undefined;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}) {
  const t = stylesTexts[props.lang];
  const [name, setName] = createSignal(props.start);
  createEffect(
    on(
      () => props.open,
      (open) => open && setName(props.start),
    ),
  );
  const taken = () => props.taken.some((one) => one.toLowerCase() === name().trim().toLowerCase());
  const fits = () => name().trim() !== '' && !taken();
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      lead={props.lead}
      footer={
        <Button kind="go" type="submit" form="style-name" busy={props.busy} disabled={!fits()}>
          {props.verb}
        </Button>
      }
    >
      <form
        id="style-name"
        onSubmit={(event) => {
          event.preventDefault();
          if (fits()) props.onName(name().trim());
        }}
      >
        <TextInput
          label={t.name}
          hint={t.nameHint}
          value={name()}
          maxLength={60}
          error={taken() ? t.nameTaken : null}
          onInput={setName}
        />
      </form>
    </Dialog>
  );
}
