import { createEffect, createMemo, createSignal, on, Show } from 'solid-js';
import { setFrame, setFrameGround, setFrameKind } from '#domain/qr/commands.ts';
import { FRAME_KINDS, FRAMES } from '#domain/qr/frames/kinds.ts';
import { LIMITS } from '#domain/qr/limits.ts';
import { grounds, inks } from '#domain/qr/options.ts';
import { type Fonts, fittingWords } from '#domain/qr/text.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { frameTexts } from '#i18n/studio/frame.ts';
import { fill } from '#i18n/text.ts';
import LockedPart from '#islands/styles/LockedPart.tsx';
import Card from '#islands/ui/Card.tsx';
import Switch from '#islands/ui/Switch.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { frameIcon } from './icons.ts';
import OptionTiles from './OptionTiles.tsx';
import { coloursFor, type StyleCardProps } from './StyleCards.tsx';
import Swatches from './Swatches.tsx';
import { qrText } from './words.ts';

/** What stands around the code: frame, call to action, address, and their colours. */
export default function FrameCard(props: StyleCardProps & { readonly fonts: Fonts | null }) {
  const t = designerTexts[props.lang];
  const words = frameTexts[props.lang];
  const frame = () => props.style.frame;
  // Only what the pictures show: a word typed does not draw all frames again.
  const look = createMemo(
    () => ({ style: props.style, fonts: props.fonts }),
    { style: props.style, fonts: props.fonts },
    {
      equals: (a, b) =>
        a.fonts === b.fonts &&
        a.style.frame.colour === b.style.frame.colour &&
        a.style.frame.textColour === b.style.frame.textColour &&
        a.style.paint === b.style.paint &&
        a.style.plate === b.style.plate &&
        a.style.ground === b.style.ground,
    },
  );
  const tiles = FRAME_KINDS.map((value) => ({
    value,
    name: qrText(props.lang, `frame.${value}`),
    icon: () => {
      const { style, fonts } = look();
      return frameIcon(setFrameKind(value)(style), value, t.callToActionExample, fonts);
    },
  }));
  const colours = coloursFor(props.lang, props.campaignColours, inks, 6);
  const wordColours = [{ hex: '#ffffff', name: '#ffffff' }, ...colours.slice(0, 5)];
  const light = grounds.map((hex) => ({ hex, name: hex }));
  return (
    <Card>
      <LockedPart why={props.lockOf('frame')}>
        <OptionTiles
          label={t.frame}
          large
          value={frame().kind}
          tiles={tiles}
          onChange={(kind) => props.edit(setFrameKind(kind))}
        />
      </LockedPart>
      <Show when={frame().kind !== 'none'}>
        <Line
          label={t.callToAction}
          hint={t.callToActionHint}
          example={t.callToActionExample}
          value={frame().callToAction}
          most={LIMITS.callToActionChars}
          tooLong={t.callToActionLong}
          onInput={(callToAction) => props.edit(setFrame({ callToAction }), 'call-to-action')}
        />
        <Line
          label={words.caption}
          hint={words.captionHint}
          example={words.captionExample}
          value={frame().caption}
          most={LIMITS.captionChars}
          tooLong={words.captionLong}
          onInput={(caption) => props.edit(setFrame({ caption }), 'caption')}
        />
        <LockedPart why={props.lockOf('frame')}>
          <Switch
            label={t.showUrl}
            hint={t.showUrlHint}
            checked={frame().showUrl}
            onChange={(showUrl) => props.edit(setFrame({ showUrl }))}
          />
        </LockedPart>
        <LockedPart why={props.lockOf('colours')}>
          <Swatches
            label={t.frameColour}
            value={frame().colour}
            colours={colours}
            otherLabel={t.otherColour}
            onChange={(hex) => hex && props.edit(setFrame({ colour: hex }), 'frame-colour')}
          />
          <Swatches
            label={t.frameText}
            value={frame().textColour}
            colours={wordColours}
            otherLabel={t.otherColour}
            onChange={(hex) => hex && props.edit((style) => textColour(style, hex), 'frame-text')}
          />
          <Show when={FRAMES[frame().kind].words === 'ground'}>
            <Swatches
              label={t.frameGround}
              value={props.style.ground}
              colours={light}
              otherLabel={t.otherColour}
              onChange={(hex) => hex && props.edit(setFrameGround(hex), 'frame-ground')}
            />
          </Show>
        </LockedPart>
      </Show>
    </Card>
  );
}

/** One text of the frame. What is typed stays in the field, even where the print takes only its beginning. */
function Line(props: {
  readonly label: string;
  readonly hint: string;
  readonly example: string;
  readonly value: string;
  readonly most: number;
  /** Sentence with `{n}`, `{typed}` and `{fits}`. */
  readonly tooLong: string;
  readonly onInput: (fits: string) => void;
}) {
  const [typed, setTyped] = createSignal(props.value);
  createEffect(
    on(
      () => props.value,
      (words) => words !== fittingWords(typed(), props.most) && setTyped(words),
      { defer: true },
    ),
  );
  return (
    <TextInput
      label={props.label}
      hint={props.hint}
      value={typed()}
      placeholder={props.example}
      error={
        typed().length > props.most
          ? fill(props.tooLong, { n: props.most, typed: typed().length, fits: props.value })
          : null
      }
      aside={
        <small class="count" aria-hidden="true">
          {typed().length} / {props.most}
        </small>
      }
      onInput={(words) => {
        setTyped(words);
        props.onInput(fittingWords(words, props.most));
      }}
    />
  );
}

/** A chosen colour is kept even where it is hard to read: the finding says so, with its mend. */
const textColour = (style: StyleCardProps['style'], hex: string) =>
  style.frame.textColour === hex ? style : { ...style, frame: { ...style.frame, textColour: hex } };
