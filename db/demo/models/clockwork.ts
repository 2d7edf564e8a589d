import {
  BoxGeometry,
  type BufferGeometry,
  CircleGeometry,
  CylinderGeometry,
  ExtrudeGeometry,
  LatheGeometry,
  Path,
  Shape,
  SphereGeometry,
  TorusGeometry,
  Vector2,
} from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';
import { creased, linear, Model, mix, times, turn, type Vec3 } from './kit.ts';

/** A wheel with teeth, spokes and a hub; its axle is the z axis, its front at +z. */
function wheel(teeth: number, radius: number, depth: number, spokes: number): BufferGeometry {
  const shape = new Shape();
  const tooth = (radius * Math.PI * 2) / teeth;
  const [root, tip] = [radius - tooth * 0.34, radius + tooth * 0.3];
  for (let i = 0; i < teeth; i++) {
    const angle = (part: number): number => ((i + part) / teeth) * Math.PI * 2;
    const to = (r: number, a: number): [number, number] => [Math.cos(a) * r, Math.sin(a) * r];
    if (i === 0) shape.moveTo(...to(root, angle(0)));
    shape.lineTo(...to(root, angle(0.22))).lineTo(...to(tip, angle(0.4)));
    shape
      .lineTo(...to(tip, angle(0.6)))
      .lineTo(...to(root, angle(0.78)))
      .lineTo(...to(root, angle(1)));
  }
  shape.closePath();
  const rim = root - radius * 0.13;
  const hub = radius * 0.24;
  for (let i = 0; i < spokes; i++) {
    const width = 0.17 * (5 / spokes);
    const [from, to] = [(i / spokes) * Math.PI * 2 + width, ((i + 1) / spokes) * Math.PI * 2 - width];
    const inner = Math.min((to - from) / 2.2, width * 1.4);
    const hole = new Path();
    hole.absarc(0, 0, rim, from, to, false);
    hole.absarc(0, 0, hub, to - inner * 0.4, from + inner * 0.4, true);
    hole.closePath();
    shape.holes.push(hole);
  }
  const bevel = Math.min(0.012, radius * 0.03);
  const body = new ExtrudeGeometry(shape, {
    depth: depth - bevel * 2,
    bevelEnabled: true,
    bevelThickness: bevel,
    bevelSize: bevel,
    bevelOffset: -bevel,
    bevelSegments: 1,
    curveSegments: 3,
  }).translate(0, 0, -depth / 2 + bevel);
  return creased(body, 28);
}

/** A disc with seven small windows and one large: the signal of the story. */
function signalDisc(radius: number): BufferGeometry {
  const shape = new Shape();
  shape.absarc(0, 0, radius, 0, Math.PI * 2, false);
  for (let i = 0; i < 8; i++) {
    const angle = (i / 8) * Math.PI * 2 + Math.PI / 2;
    const hole = new Path();
    hole.absarc(
      Math.cos(angle) * radius * 0.7,
      Math.sin(angle) * radius * 0.7,
      i === 0 ? 0.1 : 0.052,
      0,
      Math.PI * 2,
      true,
    );
    shape.holes.push(hole);
  }
  const body = new ExtrudeGeometry(shape, {
    depth: 0.02,
    bevelEnabled: true,
    bevelThickness: 0.006,
    bevelSize: 0.006,
    bevelOffset: -0.006,
    bevelSegments: 1,
    curveSegments: 8,
  });
  return creased(body, 30);
}

/** One side plate of the frame, an arch with a window; faces +z. */
function plate(): BufferGeometry {
  const shape = new Shape();
  shape.moveTo(-0.72, 0).lineTo(-0.72, 1.15);
  shape.bezierCurveTo(-0.72, 1.62, -0.35, 1.78, 0, 1.78);
  shape.bezierCurveTo(0.35, 1.78, 0.72, 1.62, 0.72, 1.15);
  shape.lineTo(0.72, 0).lineTo(0.5, 0).lineTo(0.5, 0.14).lineTo(-0.5, 0.14).lineTo(-0.5, 0).closePath();
  const hole = new Path();
  hole.moveTo(-0.6, 0.26).lineTo(0.6, 0.26).lineTo(0.6, 1.14);
  hole.bezierCurveTo(0.6, 1.52, 0.3, 1.66, 0, 1.66);
  hole.bezierCurveTo(-0.3, 1.66, -0.6, 1.52, -0.6, 1.14);
  hole.closePath();
  shape.holes.push(hole);
  const body = new ExtrudeGeometry(shape, {
    depth: 0.03,
    bevelEnabled: true,
    bevelThickness: 0.01,
    bevelSize: 0.01,
    bevelOffset: -0.01,
    bevelSegments: 1,
    curveSegments: 8,
  });
  return creased(body, 30);
}

