import {
  BufferGeometry,
  CircleGeometry,
  CylinderGeometry,
  Float32BufferAttribute,
  LatheGeometry,
  Path,
  QuadraticBezierCurve3,
  Shape,
  SphereGeometry,
  TorusGeometry,
  TubeGeometry,
  Vector2,
  Vector3,
} from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';
import { creased, dice, fineFaces, linear, Model, mix, times, turn, type Vec3 } from './kit.ts';

const RADIUS = 0.5;
const BOTTOM = 0.07;
const HEIGHT = 1.1;
const WALL = 0.022;

/** The seven spires as one sees them from the west bank, north on the left: centre (rad), height, half-width. */
const SPIRES: readonly [number, number, number][] = [
  [-1.3, 0.42, 0.034],
  [-0.92, 0.56, 0.036],
  [-0.7, 0.56, 0.036],
  [-0.2, 0.47, 0.038],
  [0.28, 0.34, 0.03],
  [0.84, 0.47, 0.036],
  [1.08, 0.47, 0.036],
];
const WATER = 0.47;

const bend = (x: number, y: number, radius: number): Vec3 => {
  const angle = x / RADIUS;
  return [Math.sin(angle) * radius, y + BOTTOM, Math.cos(angle) * radius];
};

function spireHole([angle, height, half]: readonly [number, number, number]): Path {
  const x = angle * RADIUS;
  const base = WATER + 0.06;
  const eaves = base + height * 0.5;
  const hole = new Path();
  hole.moveTo(x - half, base);
  hole.lineTo(x - half, eaves);
  hole.lineTo(x - half * 1.18, eaves + 0.012);
  hole.lineTo(x - half * 0.42, eaves + height * 0.16);
  hole.lineTo(x, base + height);
  hole.lineTo(x + half * 0.42, eaves + height * 0.16);
  hole.lineTo(x + half * 1.18, eaves + 0.012);
  hole.lineTo(x + half, eaves);
  hole.lineTo(x + half, base);
  hole.closePath();
  return hole;
}

function roundHole(x: number, y: number, radius: number): Path {
  const hole = new Path();
  hole.absarc(x, y, radius, 0, Math.PI * 2, true);
  return hole;
}

/** The wall of the tin with its holes cut out, and the cut edges. */
function wall(): { outside: BufferGeometry; edges: BufferGeometry } {
  const half = Math.PI * RADIUS;
  const shape = new Shape();
  shape.moveTo(-half, 0).lineTo(half, 0).lineTo(half, HEIGHT).lineTo(-half, HEIGHT).closePath();
  const holes = SPIRES.map(spireHole);
  const ripple = 40;
  for (let i = 0; i < ripple; i++) {
    const x = -half + ((i + 0.5) / ripple) * half * 2;
    holes.push(roundHole(x, WATER + Math.sin(i * 1.15) * 0.012, 0.0115));
  }
  // One hole too many: below the water line, under the gap between St. Petri and St. Aegidien.
  holes.push(roundHole(0.02, WATER - 0.085, 0.03));
  // The back, which nobody looks at, has rings of air holes.
  for (let i = 0; i < 7; i++) {
    const angle = 1.95 + (i / 6) * 2.38;
    const x = (angle > Math.PI ? angle - Math.PI * 2 : angle) * RADIUS;
    holes.push(roundHole(x, WATER + 0.22 + (i % 2) * 0.18, 0.016));
  }
  shape.holes = holes;

  const faces = fineFaces(shape, 0.12, 5);
  const positions: number[] = [];
  const normals: number[] = [];
  for (const { x, y } of faces) {
    const at = bend(x, y, RADIUS);
    positions.push(...at);
    normals.push(at[0] / RADIUS, 0, at[2] / RADIUS);
  }
  const rims: number[] = [];
  for (const hole of holes) {
    const points = hole.getPoints(5);
    if (area(points) > 0) points.reverse();
    for (const [i, point] of points.entries()) {
      const next = points[(i + 1) % points.length] ?? point;
      const [a, b] = [bend(point.x, point.y, RADIUS), bend(next.x, next.y, RADIUS)];
      const [c, d] = [bend(next.x, next.y, RADIUS - WALL), bend(point.x, point.y, RADIUS - WALL)];
      rims.push(...a, ...b, ...c, ...a, ...c, ...d);
    }
  }
  const edges = new BufferGeometry();
  edges.setAttribute('position', new Float32BufferAttribute(rims, 3));
  edges.computeVertexNormals();
  return { outside: withNormals(positions, normals), edges };
}

function area(points: readonly Vector2[]): number {
  return points.reduce((sum, { x, y }, i) => {
    const next = points[(i + 1) % points.length] ?? points[0];
    return next ? sum + x * next.y - next.x * y : sum;
  }, 0);
}

function withNormals(positions: number[], normals: number[]): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(positions, 3));
  geometry.setAttribute('normal', new Float32BufferAttribute(normals, 3));
  return geometry;
}

