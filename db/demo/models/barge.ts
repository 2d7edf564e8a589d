import {
  BoxGeometry,
  BufferGeometry,
  CatmullRomCurve3,
  CylinderGeometry,
  ExtrudeGeometry,
  Float32BufferAttribute,
  LatheGeometry,
  Shape,
  SphereGeometry,
  TorusGeometry,
  TubeGeometry,
  Vector2,
  Vector3,
} from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';
import { creased, dice, linear, Model, mix, times, turn, type Vec3 } from './kit.ts';

/** Stations of the hull from bow (left, −x) to stern: x, half beam at the rail, height of rail and keel. */
const STATIONS: readonly [number, number, number, number][] = [
  [-1.62, 0.03, 0.62, 0.1],
  [-1.5, 0.2, 0.575, -0.02],
  [-1.3, 0.36, 0.52, -0.1],
  [-0.95, 0.47, 0.46, -0.14],
  [-0.4, 0.52, 0.42, -0.15],
  [0.3, 0.52, 0.42, -0.15],
  [0.85, 0.48, 0.46, -0.14],
  [1.2, 0.39, 0.52, -0.08],
  [1.38, 0.3, 0.56, 0.04],
];

/** Fractions of the way from keel to rail, and of the beam there: a full, round-bilged section. */
const SECTION: readonly [number, number][] = [
  [0, 0.05],
  [0.08, 0.5],
  [0.25, 0.82],
  [0.36, 0.91],
  [0.58, 0.97],
  [0.76, 0.99],
  [0.83, 0.995],
  [1, 1],
];
/** Paint of the planking between two rows of the section, from the keel up. */
const PLANKING = ['#8f2a17', '#8f2a17', '#8f2a17', '#1a2124', '#1a2124', '#e9dfc8', '#2c5a4c'] as const;

const spline = (row: 1 | 2 | 3): CatmullRomCurve3 =>
  new CatmullRomCurve3(STATIONS.map((station) => new Vector3(station[0], station[row], 0)));

function hull(): { hull: BufferGeometry; colours: Vec3[]; deck: BufferGeometry; railLine: Vector3[] } {
  const [beam, rail, keel] = [spline(1), spline(2), spline(3)];
  const along = 26;
  const rows: Vector3[][] = [];
  for (let i = 0; i <= along; i++) {
    const t = i / along;
    const x = beam.getPoint(t).x;
    const half = Math.max(0.02, beam.getPoint(t).y);
    const [top, low] = [rail.getPoint(t).y, keel.getPoint(t).y];
    const side = SECTION.map(([up, out]) => new Vector3(x, low + (top - low) * up, half * out));
    rows.push([...side.toReversed(), ...side.map(({ x: sx, y, z }) => new Vector3(sx, y, -z))]);
  }
  const positions: number[] = [];
  const colours: Vec3[] = [];
  const push = (...points: (Vector3 | undefined)[]): void => {
    for (const point of points) if (point) positions.push(point.x, point.y, point.z);
  };
  for (let i = 0; i < along; i++) {
    const [a = [], b = []] = [rows[i], rows[i + 1]];
    for (let j = 0; j < a.length - 1; j++) {
      push(a[j], a[j + 1], b[j + 1], a[j], b[j + 1], b[j]);
      const row = j < SECTION.length - 1 ? SECTION.length - 2 - j : j - SECTION.length;
      const paint = linear(PLANKING[Math.max(0, row)] ?? PLANKING[0]);
      colours.push(paint, paint, paint, paint, paint, paint);
    }
  }
  const stern = rows.at(-1) ?? [];
  const [moss, tar] = [linear('#2c5a4c'), linear('#1a2124')];
  for (let j = 0; j < stern.length / 2 - 1; j++) {
    const [a, b] = [stern.length - 1 - j, stern.length - 2 - j];
    push(stern[j], stern[j + 1], stern[b], stern[j], stern[b], stern[a]);
    const paint = j < 2 ? moss : tar;
    colours.push(paint, paint, paint, paint, paint, paint);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(positions, 3));
  const deck: number[] = [];
  const railLine: Vector3[] = [];
  for (let i = 0; i < along; i++) {
    const edge = [rows[i], rows[i + 1]].map((row = []) => [row[0], row.at(-1)] as const);
    const drop = (point: Vector3 | undefined): number[] => [
      point?.x ?? 0,
      (point?.y ?? 0) - 0.09,
      (point?.z ?? 0) * 0.97,
    ];
    const [[a, b] = [], [c, d] = []] = edge;
    deck.push(...drop(a), ...drop(c), ...drop(b), ...drop(b), ...drop(c), ...drop(d));
  }
  for (const row of rows) railLine.push((row[0] ?? new Vector3()).clone());
  const deckGeometry = new BufferGeometry();
  deckGeometry.setAttribute('position', new Float32BufferAttribute(deck, 3));
  deckGeometry.computeVertexNormals();
  return { hull: creased(geometry, 40), colours, deck: deckGeometry, railLine };
}

