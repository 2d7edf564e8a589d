import {
  BackSide,
  BoxGeometry,
  BufferGeometry,
  CanvasTexture,
  Float32BufferAttribute,
  Group,
  Mesh,
  MeshBasicMaterial,
  MeshStandardMaterial,
  PlaneGeometry,
  ShadowMaterial,
  SRGBColorSpace,
} from 'three';
import type { Ar } from '#domain/scene/model.ts';

/** A picture of the print and where the symbol is in it, in the picture's pixels. */
export interface PrintPicture {
  readonly image: HTMLCanvasElement;
  readonly symbol: { readonly x: number; readonly y: number; readonly size: number };
}

/** A shadow further than this from the code is on something else than the print. */
const REACH = 4;
const ROOM_DEPTH = 1.1;
/** Half of a window: the symbol with most of its quiet zone. */
const OPENING = 0.56;
/** Plaster, for an editor's print without a wall. */
const WALL = '#b9b6ae';

/** The print itself: hides what is behind it, takes shadows, and opens for a window. */
export function makeSurface(print: PrintPicture | undefined) {
  const group = new Group();
  const texture = print ? new CanvasTexture(print.image) : null;
  if (texture) {
    texture.colorSpace = SRGBColorSpace;
    texture.anisotropy = 4;
  }
  // Without a picture only its depth is drawn: the camera's picture shows through.
  const paper = new MeshBasicMaterial(texture ? { map: texture, toneMapped: false } : { colorWrite: false });
  const plaster = new MeshBasicMaterial({ color: WALL, toneMapped: false });
  const layers = [layer(extentOf(print), paper, -0.002)];
  // What a camera would show around the print.
  if (print) layers.push(layer(extentOf(undefined), plaster, -0.004));
  const shade = new Mesh(new PlaneGeometry(REACH * 2, REACH * 2), new ShadowMaterial({ transparent: true }));
  shade.receiveShadow = true;
  const box = new BoxGeometry(OPENING * 2, OPENING * 2, ROOM_DEPTH);
  // The side to the reader is open.
  box.groups = box.groups.filter((side) => side.materialIndex !== 4);
  const inside = new MeshStandardMaterial({ side: BackSide, roughness: 0.9 });
  const room = new Mesh(box, [inside, inside, inside, inside, inside, inside]);
  room.position.z = -ROOM_DEPTH / 2;
  room.receiveShadow = true;
  group.add(...layers.flatMap(({ whole, opened }) => [whole, opened]), shade, room);
  return {
    group,
    apply(form: Ar['form'], background: string, shadow: number): void {
      const isWindow = form === 'window';
      for (const { whole, opened } of layers) {
        whole.visible = !isWindow;
        opened.visible = isWindow;
      }
      room.visible = isWindow;
      shade.visible = !isWindow;
      shade.material.opacity = shadow;
      inside.color.set(background);
    },
    dispose(): void {
      for (const { whole, opened } of layers) {
        whole.geometry.dispose();
        opened.geometry.dispose();
      }
      shade.geometry.dispose();
      room.geometry.dispose();
      paper.dispose();
      plaster.dispose();
      shade.material.dispose();
      inside.dispose();
      texture?.dispose();
    },
  };
}

/** A flat layer, whole and with the window open, `z` before the print. */
function layer(extent: Extent, material: MeshBasicMaterial, z: number) {
  const make = (open: boolean) => {
    const mesh = new Mesh(sheet(extent, open), material);
    mesh.renderOrder = -1;
    mesh.position.z = z;
    return mesh;
  };
  return { whole: make(false), opened: make(true) };
}

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** How far the print reaches from the middle of the symbol, in widths of it. */
function extentOf(print: PrintPicture | undefined): Extent {
  if (!print) return { left: -REACH, right: REACH, bottom: -REACH, top: REACH };
  const { x, y, size } = print.symbol;
  const [middleX, middleY] = [x + size / 2, y + size / 2];
  return {
    left: -middleX / size,
    right: (print.image.width - middleX) / size,
    bottom: (middleY - print.image.height) / size,
    top: middleY / size,
  };
}

/** The print as a flat piece, with its picture's coordinates; `open` leaves out the window. */
function sheet({ left, right, bottom, top }: Extent, open: boolean): BufferGeometry {
  const [low, high] = [-OPENING, OPENING];
  const pieces = open
    ? [
        [left, bottom, right, low],
        [left, high, right, top],
        [left, low, low, high],
        [high, low, right, high],
      ]
    : [[left, bottom, right, top]];
  const corners = pieces.flatMap(([x0 = 0, y0 = 0, x1 = 0, y1 = 0]) => [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y0],
    [x1, y1],
    [x0, y1],
  ]);
  const geometry = new BufferGeometry();
  geometry.setAttribute(
    'position',
    new Float32BufferAttribute(
      corners.flatMap(([x = 0, y = 0]) => [x, y, 0]),
      3,
    ),
  );
  geometry.setAttribute(
    'uv',
    new Float32BufferAttribute(
      corners.flatMap(([x = 0, y = 0]) => [(x - left) / (right - left), (y - bottom) / (top - bottom)]),
      2,
    ),
  );
  return geometry;
}
