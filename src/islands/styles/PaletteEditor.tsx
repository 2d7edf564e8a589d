import { actions } from 'astro:actions';
import { Plus, Trash2 } from 'lucide-solid';
import { Index, Show } from 'solid-js';
import {
  addColour,
  addPalette,
  namePalette,
  removeColour,
  removePalette,
  setColour,
} from '#domain/qr/palette.ts';
import type { PaletteBook } from '#domain/qr/style-library.ts';
import { PALETTE_LIMITS } from '#domain/qr/style-library-schema.ts';
import type { Stored } from '#domain/shared/document.ts';
import { newId } from '#domain/shared/id.ts';
import { stylesTexts } from '#i18n/studio/styles.ts';
import { fill, type Lang } from '#i18n/text.ts';
import EditorBar from '#islands/story/EditorBar.tsx';
import Button from '#islands/ui/Button.tsx';
import ColourField from '#islands/ui/ColourField.tsx';
import { call } from '#islands/ui/call.ts';
import IconButton from '#islands/ui/IconButton.tsx';
import { makeDocument } from '#islands/ui/make-document.ts';
import TextInput from '#islands/ui/TextInput.tsx';
import { sayWithUndo } from '#islands/ui/toast.ts';

/** The named colours of the workspace, saved as they are typed. */
export default function PaletteEditor(props: { readonly lang: Lang; readonly book: Stored<PaletteBook> }) {
  const t = stylesTexts[props.lang];
  const edited = makeDocument<PaletteBook>({
    initial: props.book,
    save: (baseVersion, doc) => call(actions.styles.savePalettes({ baseVersion, doc }), props.lang),
  });
  const palettes = () => edited.doc().palettes;
  const partsOf = (book: PaletteBook) =>
    book.palettes.map(({ name, colours }) => ({
      label: name,
      text: colours.map((colour) => `${colour.name || t.colourUnnamed} ${colour.hex}`).join(', '),
    }));
  const add = () => {
    const name = fill(t.paletteNamed, { n: palettes().length + 1 });
    edited.edit(addPalette({ id: newId('pal'), name, colours: [{ name: '', hex: '#20504a' }] }));
  };
  const remove = (id: string, name: string) => {
    edited.edit(removePalette(id));
    sayWithUndo(fill(t.paletteRemoved, { name }), edited.undo);
  };
  return (
    <section class="palettes stack" aria-labelledby="palettes">
      <div class="palettes-head">
        <div>
          <h2 id="palettes">{t.palettes}</h2>
          <p class="dim">{palettes().length > 0 ? t.palettesHint : t.palettesNone}</p>
        </div>
        <EditorBar document={edited} parts={partsOf}>
          <Button disabled={palettes().length >= PALETTE_LIMITS.palettes} onClick={add}>
            {t.paletteNew}
          </Button>
        </EditorBar>
      </div>
      <Show when={palettes().length > 0}>
        <div class="palette-list">
          <Index each={palettes()}>
            {(palette) => (
              <fieldset class="card palette">
                <legend class="sr-only">{palette().name}</legend>
                <div class="palette-name">
                  <TextInput
                    label={t.paletteName}
                    value={palette().name}
                    maxLength={PALETTE_LIMITS.nameChars}
                    onInput={(name) =>
                      edited.edit(namePalette(palette().id, name), `palette ${palette().id}`)
                    }
                  />
                  <IconButton
                    label={t.paletteRemove}
                    kind="quiet"
                    onClick={() => remove(palette().id, palette().name)}
                  >
                    <Trash2 aria-hidden="true" />
                  </IconButton>
                </div>
                <Index each={palette().colours}>
                  {(colour, at) => (
                    <div class="palette-colour">
                      <ColourField
                        label={fill(t.colourValue, { n: at + 1 })}
                        hideLabel
                        value={colour().hex}
                        onChange={(hex) =>
                          edited.edit(setColour(palette().id, at, { hex }), `hex ${palette().id} ${at}`)
                        }
                      />
                      <TextInput
                        label={t.colourName}
                        hideLabel
                        placeholder={t.colourName}
                        value={colour().name}
                        maxLength={PALETTE_LIMITS.nameChars}
                        onInput={(name) =>
                          edited.edit(setColour(palette().id, at, { name }), `name ${palette().id} ${at}`)
                        }
                      />
                      <IconButton
                        label={fill(t.colourRemove, { name: colour().name || colour().hex })}
                        kind="quiet"
                        onClick={() => edited.edit(removeColour(palette().id, at))}
                      >
                        <Trash2 aria-hidden="true" />
                      </IconButton>
                    </div>
                  )}
                </Index>
                <Button
                  small
                  disabled={palette().colours.length >= PALETTE_LIMITS.colours}
                  onClick={() => edited.edit(addColour(palette().id, { name: '', hex: '#1d221f' }))}
                >
                  <Plus aria-hidden="true" />
                  {t.colourAdd}
                </Button>
              </fieldset>
            )}
          </Index>
        </div>
      </Show>
    </section>
  );
}
