import { createMemo, Show } from 'solid-js';
import { cssTransform, homography } from '#domain/qr/attention.ts';
import { toSvg } from '#domain/qr/svg.ts';
import type { Attention } from './make-attention.ts';

/** Side of the drawn print before it is put into perspective, pixels. */
const DRAWN = 720;

/** The picture with the print in it, at `scale`, its point (`x`, `y`) at the top left. Fills what holds it. */
export default function Scene(props: {
  readonly attention: Attention;
  readonly images: ReadonlyMap<string, string>;
  readonly scale: number;
  readonly x?: number;
  readonly y?: number;
  /** Makes the ids of its gradients its own. */
  readonly name: string;
}) {
  const { attention } = props;
  const svg = createMemo(() =>
    toSvg(attention.art(), { images: props.images, idPrefix: `seen-${props.name}` }),
  );
  const drawn = () => {
    const { width, height } = attention.art();
    return { width: DRAWN, height: (DRAWN * height) / width };
  };
  return (
    <Show when={attention.photo()}>
      {(photo) => (
        <div
          class="seen-scene"
          style={{
            width: `${photo().width}px`,
            height: `${photo().height}px`,
            transform: `scale(${props.scale}) translate(${-(props.x ?? 0)}px, ${-(props.y ?? 0)}px)`,
          }}
        >
          <img src={photo().url} alt="" width={photo().width} height={photo().height} draggable={false} />
          <div
            class="seen-print"
            style={{
              width: `${drawn().width}px`,
              height: `${drawn().height}px`,
              transform: cssTransform(homography(drawn().width, drawn().height, attention.quad())),
            }}
            innerHTML={svg()}
          />
        </div>
      )}
    </Show>
  );
}