const tube = (points: readonly Vec3[], radius: number, steps = 12, sides = 6): BufferGeometry =>
  new TubeGeometry(new CatmullRomCurve3(points.map((point) => new Vector3(...point))), steps, radius, sides);

const box = (w: number, h: number, d: number, at: Vec3): BufferGeometry =>
  new BoxGeometry(w, h, d).translate(...at);

/** A disc of water with small facets, and a dip of brightness where the ship's light falls. */
function water(): BufferGeometry {
  const roll = dice(21);
  const rings = 13;
  const spokes = 40;
  const radius = 2.15;
  const grid: Vector3[][] = [];
  for (let i = 0; i <= rings; i++) {
    const r = (i / rings) * radius;
    grid.push(
      Array.from({ length: spokes }, (_, j) => {
        const angle = ((j + (i % 2) * 0.5) / spokes) * Math.PI * 2;
        const rough = i === 0 || i === rings ? 0 : 1;
        const wobble = 1 + (roll() - 0.5) * 0.05 * rough;
        const [x, z] = [Math.cos(angle) * r * wobble, Math.sin(angle) * r * wobble];
        const y =
          rough *
          (Math.sin(x * 4.2 + z * 1.7) * 0.014 +
            Math.sin(z * 5.1 - x * 1.1) * 0.012 +
            (roll() - 0.5) * 0.022);
        return new Vector3(x, y, z);
      }),
    );
  }
  const positions: number[] = [];
  for (let i = 0; i < rings; i++) {
    for (let j = 0; j < spokes; j++) {
      const [a, b] = [grid[i]?.[j], grid[i]?.[(j + 1) % spokes]];
      const shift = i % 2;
      const [c, d] = [grid[i + 1]?.[(j + shift) % spokes], grid[i + 1]?.[(j + 1 + shift) % spokes]];
      const e = grid[i + 1]?.[j];
      if (!a || !b || !c || !d || !e) continue;
      if (i > 0) positions.push(...a, ...b, ...(shift ? c : d));
      positions.push(...a, ...(shift ? c : d), ...(shift ? e : e));
    }
  }
  const skirt: number[] = [];
  const rim = grid.at(-1) ?? [];
  for (let j = 0; j < spokes; j++) {
    const [a, b] = [rim[j], rim[(j + 1) % spokes]];
    if (!a || !b) continue;
    skirt.push(a.x, 0, a.z, b.x, 0, b.z, b.x * 0.985, -0.3, b.z * 0.985);
    skirt.push(a.x, 0, a.z, b.x * 0.985, -0.3, b.z * 0.985, a.x * 0.985, -0.3, a.z * 0.985);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute([...positions, ...skirt], 3));
  geometry.computeVertexNormals();
  return geometry;
}

/** The furled sail: a sausage of cloth with creases under the lashings. */
function furledSail(): BufferGeometry {
  const points: Vector2[] = [];
  for (let i = 0; i <= 40; i++) {
    const t = i / 40;
    const swell = 0.4 + 0.6 * Math.sin(Math.PI * Math.min(1, t * 1.15 + 0.02)) ** 0.6;
    const lashing = Math.abs(((t * 7) % 1) - 0.5) > 0.44 ? 0.82 : 1;
    points.push(new Vector2(0.062 * swell * lashing, t * 1.3));
  }
  return creased(new LatheGeometry(points, 14), 50).scale(1, 1, 0.8);
}

function lantern(): { cage: BufferGeometry; glass: BufferGeometry; cap: BufferGeometry } {
  const cap = new LatheGeometry(
    (
      [
        [0, 0.19],
        [0.012, 0.19],
        [0.02, 0.165],
        [0.085, 0.125],
        [0.085, 0.112],
        [0, 0.112],
      ] as const
    )
      .map(([x, y]) => new Vector2(x, y))
      .toReversed(),
    14,
  );
  const foot = new CylinderGeometry(0.075, 0.085, 0.03, 14).translate(0, -0.1, 0);
  const bars = Array.from({ length: 6 }, (_, i) => {
    const angle = (i / 6) * Math.PI * 2;
    return new CylinderGeometry(0.006, 0.006, 0.22, 5).translate(
      Math.cos(angle) * 0.07,
      0,
      Math.sin(angle) * 0.07,
    );
  });
  return {
    cage: mergeGeometries([foot, ...bars]),
    glass: new CylinderGeometry(0.058, 0.058, 0.2, 14, 1),
    cap: creased(cap, 35),
  };
}