const rod = (radius: number, length: number, at: Vec3): BufferGeometry =>
  new CylinderGeometry(radius, radius, length, 14).rotateX(Math.PI / 2).translate(...at);

const turned = (points: readonly (readonly [number, number])[], segments = 24): BufferGeometry =>
  creased(
    new LatheGeometry(
      points.map(([x, y]) => new Vector2(x, y)),
      segments,
    ),
    34,
  );

/** The signal clockwork: wheels drive a disc with seven windows and one before a lamp. Clip: `run`, 12 s, loops. */
export async function buildClockwork(): Promise<Uint8Array> {
  const model = new Model('Signal clockwork', 'run');
  const brass = model.material('brass', { colour: '#cfa052', metal: 0.72, rough: 0.3 });
  const pale = model.material('pale brass', { colour: '#e3c684', metal: 0.62, rough: 0.34 });
  const copper = model.material('copper', { colour: '#b4623a', metal: 0.68, rough: 0.33 });
  const steel = model.material('steel', { colour: '#5d6a6e', metal: 0.7, rough: 0.35 });
  const walnut = model.material('walnut', { colour: '#ffffff', rough: 0.5 });
  const enamel = model.material('night enamel', { colour: '#1d3a4b', metal: 0.2, rough: 0.36 });
  const red = model.material('trail red', { colour: '#b3321c', rough: 0.45 });
  const lampGlass = model.material('lamp', { colour: '#ffcb6e', unlit: true });
  const beamMaterial = model.material('beam', {
    colour: '#ffffff',
    unlit: true,
    blend: true,
    doubleSided: true,
  });

  const [dark, light] = [linear('#4b2d1a'), linear('#7a4c2b')];
  const grain = ({ x, y, z }: { x: number; y: number; z: number }): [number, number, number, number] => {
    const band = Math.sin(z * 38 + Math.sin(x * 3.1 + y) * 2.4) * 0.5 + 0.5;
    return [...mix(dark, light, band * 0.8), 1];
  };
  const plinth = [
    new BoxGeometry(2.05, 0.12, 1.15, 6, 1, 14).translate(0, 0.06, 0),
    new BoxGeometry(1.85, 0.1, 0.98, 6, 1, 14).translate(0, 0.17, 0),
  ];
  model.part('plinth', mergeGeometries(plinth), walnut, { paint: grain });
  model.part('name plate', new BoxGeometry(0.62, 0.055, 0.012).translate(0, 0.062, 0.58), brass);
  const feet = (
    [
      [-0.9, -0.46],
      [0.9, -0.46],
      [-0.9, 0.46],
      [0.9, 0.46],
    ] as const
  ).map(([x, z]) => new SphereGeometry(0.06, 14, 8).scale(1, 0.6, 1).translate(x, 0.005, z));
  model.part('feet', mergeGeometries(feet), brass);

  model.part('back plate', plate().translate(0, 0.22, -0.36), enamel);
  model.part('front plate', plate().translate(0, 0.22, 0.24), brass);
  const pillars = (
    [
      [-0.66, 0.36],
      [0.66, 0.36],
      [-0.66, 1.3],
      [0.66, 1.3],
      [0, 1.94],
    ] as const
  ).map(([x, y]) => rod(0.028, 0.62, [x, y, -0.05]));
  model.part('pillars', mergeGeometries(pillars), steel);
  const nuts = (
    [
      [-0.66, 0.36],
      [0.66, 0.36],
      [-0.66, 1.3],
      [0.66, 1.3],
      [0, 1.94],
    ] as const
  ).map(([x, y]) => new SphereGeometry(0.042, 10, 6).translate(x, y, 0.29));
  model.part('nuts', mergeGeometries(nuts), steel);
  const bars = [
    new BoxGeometry(1.24, 0.06, 0.03).translate(0, 0.94, 0.245),
    new BoxGeometry(1.24, 0.05, 0.03).translate(0, 1.48, -0.345),
    new BoxGeometry(1.24, 0.05, 0.03).translate(0, 0.9, -0.345),
  ];
  model.part('cross bars', mergeGeometries(bars), brass);

  // Pitch radius follows the tooth count, so that meshing wheels have equal module: 0.0125 per tooth.
  const module = 0.0125;
  const seconds = 12;
  const spins: { node: ReturnType<Model['node']>; turns: number; phase: number }[] = [];
  const gear = (
    name: string,
    teeth: number,
    at: Vec3,
    turns: number,
    phase: number,
    spokes: number,
    material = brass,
  ) => {
    const node = model.node(name, model.root, at);
    model.part(`${name} wheel`, wheel(teeth, teeth * module, 0.06, spokes), material, { parent: node });
    model.part(
      `${name} hub`,
      creased(new CylinderGeometry(0.05, 0.06, 0.1, 16).rotateX(Math.PI / 2), 40),
      steel,
      { parent: node },
    );
    spins.push({ node, turns, phase });
    return node;
  };
  // The phase at which a wheel's gap meets the great wheel's tooth at the angle of their centres (centre of a tooth at half a pitch).
  const mesh = (great: number, small: number, angle: number): number => {
    const pitch = Math.PI * 2;
    const toothAt = ((angle / pitch) * great - 0.5) % 1;
    return angle + Math.PI + (toothAt * pitch) / small;
  };
  // 36 teeth turn once in 12 s, 18 twice, 16 two and a quarter times (nine quarters of four spokes): no seam in the loop.
  const [greatX, greatY] = [-0.21, 0.8];
  gear('great wheel', 36, [greatX, greatY, 0.1], 1, 0, 6, brass);
  const side = (36 + 18) * module;
  const tilt = 0.1;
  gear(
    'second wheel',
    18,
    [greatX + Math.cos(tilt) * side, greatY + Math.sin(tilt) * side, 0.1],
    -2,
    mesh(36, 18, tilt),
    5,
    copper,
  );
  const up = (36 + 16) * module;
  const lean = 1.95;
  gear(
    'third wheel',
    16,
    [greatX + Math.cos(lean) * up, greatY + Math.sin(lean) * up, 0.1],
    -2.25,
    mesh(36, 16, lean),
    4,
    pale,
  );
  const disc = model.node('signal disc', model.root, [0.12, 1.42, 0.36]);
  model.part('disc', signalDisc(0.42), pale, { parent: disc });
  model.part('disc hub', creased(new CylinderGeometry(0.04, 0.055, 0.09, 16).rotateX(Math.PI / 2), 40), red, {
    parent: disc,
  });
  model.part('disc axle', mergeGeometries([rod(0.02, 0.7, [0.12, 1.42, 0.02])]), steel);
  const carrier = model.node('carrier', model.root, [0.12, 1.42, -0.12]);
  model.part('carrier wheel', wheel(28, 28 * module, 0.05, 5), copper, { parent: carrier });

  const lamp: [number, number][] = [
    [0, 0],
    [0.15, 0],
    [0.16, 0.03],
    [0.13, 0.06],
    [0.13, 0.07],
  ];
  model.part('lamp foot', turned(lamp).translate(0.12, 1.52, 0.08), enamel);
  model.part(
    'lamp glass',
    turned([
      [0.1, 0],
      [0.125, 0.08],
      [0.12, 0.2],
      [0.08, 0.28],
      [0.06, 0.3],
    ]).translate(0.12, 1.585, 0.08),
    lampGlass,
  );
  model.part(
    'lamp hood',
    turned([
      [0.15, 0],
      [0.15, 0.02],
      [0.06, 0.1],
      [0.06, 0.16],
      [0.09, 0.165],
      [0.03, 0.21],
      [0, 0.215],
    ]).translate(0.12, 1.88, 0.08),
    enamel,
  );
  model.light('lamp', model.root, [0.12, 1.72, 0.2], '#ffb45a', 1.1, 4);

  // What the topmost window lets through.
  const beam = new CircleGeometry(0.098, 22).translate(0, 0.294, 0);
  model.part('shining window', beam, beamMaterial, {
    parent: model.node('shine', model.root, [0.12, 1.42, 0.352]),
    paint: () => [...linear('#ffdf9a'), 1],
  });

  const drum = model.part(
    'drum',
    creased(new CylinderGeometry(0.17, 0.17, 0.2, 24).rotateX(Math.PI / 2), 40),
    walnut,
    { at: [greatX, greatY, -0.1], paint: grain },
  );
  const winds = Array.from({ length: 6 }, (_, i) =>
    new TorusGeometry(0.176, 0.014, 5, 16).translate(0, 0, -0.075 + i * 0.03),
  );
  model.part('rope', mergeGeometries(winds), model.material('rope', { colour: '#cdb88c', rough: 0.9 }), {
    parent: drum,
  });
  spins.push({ node: drum, turns: 1, phase: 0 });
  const weight = turned([
    [0, 0],
    [0.07, 0],
    [0.085, 0.02],
    [0.085, 0.24],
    [0.07, 0.26],
    [0.012, 0.28],
    [0.012, 0.46],
    [0, 0.46],
  ]).translate(greatX - 0.175, 0.28, -0.1);
  model.part('weight', weight, steel);

  const pendulum = model.node('pendulum', model.root, [0.44, 1.12, 0.31]);
  model.part('pendulum rod', new CylinderGeometry(0.011, 0.011, 0.72, 8).translate(0, -0.36, 0), steel, {
    parent: pendulum,
  });
  model.part(
    'bob',
    creased(new SphereGeometry(0.1, 24, 12).scale(1, 1, 0.36), 50).translate(0, -0.72, 0),
    brass,
    { parent: pendulum },
  );
  model.part('bob ring', new TorusGeometry(0.1, 0.012, 6, 22).translate(0, -0.72, 0), copper, {
    parent: pendulum,
  });

  const bell = turned([
    [0.2, 0],
    [0.205, 0.02],
    [0.165, 0.07],
    [0.13, 0.16],
    [0.115, 0.21],
    [0.08, 0.25],
    [0, 0.262],
  ]);
  model.part('bell', bell.translate(-0.52, 1.86, 0.02), pale);
  model.part(
    'bell post',
    mergeGeometries([
      new CylinderGeometry(0.02, 0.02, 0.3, 10).translate(-0.52, 1.98, 0.02),
      new SphereGeometry(0.035, 12, 8).translate(-0.52, 2.14, 0.02),
    ]),
    steel,
  );
  const hammer = model.node('hammer', model.root, [-0.24, 1.72, 0.02]);
  const arm = [
    new CylinderGeometry(0.01, 0.01, 0.26, 8).translate(0, 0.13, 0),
    new SphereGeometry(0.038, 12, 8).translate(0, 0.26, 0),
  ];
  model.part('hammer arm', mergeGeometries(arm), steel, { parent: hammer });

  const steps = 96;
  const clock = times(seconds, steps);
  for (const { node, turns, phase } of spins) {
    model.track(
      node,
      'rotation',
      clock,
      clock.map((_, i) => turn('z', phase + (i / steps) * turns * Math.PI * 2)),
    );
  }
  // The disc stops at each window, as a signal should: eight steps, each a quick turn and a rest.
  const stepped = (i: number): number => {
    const at = (i / steps) * 8;
    const within = at - Math.floor(at);
    const eased = within < 0.4 ? (within / 0.4) ** 2 * (3 - (2 * within) / 0.4) : 1;
    return ((Math.floor(at) + eased) / 8) * Math.PI * 2;
  };
  model.track(
    disc,
    'rotation',
    clock,
    clock.map((_, i) => turn('z', stepped(i))),
  );
  model.track(
    carrier,
    'rotation',
    clock,
    clock.map((_, i) => turn('z', stepped(i))),
  );
  model.track(
    pendulum,
    'rotation',
    clock,
    clock.map((_, i) => turn('z', Math.sin((i / steps) * Math.PI * 16) * 0.2)),
  );
  model.track(
    hammer,
    'rotation',
    clock,
    clock.map((_, i) => {
      const within = ((i / steps) * 8) % 1;
      return turn(
        'z',
        within < 0.12 ? 0.3 - (0.12 - within) * 2 : 0.3 * Math.max(0, 1 - (within - 0.12) * 3) - 0.0,
      );
    }),
  );
  return model.write();
}