const lathe = (points: readonly [number, number][], segments = 40): BufferGeometry =>
  creased(
    new LatheGeometry(
      points.map(([x, y]) => new Vector2(x, y)),
      segments,
    ),
    32,
  );

/** The paper label, bent around the tin below the water line. */
function label(): BufferGeometry {
  const geometry = new CylinderGeometry(RADIUS + 0.004, RADIUS + 0.004, 0.26, 48, 1, true, -1.25, 2.5);
  const uv = geometry.getAttribute('uv');
  // glTF counts v from the top.
  for (let i = 0; i < uv.count; i++) uv.setY(i, 1 - uv.getY(i));
  return geometry.translate(0, BOTTOM + 0.185, 0);
}

function flameShape(radius: number, height: number): BufferGeometry {
  const points: Vector2[] = [];
  for (let i = 0; i <= 14; i++) {
    const t = i / 14;
    points.push(new Vector2(radius * Math.sin(Math.PI * t ** 0.62) * (1 - t * 0.25) + 0.0005, t * height));
  }
  return new LatheGeometry(points, 20);
}

/** Patches of light that the spires throw on the table: brightest along the middle, fading outwards. */
function thrownLight(): { geometry: BufferGeometry; alphas: Map<string, number> } {
  const positions: number[] = [];
  const alphas = new Map<string, number>();
  for (const [angle, height, half] of SPIRES) {
    const spread = (half / RADIUS) * 1.7;
    const near = 0.6;
    const far = near + height * 1.5;
    const steps = 8;
    const at = (part: number, side: number): Vec3 => {
      const radius = near + (far - near) * part;
      const width = part < 0.55 ? spread : spread * (1 - (part - 0.55) / 0.45);
      const point: Vec3 = [
        Math.sin(angle + side * width) * radius,
        0.004,
        Math.cos(angle + side * width) * radius,
      ];
      alphas.set(keyOf(point), side === 0 ? 0.42 * (1 - part) ** 1.2 : 0);
      return point;
    };
    for (let i = 0; i < steps; i++) {
      const [p, q] = [i / steps, (i + 1) / steps];
      for (const side of [-1, 0] as const) {
        positions.push(...at(p, side), ...at(q, side + 1), ...at(q, side));
        positions.push(...at(p, side), ...at(p, side + 1), ...at(q, side + 1));
      }
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(positions, 3));
  geometry.computeVertexNormals();
  return { geometry, alphas };
}

const keyOf = ([x, , z]: Vec3): string => `${x.toFixed(4)},${z.toFixed(4)}`;

/** The tea tin of the story, lit from inside. `labelImage` is a PNG, 5:1. Clip: `burn`, 4 s, loops. */
export async function buildTin(labelImage: Uint8Array): Promise<Uint8Array> {
  const model = new Model('Nachtwache tin', 'burn');
  const enamel = model.material('night enamel', { colour: '#2b5a78', metal: 0.15, rough: 0.36 });
  const brass = model.material('brass', { colour: '#c79a4a', metal: 0.72, rough: 0.3 });
  const edge = model.material('cut tin', {
    colour: '#e8b765',
    metal: 0.3,
    rough: 0.45,
    glow: '#e08a2c',
    glowStrength: 0.8,
  });
  const inner = model.material('lit inside', { colour: '#ffffff', unlit: true });
  const wax = model.material('wax', { colour: '#b3321c', rough: 0.55, glow: '#7a1c08', glowStrength: 0.35 });
  const iron = model.material('iron', { colour: '#22292b', metal: 0.5, rough: 0.5 });
  const paper = model.material('label', { colour: '#ffffff', rough: 0.9 });
  paper.setBaseColorTexture(model.texture('label', labelImage, 'image/png'));

  const { outside, edges } = wall();
  model.part('wall', outside, enamel);
  model.part('cuts', edges, edge);
  const glow: Vec3 = linear('#ffb347');
  const ember: Vec3 = linear('#5a2208');
  // Faces inwards only: the near side is not drawn, so one looks through the holes at the far one.
  const lining = new CylinderGeometry(RADIUS - WALL, RADIUS - WALL, HEIGHT, 40, 10, true)
    .translate(0, BOTTOM + HEIGHT / 2, 0)
    .scale(-1, 1, 1);
  model.part('lining', lining, inner, {
    paint: ({ y }) => {
      const near = Math.max(0, 1 - Math.abs(y - 0.8) / 0.62);
      return [...mix(ember, glow, near ** 1.3), 1];
    },
  });
  model.part('label', label(), paper, { uv: true });

  const foot: [number, number][] = [
    [0, 0],
    [0.5, 0],
    [0.535, 0.012],
    [0.54, 0.04],
    [0.525, 0.062],
    [0.5, 0.085],
    [0.47, 0.09],
    [0, 0.09],
  ];
  const collar: [number, number][] = [
    [0.475, 1.15],
    [0.52, 1.15],
    [0.535, 1.165],
    [0.535, 1.195],
    [0.5, 1.21],
  ];
  model.part('foot', lathe(foot), brass);
  model.part('collar', lathe(collar), brass);
  const roof: [number, number][] = [
    [0.512, 1.205],
    [0.5, 1.225],
    [0.44, 1.29],
    [0.33, 1.37],
    [0.2, 1.425],
    [0.175, 1.435],
    [0.175, 1.5],
  ];
  model.part('roof', lathe(roof), enamel);
  const hat: [number, number][] = [
    [0.175, 1.5],
    [0.225, 1.495],
    [0.24, 1.51],
    [0.17, 1.56],
    [0.06, 1.59],
    [0.04, 1.6],
    [0.05, 1.63],
    [0.035, 1.655],
    [0, 1.66],
  ];
  model.part('hat', lathe(hat, 32), brass);
  const vents = Array.from({ length: 10 }, (_, i) => {
    const angle = (i / 10) * Math.PI * 2;
    return new SphereGeometry(0.017, 10, 6).scale(0.5, 1.25, 1).translate(0.175, 1.468, 0).rotateY(angle);
  });
  model.part('vents', mergeGeometries(vents), edge);

  const bail = new QuadraticBezierCurve3(
    new Vector3(-0.54, 1.18, 0),
    new Vector3(0, 2.62, 0),
    new Vector3(0.54, 1.18, 0),
  );
  model.part('bail', new TubeGeometry(bail, 36, 0.014, 8), iron);
  const grip = new CylinderGeometry(0.032, 0.032, 0.24, 16, 1).rotateZ(Math.PI / 2).translate(0, 1.9, 0);
  model.part('grip', creased(grip, 30), model.material('oak', { colour: '#7a4a2a', rough: 0.7 }));
  for (const side of [-1, 1]) {
    model.part(
      `ear ${side}`,
      new TorusGeometry(0.032, 0.012, 8, 18).rotateY(Math.PI / 2).translate(side * 0.545, 1.18, 0),
      brass,
    );
  }

  // So that the hole that matters shines from every side.
  const spot = new CircleGeometry(0.034, 16).translate(0, WATER - 0.085 + BOTTOM, RADIUS - WALL + 0.004);
  model.part('eighth', spot.rotateY(0.04), inner, { paint: () => [...linear('#ffd98a'), 1] });

  const candle: [number, number][] = [
    [0, 0.09],
    [0.13, 0.09],
    [0.132, 0.44],
    [0.125, 0.48],
    [0.1, 0.49],
    [0.06, 0.47],
    [0, 0.465],
  ];
  model.part('candle', lathe(candle, 24), wax);
  model.part('wick', new CylinderGeometry(0.008, 0.008, 0.06, 6).translate(0, 0.495, 0), iron);

  const flame = model.node('flame', model.root, [0, 0.515, 0]);
  const [core, tip]: [Vec3, Vec3] = [linear('#fff6cf'), linear('#ff9a2e')];
  model.part('flame body', flameShape(0.085, 0.36), inner, {
    parent: flame,
    paint: ({ y }) => [...mix(core, tip, Math.min(1, (y / 0.36) ** 1.4)), 1],
  });
  const light = model.material('thrown light', {
    colour: '#ffffff',
    unlit: true,
    blend: true,
    doubleSided: true,
  });
  const warm = linear('#ffc46b');
  const patches = thrownLight();
  const thrown = model.part('thrown', patches.geometry, light, {
    paint: ({ x, z }) => [...warm, patches.alphas.get(keyOf([x, 0, z])) ?? 0],
  });
  model.light('candle light', model.root, [0, 0.78, 0], '#ffb45a', 1.6, 4);

  const steps = 48;
  const roll = dice(8);
  const jitter = Array.from({ length: steps }, () => [roll() - 0.5, roll() - 0.5, roll() - 0.5] as const);
  const wave = (i: number, row: 0 | 1 | 2): number => jitter[i % steps]?.[row] ?? 0;
  const clock = times(4, steps);
  model.track(
    flame,
    'scale',
    clock,
    clock.map((_, i) => {
      const tall = 1 + Math.sin((i / steps) * Math.PI * 8) * 0.06 + wave(i, 0) * 0.16;
      return [2 - tall, tall, 2 - tall];
    }),
  );
  model.track(
    flame,
    'rotation',
    clock,
    clock.map((_, i) => turn('z', Math.sin((i / steps) * Math.PI * 6) * 0.06 + wave(i, 1) * 0.07)),
  );
  model.track(
    thrown,
    'scale',
    clock,
    clock.map((_, i) => {
      const wide = 1 + wave(i, 0) * 0.025;
      return [wide, 1, wide];
    }),
  );
  return model.write();
}