/** A barge at night with its stern light lit, on a disc of water. Clip: `ride`, 6 s, loops. */
export async function buildBarge(): Promise<Uint8Array> {
  const model = new Model('Achterlicht', 'ride');
  const plain = (colour: string, rough = 0.75, metal = 0) => model.material(colour, { colour, rough, metal });
  const painted = model.material('painted hull', { colour: '#ffffff', rough: 0.55 });
  const wood = model.material('deck', { colour: '#b98d5c', rough: 0.8 });
  const dark = plain('#4a2f1e', 0.7);
  const rope = plain('#cdb88c', 0.9);
  const brass = model.material('brass', { colour: '#c79a4a', metal: 0.7, rough: 0.32 });
  const flame = model.material('lamp glass', { colour: '#ffc25e', unlit: true });
  const window = model.material('window', {
    colour: '#ffd68a',
    glow: '#ff9d3a',
    glowStrength: 0.85,
    rough: 0.5,
  });
  const sea = model.material('water', { colour: '#ffffff', rough: 0.55 });
  const glint = model.material('glint', { colour: '#ffffff', unlit: true, blend: true, doubleSided: true });

  const [near, far, lit] = [linear('#24506a'), linear('#0d2230'), linear('#b98a3c')];
  model.part('water', water(), sea, {
    paint: ({ x, y, z }) => {
      const depth = y < -0.05 ? 0.9 : Math.min(1, Math.hypot(x, z) / 2.2);
      const lamp = Math.max(0, 1 - Math.hypot(x - 1.75, z - 0.1) / 0.7) * 0.75;
      return [...mix(mix(near, far, depth + y * 6 - 0.1), lit, lamp), 1];
    },
  });

  const ship = model.node('ship', model.root, [0, -0.1, 0]);
  const { hull: shell, colours, deck, railLine } = hull();
  let corner = 0;
  model.part('hull', shell, painted, {
    parent: ship,
    paint: () => [...(colours[corner++] ?? [0, 0, 0]), 1],
  });
  const planks = linear('#c29a68');
  const seam = linear('#8a6440');
  model.part('deck', deck, wood, {
    parent: ship,
    paint: ({ x, z }) => [...(Math.floor((z + 2) * 14 + x * 0.2) % 2 ? planks : mix(planks, seam, 0.5)), 1],
  });
  for (const side of [1, -1]) {
    const line = railLine.map(({ x, y, z }) => new Vector3(x, y + 0.008, z * side));
    model.part(`rail ${side}`, new TubeGeometry(new CatmullRomCurve3(line), 40, 0.022, 6), dark, {
      parent: ship,
    });
  }
  const hatch = [
    box(0.98, 0.12, 0.58, [-0.18, 0.4, 0]),
    ...[-0.5, -0.26, -0.02, 0.22].map((x) => box(0.02, 0.135, 0.6, [x - 0.06, 0.4, 0])),
  ];
  model.part('hatch', mergeGeometries(hatch.slice(0, 1)), plain('#6d4a2e'), { parent: ship });
  model.part('hatch battens', mergeGeometries(hatch.slice(1)), dark, { parent: ship });

  const cabin = [box(0.5, 0.34, 0.56, [0.86, 0.52, 0])];
  model.part('cabin', mergeGeometries(cabin), plain('#e9dfc8', 0.7), { parent: ship });
  const arc = new Shape();
  arc
    .moveTo(-0.33, 0)
    .quadraticCurveTo(0, 0.13, 0.33, 0)
    .lineTo(0.33, 0.03)
    .quadraticCurveTo(0, 0.165, -0.33, 0.03)
    .closePath();
  const roof = new ExtrudeGeometry(arc, { depth: 0.6, bevelEnabled: false, curveSegments: 10 });
  const eaves = new Shape();
  eaves
    .moveTo(-0.28, -0.03)
    .lineTo(0.28, -0.03)
    .lineTo(0.28, 0)
    .quadraticCurveTo(0, 0.11, -0.28, 0)
    .closePath();
  const gable = new ExtrudeGeometry(eaves, { depth: 0.5, bevelEnabled: false, curveSegments: 10 });
  const turned = (shape: BufferGeometry, x: number): BufferGeometry =>
    creased(shape.rotateY(Math.PI / 2).translate(x, 0.69, 0), 35);
  model.part('cabin roof', turned(roof, 0.56), plain('#2c5a4c', 0.6), { parent: ship });
  model.part('cabin gable', turned(gable, 0.61), plain('#e9dfc8', 0.7), { parent: ship });
  const panes = [0.74, 0.98].flatMap((x) =>
    [-1, 1].map((side) => box(0.14, 0.13, 0.02, [x, 0.55, side * 0.282])),
  );
  panes.push(box(0.02, 0.13, 0.3, [0.608, 0.57, 0]));
  model.part('windows', mergeGeometries(panes), window, { parent: ship });
  const frames = [0.74, 0.98].flatMap((x) =>
    [-1, 1].flatMap((side) => [
      box(0.17, 0.018, 0.03, [x, 0.478, side * 0.284]),
      box(0.014, 0.13, 0.026, [x, 0.55, side * 0.286]),
    ]),
  );
  model.part('window frames', mergeGeometries(frames), dark, { parent: ship });
  model.part(
    'stove pipe',
    mergeGeometries([
      new CylinderGeometry(0.035, 0.035, 0.26, 10).translate(1.0, 0.86, 0.16),
      new CylinderGeometry(0.05, 0.045, 0.03, 10).translate(1.0, 1.0, 0.16),
    ]),
    plain('#22292b', 0.5, 0.4),
    { parent: ship },
  );

  const roll = dice(5);
  const teas = [
    [-0.42, 0.14],
    [-0.22, 0.16],
    [-0.4, -0.08],
    [-0.1, -0.12],
    [0.12, 0.08],
  ] as const;
  const crates = teas.map(([x, z], i) =>
    new BoxGeometry(0.17, 0.15 + (i % 2) * 0.05, 0.17)
      .rotateY(roll() * 0.5 - 0.25)
      .translate(x, 0.535 + (i % 2) * 0.025, z),
  );
  model.part('tea crates', mergeGeometries(crates), plain('#a8794a'), { parent: ship });
  const tins = teas
    .slice(0, 3)
    .map(([x, z]) => new CylinderGeometry(0.045, 0.045, 0.12, 12).translate(x + 0.02, 0.7, z));
  model.part('tea tins', mergeGeometries(tins), plain('#1d3a4b', 0.35, 0.3), { parent: ship });
  const bands = teas
    .slice(0, 3)
    .map(([x, z]) => new CylinderGeometry(0.047, 0.047, 0.03, 12, 1, true).translate(x + 0.02, 0.69, z));
  model.part('tin labels', mergeGeometries(bands), plain('#efe6d2', 0.9), { parent: ship });

  const mastX = -0.82;
  model.part(
    'mast',
    mergeGeometries([new CylinderGeometry(0.025, 0.045, 2.1, 12).translate(mastX, 1.38, 0)]),
    plain('#8a5f38', 0.7),
    { parent: ship },
  );
  model.part('truck', new SphereGeometry(0.04, 12, 8).translate(mastX, 2.44, 0), brass, { parent: ship });
  model.part(
    'sail',
    furledSail()
      .rotateZ(-Math.PI / 2 + 0.12)
      .translate(mastX + 0.06, 1.02, 0),
    plain('#9c3f28', 0.9),
    { parent: ship },
  );
  model.part(
    'boom',
    new CylinderGeometry(0.02, 0.02, 1.45, 8).rotateZ(-Math.PI / 2 + 0.12).translate(mastX + 0.72, 1.0, 0),
    plain('#8a5f38', 0.7),
    { parent: ship },
  );
  const lines = [
    tube(
      [
        [mastX, 2.36, 0],
        [-1.6, 0.64, 0],
      ],
      0.008,
      6,
      5,
    ),
    tube(
      [
        [mastX, 2.3, 0],
        [-0.55, 0.44, 0.5],
      ],
      0.007,
      6,
      5,
    ),
    tube(
      [
        [mastX, 2.3, 0],
        [-0.55, 0.44, -0.5],
      ],
      0.007,
      6,
      5,
    ),
    tube(
      [
        [mastX, 2.3, 0],
        [-1.0, 0.47, 0.45],
      ],
      0.007,
      6,
      5,
    ),
    tube(
      [
        [mastX, 2.3, 0],
        [-1.0, 0.47, -0.45],
      ],
      0.007,
      6,
      5,
    ),
    tube(
      [
        [mastX, 2.38, 0],
        [0.3, 1.5, 0],
        [0.62, 1.17, 0],
      ],
      0.007,
      10,
      5,
    ),
    new TorusGeometry(0.09, 0.02, 6, 18).rotateX(Math.PI / 2).translate(-1.12, 0.43, 0.12),
    new TorusGeometry(0.075, 0.02, 6, 18).rotateX(Math.PI / 2).translate(-1.12, 0.465, 0.12),
  ];
  model.part('ropes', mergeGeometries(lines), rope, { parent: ship });
  const pennant = new BufferGeometry();
  pennant.setAttribute(
    'position',
    new Float32BufferAttribute([0, 0.05, 0, 0, -0.05, 0, 0.36, 0.01, 0.05], 3),
  );
  pennant.computeVertexNormals();
  const flag = model.part(
    'pennant',
    pennant,
    model.material('pennant', { colour: '#cf3d26', rough: 0.9, doubleSided: true }),
    { parent: ship, at: [mastX + 0.02, 2.34, 0] },
  );
  model.part(
    'tiller',
    tube(
      [
        [1.42, 0.5, 0],
        [1.36, 0.66, 0],
        [1.18, 0.73, 0.02],
      ],
      0.022,
      10,
      7,
    ),
    dark,
    { parent: ship },
  );
  model.part('rudder', box(0.05, 0.62, 0.05, [1.43, 0.22, 0]), dark, { parent: ship });

  model.part(
    'lamp arm',
    tube(
      [
        [1.28, 0.52, -0.22],
        [1.34, 1.0, -0.2],
        [1.52, 1.22, -0.06],
        [1.66, 1.18, 0],
      ],
      0.018,
      14,
      7,
    ),
    plain('#22292b', 0.5, 0.4),
    { parent: ship },
  );
  const lamp = model.node('stern light', ship, [1.66, 1.17, 0]);
  const { cage, glass, cap } = lantern();
  const swing = model.node('lamp body', lamp, [0, -0.22, 0]);
  model.part('lamp ring', new TorusGeometry(0.03, 0.007, 6, 14).translate(0, 0.205, 0), brass, {
    parent: swing,
  });
  model.part('lamp cage', cage, brass, { parent: swing });
  model.part('lamp cap', cap, brass, { parent: swing });
  model.part('lamp glass', glass, flame, { parent: swing });
  model.light('stern light', swing, [0, 0, 0], '#ffb45a', 2.2, 5);

  // The light on the water: broken bars that lengthen into a column, as reflections on ripples do.
  const column = model.node('reflection', model.root, [1.76, 0.035, 0.06]);
  const bars: Float32BufferAttribute[] = [];
  const points: number[] = [];
  for (let i = 0; i < 9; i++) {
    const z = 0.05 + i * 0.12;
    const half = 0.05 + 0.055 * Math.sin(i * 1.9) ** 2 + i * 0.006;
    const shift = Math.sin(i * 2.3) * 0.03;
    points.push(
      -half + shift,
      0,
      z,
      shift,
      0,
      z + 0.035,
      half + shift,
      0,
      z,
      -half + shift,
      0,
      z,
      half + shift,
      0,
      z,
      shift,
      0,
      z - 0.03,
    );
  }
  bars.push(new Float32BufferAttribute(points, 3));
  const stripes = new BufferGeometry();
  stripes.setAttribute('position', bars[0] ?? new Float32BufferAttribute([], 3));
  stripes.computeVertexNormals();
  const gold = linear('#ffc862');
  const ripples = model.part('ripples', stripes, glint, {
    parent: column,
    paint: ({ z }) => [...gold, Math.max(0.12, 0.85 - z * 0.7)],
  });

  const steps = 36;
  const clock = times(6, steps);
  const wave = (i: number, turns: number, shift = 0): number =>
    Math.sin((i / steps) * Math.PI * 2 * turns + shift);
  model.track(
    ship,
    'translation',
    clock,
    clock.map((_, i) => [0, wave(i, 2) * 0.02 - 0.1, 0]),
  );
  model.track(
    ship,
    'rotation',
    clock,
    clock.map((_, i) => turn('x', wave(i, 1) * 0.045 + wave(i, 2, 1) * 0.012)),
  );
  model.track(
    swing,
    'rotation',
    clock,
    clock.map((_, i) => turn('x', -wave(i, 1, -0.5) * 0.12)),
  );
  model.track(
    flag,
    'rotation',
    clock,
    clock.map((_, i) => turn('y', 0.25 + wave(i, 3) * 0.35)),
  );
  model.track(
    ripples,
    'scale',
    clock,
    clock.map((_, i) => [1 + wave(i, 3) * 0.18, 1, 1 + wave(i, 2, 0.8) * 0.05]),
  );
  return model.write();
}
