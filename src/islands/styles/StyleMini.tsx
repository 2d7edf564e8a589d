import { createMemo, createUniqueId } from 'solid-js';
import { layout } from '#domain/qr/layout.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { toSvg } from '#domain/qr/svg.ts';
import type { Fonts } from '#domain/qr/text.ts';

/** A style drawn small, by the code that draws the print. `label` is what it shows; without one it is decoration. */
export default function StyleMini(props: {
  readonly style: StyleDocument;
  readonly payload: string;
  readonly fonts: Fonts | null;
  readonly images: ReadonlyMap<string, string>;
  readonly label?: string | undefined;
}) {
  // Only letters may stand in the ids of a drawing.
  const idPrefix = `mini-${createUniqueId().replace(/[^a-z0-9]/gi, '')}`;
  const drawn = createMemo(() =>
    toSvg(layout(props.style, props.payload, props.fonts), { images: props.images, idPrefix }),
  );
  return (
    <span
      class="style-mini"
      role="img"
      aria-label={props.label ?? ''}
      aria-hidden={props.label ? undefined : 'true'}
      innerHTML={drawn()}
    />
  );
}
