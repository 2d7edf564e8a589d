import { createMemo, Show } from 'solid-js';
import { setFrame, setFrameGround, setFrameKind, wordsGround } from '#domain/qr/commands.ts';
import { LIMITS } from '#domain/qr/limits.ts';
import { frames, inks } from '#domain/qr/options.ts';
import type { Fonts } from '#domain/qr/text.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import Card from '#islands/ui/Card.tsx';
import Switch from '#islands/ui/Switch.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { frameIcon } from './icons.ts';
import OptionTiles from './OptionTiles.tsx';
import type { StyleCardProps } from './StyleCards.tsx';
import Swatches from './Swatches.tsx';
import { qrText } from './words.ts';

const grounds = ['#ffffff', '#fffdf8', '#f6efdd', '#e2ebe4', '#1d221f', '#20504a', '#a82c15'];

/** What stands around the code: frame, call to action, address, and their colours. */
export default function FrameCard(props: StyleCardProps & { readonly fonts: Fonts | null }) {
  const t = designerTexts[props.lang];
  const frame = () => props.style.frame;
  // Only what the pictures show: an edit of the modules does not draw seven frames again.
  const look = createMemo(
    () => ({
      frame: props.style.frame,
      plate: props.style.plate,
      ground: props.style.ground,
      fonts: props.fonts,
    }),
    undefined,
    {
      equals: (a, b) =>
        JSON.stringify([a.frame, a.plate, a.ground]) === JSON.stringify([b.frame, b.plate, b.ground]) &&
        a.fonts === b.fonts,
    },
  );
  const tiles = createMemo(() => {
    const { frame: now, plate, ground, fonts } = look();
    const words = now.callToAction || t.callToActionExample;
    return frames.map(({ value }) => {
      const style = { ...props.style, frame: now, plate, ground };
      const shown = setFrameKind(value)(style);
      return {
        value,
        name: qrText(props.lang, `frame.${value}`),
        icon: frameIcon(shown, value, words, fonts),
      };
    });
  });
  const colours = () => {
    const own = props.campaignColours;
    return [...own, ...inks.filter((hex) => !own.includes(hex))]
      .slice(0, 7)
      .map((hex) => ({ hex, name: hex }));
  };
  const wordColours = () => [...new Set(['#ffffff', ...colours().map(({ hex }) => hex)])].slice(0, 7);
  const onFrame = () => wordsGround(props.style) === frame().colour && frame().kind !== 'border';
  return (
    <Card>
      <OptionTiles
        label={t.frame}
        large
        value={frame().kind}
        tiles={tiles()}
        onChange={(kind) => props.edit(setFrameKind(kind))}
      />
      <Show when={frame().kind !== 'none'}>
        <TextInput
          label={t.callToAction}
          hint={t.callToActionHint}
          value={frame().callToAction}
          placeholder={t.callToActionExample}
          maxLength={LIMITS.callToActionChars}
          onInput={(callToAction) => props.edit(setFrame({ callToAction }), 'call-to-action')}
        />
        <Switch
          label={t.showUrl}
          hint={t.showUrlHint}
          checked={frame().showUrl}
          onChange={(showUrl) => props.edit(setFrame({ showUrl }))}
        />
        <Swatches
          label={t.frameColour}
          value={frame().colour}
          colours={colours()}
          otherLabel={t.otherColour}
          onChange={(hex) => hex && props.edit(setFrame({ colour: hex }), 'frame-colour')}
        />
        <Swatches
          label={t.frameText}
          value={frame().textColour}
          colours={wordColours().map((hex) => ({ hex, name: hex }))}
          otherLabel={t.otherColour}
          onChange={(hex) => hex && props.edit((style) => textColour(style, hex), 'frame-text')}
        />
        <Show when={!onFrame()}>
          <Swatches
            label={t.frameGround}
            value={props.style.ground}
            colours={grounds.map((hex) => ({ hex, name: hex }))}
            otherLabel={t.otherColour}
            onChange={(hex) => hex && props.edit(setFrameGround(hex), 'frame-ground')}
          />
        </Show>
      </Show>
    </Card>
  );
}

/** A chosen colour is kept even where it is hard to read: the finding says so, with its mend. */
const textColour = (style: StyleCardProps['style'], hex: string) =>
  style.frame.textColour === hex ? style : { ...style, frame: { ...style.frame, textColour: hex } };
