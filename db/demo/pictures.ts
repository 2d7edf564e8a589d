/**
 * The pictures of the demo, drawn by us as SVG and kept as WebP: one direction throughout, night blue with lamp
 * light, trail red for the one thing that matters, paper and moss by day. 1200 × 1080 px.
 */
import sharp from 'sharp';
import { dice } from './models/kit.ts';
import { buildPlan, churches, eighth } from './plan.ts';

export const PICTURE = { width: 1200, height: 1080 } as const;
const { width: W, height: H } = PICTURE;

const colour = {
  deep: '#0d1822',
  night: '#14202b',
  dusk: '#1e3243',
  haze: '#38566b',
  far: '#27414f',
  lamp: '#ffdf8a',
  gold: '#f2b441',
  ember: '#d97a26',
  paper: '#f7f4ed',
  sunk: '#e7dcc6',
  line: '#cdbf9f',
  ink: '#1c211f',
  moss: '#2c5a4c',
  mossDark: '#1d3f35',
  blaze: '#cf3d26',
  blazeDark: '#8f2a17',
} as const;

const n = (value: number): string => String(Math.round(value * 10) / 10);
const points = (...pairs: (readonly [number, number])[]): string =>
  pairs.map(([x, y]) => `${n(x)},${n(y)}`).join(' ');

/** A frame with what all pictures share: gradients, glow, a grain of paper over everything. */
const sheet = (
  defs: string,
  body: string,
): string => `<svg xmlns="http://www.w3.org/2000/svg" width="${W}" height="${H}" viewBox="0 0 ${W} ${H}">
<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${colour.deep}"/><stop offset=".55" stop-color="${colour.dusk}"/><stop offset="1" stop-color="${colour.haze}"/></linearGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fff0c4"/><stop offset=".16" stop-color="${colour.lamp}" stop-opacity=".9"/><stop offset=".45" stop-color="${colour.gold}" stop-opacity=".34"/><stop offset="1" stop-color="${colour.ember}" stop-opacity="0"/></radialGradient>
<linearGradient id="beam" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff0c4"/><stop offset=".3" stop-color="${colour.lamp}"/><stop offset="1" stop-color="${colour.ember}" stop-opacity=".1"/></linearGradient>
<filter id="soft" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="7"/></filter>
<filter id="softer" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="26"/></filter>
<filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".55" numOctaves="2" seed="3"/><feColorMatrix values="0 0 0 0 .5  0 0 0 0 .5  0 0 0 0 .5  0 0 0 .5 -.16"/></filter>
${defs}</defs>
${body}
<rect width="${W}" height="${H}" filter="url(#grain)" opacity=".10"/>
</svg>`;

/** Spires from the west bank, north on the left: x in 0–1, height in 0–1, half width, twin. */
const SPIRES: readonly [number, number, number][] = [
  [0.1, 0.78, 0.0125],
  [0.3, 1, 0.0135],
  [0.362, 1, 0.0135],
  [0.5, 0.86, 0.0145],
  [0.635, 0.62, 0.0105],
  [0.83, 0.88, 0.013],
  [0.885, 0.88, 0.013],
];

/** One spire standing on `base`, with its tower, four gables and helm. */
function spire(x: number, base: number, tall: number, half: number, fill: string): string {
  const eaves = base - tall * 0.47;
  return `<polygon fill="${fill}" points="${points(
    [x - half, base],
    [x - half, eaves],
    [x - half * 0.95, eaves - half * 0.5],
    [x - half * 0.5, eaves - half * 1.9],
    [x - half * 0.36, eaves - half * 2],
    [x - half * 0.06, base - tall],
    [x + half * 0.06, base - tall],
    [x + half * 0.36, eaves - half * 2],
    [x + half * 0.5, eaves - half * 1.9],
    [x + half * 0.95, eaves - half * 0.5],
    [x + half, eaves],
    [x + half, base],
  )}"/><rect x="${n(x - 0.8)}" y="${n(base - tall - half * 0.9)}" width="1.6" height="${n(half)}" fill="${fill}"/>`;
}

/** Naves behind the towers: long roofs. */
const naves = (left: number, span: number, base: number, tall: number, fill: string): string =>
  (
    [
      [0.36, 0.13, 0.36],
      [0.5, 0.07, 0.26],
      [0.64, 0.07, 0.2],
      [0.885, 0.12, 0.28],
      [0.1, 0.075, 0.24],
    ] as const
  )
    .map(([x, long, high]) => {
      const [a, b] = [left + x * span, left + (x + long) * span];
      return `<polygon fill="${fill}" points="${points([a, base], [a, base - tall * high * 0.72], [a + 6, base - tall * high], [b - 10, base - tall * high], [b, base - tall * high * 0.72], [b, base])}"/>`;
    })
    .join('');

const skyline = (left: number, span: number, base: number, tall: number, fill: string): string =>
  naves(left, span, base, tall, fill) +
  SPIRES.map(([x, height, half]) => spire(left + x * span, base, tall * height, half * span, fill)).join('');

/** A row of gabled houses along a quay; lit windows by chance. */
function houses(
  seed: number,
  base: number,
  tall: number,
  fill: string,
  lit: number,
  roof = fill,
  from = -20,
  to = W + 20,
): string {
  const roll = dice(seed);
  const parts: string[] = [];
  let x = from;
  while (x < to) {
    const wide = 52 + roll() * 44;
    const eaves = base - tall * (0.5 + roll() * 0.22);
    const ridge = eaves - tall * (0.26 + roll() * 0.2);
    const kind = Math.floor(roll() * 3);
    if (kind === 0) {
      const steps: [number, number][] = [
        [x, base],
        [x, eaves],
      ];
      for (let i = 1; i <= 4; i++) {
        const [u, v] = [x + (wide / 2) * (i / 4.6), eaves - (eaves - ridge) * (i / 4)];
        steps.push([u, steps.at(-1)?.[1] ?? eaves], [u, v]);
      }
      const mirrored = steps.map(([u, v]) => [x * 2 + wide - u, v] as [number, number]).toReversed();
      parts.push(`<polygon fill="${fill}" points="${points(...steps, ...mirrored)}"/>`);
    } else if (kind === 1) {
      parts.push(
        `<path fill="${fill}" d="M${n(x)} ${n(base)}V${n(eaves)}Q${n(x + wide * 0.2)} ${n(eaves)} ${n(x + wide * 0.26)} ${n((eaves + ridge) / 2)}Q${n(x + wide * 0.3)} ${n(ridge)} ${n(x + wide / 2)} ${n(ridge - 6)}Q${n(x + wide * 0.7)} ${n(ridge)} ${n(x + wide * 0.74)} ${n((eaves + ridge) / 2)}Q${n(x + wide * 0.8)} ${n(eaves)} ${n(x + wide)} ${n(eaves)}V${n(base)}Z"/>`,
      );
    } else {
      parts.push(
        `<polygon fill="${fill}" points="${points([x, base], [x, eaves], [x + wide / 2, ridge], [x + wide, eaves], [x + wide, base])}"/>`,
      );
      parts.push(
        `<rect x="${n(x + wide * 0.68)}" y="${n(ridge + 4)}" width="9" height="${n(eaves - ridge)}" fill="${roof}"/>`,
      );
    }
    const columns = wide > 74 ? 3 : 2;
    const gap = wide / (columns + 0.6);
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < columns; column++) {
        if (roll() > lit) continue;
        const [u, v] = [x + gap * (0.55 + column), eaves + 12 + row * ((base - eaves) / 3.4)];
        const warm = roll();
        parts.push(
          `<rect x="${n(u)}" y="${n(v)}" width="13" height="19" rx="1.5" fill="${warm > 0.4 ? colour.gold : colour.lamp}" opacity="${n(0.6 + warm * 0.4)}"/><rect x="${n(u + 6)}" y="${n(v)}" width="1.4" height="19" fill="${fill}"/>`,
        );
      }
    }
    x += wide + 2;
  }
  return parts.join('');
}

const glow = (x: number, y: number, radius: number, opacity = 1): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="url(#glow)" opacity="${opacity}"/>`;

/** A column of broken light, as a lamp throws it on ripples. */
function column(
  seed: number,
  x: number,
  top: number,
  bottom: number,
  width: number,
  fill: string,
  opacity: number,
): string {
  const roll = dice(seed);
  const parts: string[] = [];
  for (let y = top; y < bottom; y += 8 + roll() * 6) {
    const part = (y - top) / (bottom - top);
    const half = width * (0.42 + roll() * 0.6) * (0.75 + part * 0.5);
    const shift = (roll() - 0.5) * width * 0.8 * (0.3 + part);
    parts.push(
      `<ellipse cx="${n(x + shift)}" cy="${n(y)}" rx="${n(half)}" ry="${n(2.4 + part * 2)}" fill="${fill}" opacity="${n(opacity * (1 - part * 0.72) * 10) === '0' ? 0.05 : Math.round(opacity * (1 - part * 0.72) * 100) / 100}"/>`,
    );
  }
  return parts.join('');
}

const stars = (seed: number, below: number, count: number): string => {
  const roll = dice(seed);
  return Array.from(
    { length: count },
    () =>
      `<circle cx="${n(roll() * W)}" cy="${n(roll() * below)}" r="${n(0.7 + roll() * 1.3)}" fill="#fff4dc" opacity="${n(0.25 + roll() * 0.6)}"/>`,
  ).join('');
};

/** The tin, seen from the side: 200 × 330 around its own origin at the middle of its foot. */
function tin(x: number, y: number, scale: number, body: string, lit = true): string {
  const spires = SPIRES.map(([u, h]) => {
    const px = -66 + u * 138;
    return `<polygon points="${points([px - 4, -96], [px - 4, -96 - h * 36], [px, -96 - h * 74], [px + 4, -96 - h * 36], [px + 4, -96])}"/>`;
  }).join('');
  const dots = Array.from(
    { length: 17 },
    (_, i) => `<circle cx="${-80 + i * 10}" cy="${n(-84 + Math.sin(i * 1.2) * 2)}" r="2"/>`,
  ).join('');
  return `<g transform="translate(${n(x)} ${n(y)}) scale(${scale})">
    <path d="M-88 -204C-60 -330 60 -330 88 -204" fill="none" stroke="${colour.ink}" stroke-width="5"/><rect x="-22" y="-308" width="44" height="13" rx="6" fill="#7a4a2a"/>
    <path d="M-90 -198Q-70 -236 -32 -246H32Q70 -236 90 -198Z" fill="${body}"/><rect x="-32" y="-262" width="64" height="18" fill="${body}"/><path d="M-44 -260Q0 -286 44 -260Z" fill="#c79a4a"/><circle cx="0" cy="-277" r="8" fill="#c79a4a"/>
    <rect x="-88" y="-196" width="176" height="190" fill="${body}"/><rect x="40" y="-196" width="48" height="190" fill="#000" opacity=".18"/><rect x="-88" y="-196" width="20" height="190" fill="#fff" opacity=".07"/>
    <rect x="-94" y="-202" width="188" height="11" rx="5" fill="#c79a4a"/><rect x="-96" y="-12" width="192" height="14" rx="6" fill="#c79a4a"/>
    <g fill="${lit ? colour.lamp : '#0b141b'}">${spires}${dots}</g><circle cx="4" cy="-68" r="6" fill="${lit ? colour.blaze : '#0b141b'}"/>
    <rect x="-88" y="-56" width="176" height="34" fill="#efe6d2"/><rect x="-88" y="-54" width="176" height="2" fill="${colour.blaze}"/><rect x="-88" y="-26" width="176" height="2" fill="${colour.blaze}"/>
    <g fill="${colour.ink}">${Array.from({ length: 10 }, (_, i) => `<rect x="${-58 + i * 12}" y="-46" width="${[8, 8, 8, 8, 6, 9, 8, 8, 8, 7][i] ?? 8}" height="13" rx="1"/>`).join('')}</g>
  </g>`;
}

/** 1. The parlour wall, and what the tin throws on it. */
function wall(): string {
  const base = 520;
  const [left, span, tall] = [150, 900, 330];
  const lights = SPIRES.map(([u, h, half]) =>
    spire(left + u * span, base, tall * h, half * span * 1.05, 'url(#beam)'),
  ).join('');
  const paper = Array.from(
    { length: 13 },
    (_, i) => `<rect x="${i * 100 - 20}" width="2" height="${H}" fill="#fff" opacity=".03"/>`,
  ).join('');
  const dots = Array.from(
    { length: 34 },
    (_, i) => `<circle cx="${n(left - 20 + i * 28.5)}" cy="${n(base + 34 + Math.sin(i * 1.15) * 7)}" r="5"/>`,
  ).join('');
  const [ex, ey] = [left + span * 0.565, base + 112];
  const body = `<rect width="${W}" height="${H}" fill="${colour.night}"/><rect width="${W}" height="790" fill="#22384a"/>${paper}
    <ellipse cx="600" cy="470" rx="760" ry="470" fill="url(#pool)"/>
    <g filter="url(#softer)" opacity=".55">${lights}</g><g filter="url(#blurry)">${lights}</g>
    <g fill="${colour.lamp}" filter="url(#blurry)" opacity=".85">${dots}</g>
    <circle cx="${n(ex)}" cy="${ey}" r="46" fill="${colour.blaze}" opacity=".5" filter="url(#softer)"/><circle cx="${n(ex)}" cy="${ey}" r="17" fill="#ff8a5c" filter="url(#blurry)"/><circle cx="${n(ex)}" cy="${ey}" r="10" fill="#ffe3c2"/>
    <circle cx="${n(ex)}" cy="${ey}" r="38" fill="none" stroke="${colour.blaze}" stroke-width="4" stroke-dasharray="5 9" stroke-linecap="round"/>
    <rect y="786" width="${W}" height="14" fill="#3a2516"/><rect y="800" width="${W}" height="280" fill="#5a3a22"/>
    ${Array.from({ length: 7 }, (_, i) => `<rect y="${812 + i * 38}" width="${W}" height="2.5" fill="#3f2716" opacity=".6"/>`).join('')}
    <ellipse cx="600" cy="960" rx="470" ry="110" fill="url(#pool2)"/><ellipse cx="618" cy="1000" rx="130" ry="20" fill="#1d1109" opacity=".55"/>
    ${glow(600, 880, 270, 0.55)}${tin(600, 1000, 1.05, '#1f4258')}
    <g transform="translate(905 968)"><ellipse cx="0" cy="26" rx="86" ry="15" fill="#2a180d" opacity=".6"/><ellipse cx="0" cy="20" rx="80" ry="15" fill="#e9dfc8"/><path d="M-48 -40H48Q50 14 20 20H-20Q-50 14 -48 -40Z" fill="${colour.paper}"/><ellipse cx="0" cy="-40" rx="48" ry="11" fill="#d8c9a8"/><ellipse cx="0" cy="-39" rx="40" ry="8" fill="#7a3a16"/><path d="M48 -30Q80 -30 70 -6Q62 8 40 4" fill="none" stroke="${colour.paper}" stroke-width="8"/></g>
    <g transform="translate(285 985) rotate(-8)"><rect x="-95" y="-26" width="190" height="52" rx="4" fill="${colour.moss}"/><rect x="-95" y="16" width="190" height="10" fill="#efe6d2"/><rect x="-95" y="-26" width="14" height="52" fill="${colour.mossDark}"/></g>`;
  return sheet(
    `<radialGradient id="pool"><stop offset="0" stop-color="#c98a45" stop-opacity=".42"/><stop offset="1" stop-color="#c98a45" stop-opacity="0"/></radialGradient><radialGradient id="pool2"><stop offset="0" stop-color="#ffbe6a" stop-opacity=".55"/><stop offset="1" stop-color="#ffbe6a" stop-opacity="0"/></radialGradient><filter id="blurry" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="2.6"/></filter>`,
    body,
  );
}

/** A line that looks written: small waves, words apart. */
function writing(seed: number, x: number, y: number, width: number, ink: string, weight = 2.6): string {
  const roll = dice(seed);
  let [d, at] = ['', x];
  while (at < x + width) {
    const word = 26 + roll() * 70;
    const end = Math.min(x + width, at + word);
    d += `M${n(at)} ${n(y)}`;
    for (let u = at; u < end; u += 6.5) {
      const high = roll() > 0.82 ? 15 : 6 + roll() * 3;
      d += `c6 ${n(-high * 0.2)} 6 ${n(-high)} 2.5 ${n(-high)}s-3 ${n(high)} 4 ${n(high)}`;
    }
    at = end + 13;
  }
  return `<path d="${d}" fill="none" stroke="${ink}" stroke-width="${weight}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** 2. The watch book under the lamp: thirty-four winters in columns, and a last line. */
function book(): string {
  const page = (x: number, mirrored: boolean): string =>
    `<path d="M${x} 230Q${x + (mirrored ? -220 : 220)} 196 ${x + (mirrored ? -425 : 425)} 236V850Q${x + (mirrored ? -220 : 220)} 812 ${x} 852Z" fill="${mirrored ? '#f3ead6' : '#f8f1e1'}"/>`;
  const rows: string[] = [];
  const stroke = (x: number, y: number): string =>
    `<path d="M${n(x + 3)} ${n(y - 11)}l-5 22" stroke="${colour.ink}" stroke-width="4" stroke-linecap="round"/>`;
  for (let i = 0; i < 12; i++) {
    const y = 300 + i * 44;
    rows.push(
      `<path d="M215 ${y + 12}Q390 ${y - 12} 578 ${y + 8}" fill="none" stroke="${colour.line}" stroke-width="1.5"/>`,
    );
    rows.push(
      `<path d="M622 ${y + 8}Q810 ${y - 12} 985 ${y + 12}" fill="none" stroke="${colour.line}" stroke-width="1.5"/>`,
    );
    rows.push(`<g transform="rotate(-1.2 300 ${y})">${writing(40 + i, 222, y, 92, '#37474a')}</g>`);
    for (let dot = 0; dot < 7; dot++) rows.push(stroke(352 + dot * 25, y - 6 - Math.sin(dot * 0.5) * 3));
    rows.push(
      `<circle cx="${n(543)}" cy="${n(y - 4)}" r="7" fill="none" stroke="${colour.blaze}" stroke-width="4"/>`,
    );
    if (i < 6) {
      rows.push(`<g transform="rotate(1.2 700 ${y})">${writing(80 + i, 640, y, 92, '#37474a')}</g>`);
      for (let dot = 0; dot < 7; dot++) rows.push(stroke(768 + dot * 25, y - 9 + Math.sin(dot * 0.5) * 3));
      if (i < 5)
        rows.push(
          `<circle cx="959" cy="${n(y - 2)}" r="7" fill="none" stroke="${colour.blaze}" stroke-width="4"/>`,
        );
    }
  }
  const leaf = (x: number, y: number, turn: number): string =>
    `<path transform="translate(${x} ${y}) rotate(${turn})" d="M0 0Q14 -13 32 0Q14 11 0 0Z" fill="#2a1a10"/>`;
  const body = `<rect width="${W}" height="${H}" fill="${colour.mossDark}"/><rect width="${W}" height="${H}" fill="url(#lampOnCloth)"/>
    <path d="M160 250H1040V890H160Z" fill="#0c1c17" opacity=".5" filter="url(#softer)"/>
    <path d="M150 222H1050V872H150Z" fill="${colour.blazeDark}"/><path d="M150 222H1050V872H150Z" fill="none" stroke="#5f1a0d" stroke-width="5"/>
    ${[6, 3, 0].map((d) => `<path d="M${168 - d} ${238 + d}H${1032 + d}V${858 + d}H${168 - d}Z" fill="${d ? '#dccdaa' : '#efe4cb'}"/>`).join('')}
    ${page(600, true)}${page(600, false)}<rect x="570" y="222" width="60" height="634" fill="url(#gutter)"/>
    ${rows.join('')}
    <circle cx="959" cy="518" r="27" fill="none" stroke="${colour.blaze}" stroke-width="3" stroke-dasharray="4 8" stroke-linecap="round"/>
    <path d="M585 214V930L600 912L615 930V214Z" fill="${colour.blaze}"/>
    <g transform="translate(806 742) rotate(-27)"><path d="M-150 -9H120L158 0L120 9H-150Z" fill="#d9a441"/><path d="M120 -9L158 0L120 9Z" fill="#efdcb4"/><path d="M146 -3L158 0L146 3Z" fill="${colour.ink}"/><rect x="-172" y="-9" width="22" height="18" rx="3" fill="${colour.blaze}"/><rect x="-152" y="-9" width="8" height="18" fill="#b9b9b0"/></g>
    <g transform="translate(1030 165)"><circle r="120" fill="#0c1c17" opacity=".5" filter="url(#soft)" cx="8" cy="16"/><circle r="112" fill="#f1e8d5"/><circle r="112" fill="none" stroke="#2c5a78" stroke-width="5"/><circle r="80" fill="#fbf6ea"/><circle r="72" fill="#8a3f17"/><circle r="72" fill="url(#tea)"/><path d="M-40 -30Q-14 -56 22 -50" stroke="#f0c58a" stroke-width="5" fill="none" opacity=".7" stroke-linecap="round"/></g>
    <g transform="translate(150 950)"><circle r="132" fill="#0c1c17" opacity=".5" filter="url(#soft)" cx="8" cy="14"/><circle r="126" fill="#1f4258"/><circle r="126" fill="none" stroke="#c79a4a" stroke-width="9"/><circle r="54" fill="#c79a4a"/><circle r="54" fill="url(#tea)" opacity=".4"/><circle r="14" fill="#8a682c"/></g>
    ${leaf(330, 952, 20)}${leaf(372, 985, -40)}${leaf(420, 940, 70)}${leaf(300, 1010, 0)}${leaf(470, 990, 12)}${leaf(396, 1030, 48)}`;
  return sheet(
    `<radialGradient id="lampOnCloth" cx=".3" cy=".2" r=".95"><stop offset="0" stop-color="#ffd48a" stop-opacity=".5"/><stop offset=".5" stop-color="#5f8f78" stop-opacity=".22"/><stop offset="1" stop-color="#0a1512" stop-opacity=".6"/></radialGradient><linearGradient id="gutter"><stop offset="0" stop-color="#7a6846" stop-opacity="0"/><stop offset=".5" stop-color="#7a6846" stop-opacity=".5"/><stop offset="1" stop-color="#7a6846" stop-opacity="0"/></linearGradient><radialGradient id="tea" cx=".35" cy=".3"><stop offset="0" stop-color="#ffb860" stop-opacity=".55"/><stop offset="1" stop-color="#3a1606" stop-opacity=".45"/></radialGradient>`,
    body,
  );
}

/** 3. The town from above at night: seven spires, and where the eighth light falls. */
function map(): string {
  const scale = 0.474;
  const [lon, lat] = [10.6862, 53.8668];
  const x = (value: number): number => W / 2 + (value - lon) * 65_690 * scale;
  const y = (value: number): number => H / 2 - (value - lat) * 111_300 * scale;
  const path = (ring: readonly (readonly number[])[]): string =>
    `M${ring.map(([u = 0, v = 0]) => `${n(x(u))} ${n(y(v))}`).join('L')}`;
  const fills: Record<string, string> = {
    land: '#1a2b36',
    water: '#3d6073',
    green: '#21413a',
    block: '#22343f',
    building: '#7d93a0',
  };
  const parts: string[] = [];
  for (const { geometry, properties } of buildPlan().features) {
    if (geometry.type === 'Polygon') {
      const d = geometry.coordinates.map((ring) => `${path(ring)}Z`).join('');
      parts.push(`<path d="${d}" fill="${fills[properties.kind] ?? '#22343f'}" fill-rule="evenodd"/>`);
    } else if (geometry.type === 'LineString') {
      const wide = properties.kind === 'bridge' ? 6 : 7 - (properties.rank ?? 3) * 1.4;
      parts.push(
        `<path d="${path(geometry.coordinates)}" stroke="${properties.kind === 'bridge' ? '#8fa4ae' : '#3a4f5b'}" stroke-width="${n(wide)}" fill="none" stroke-linecap="round"/>`,
      );
    }
  }
  const [ex, ey] = [x(eighth[0]), y(eighth[1])];
  const lights: string[] = [];
  const rays: string[] = [];
  for (const { at, spires } of churches) {
    for (let i = 0; i < spires; i++) {
      const [u, v] = [x(at[0]) - (spires === 2 ? 12 : 8), y(at[1]) + (spires === 2 ? i * 20 - 10 : 0)];
      rays.push(
        `<path d="M${n(u)} ${n(v)}L${n(ex)} ${n(ey)}" stroke="${colour.lamp}" stroke-width="2" stroke-dasharray="2 9" stroke-linecap="round" opacity=".75"/>`,
      );
      lights.push(`${glow(u, v, 46, 0.75)}<circle cx="${n(u)}" cy="${n(v)}" r="6" fill="#fff3d0"/>`);
    }
  }
  const body = `<rect width="${W}" height="${H}" fill="#1a2b36"/>${parts.join('')}<rect width="${W}" height="${H}" fill="url(#vignette)"/>
    ${rays.join('')}${lights.join('')}
    <circle cx="${n(ex)}" cy="${n(ey)}" r="64" fill="${colour.blaze}" opacity=".6" filter="url(#softer)"/><circle cx="${n(ex)}" cy="${n(ey)}" r="44" fill="none" stroke="${colour.blaze}" stroke-width="4" stroke-dasharray="6 9" stroke-linecap="round"/><circle cx="${n(ex)}" cy="${n(ey)}" r="26" fill="none" stroke="#ff8a5c" stroke-width="3"/><circle cx="${n(ex)}" cy="${n(ey)}" r="11" fill="#ffe3c2"/>
    <g transform="translate(1085 955)" stroke="${colour.lamp}" fill="none" stroke-width="2.5"><circle r="52"/><path d="M0 -68V68M-68 0H68" opacity=".6"/><path d="M0 -46L13 0L0 46L-13 0Z" fill="${colour.lamp}" opacity=".85" stroke="none"/></g>`;
  return sheet(
    `<radialGradient id="vignette" cx=".46" cy=".5" r=".75"><stop offset=".45" stop-color="#0a141c" stop-opacity="0"/><stop offset="1" stop-color="#0a141c" stop-opacity=".72"/></radialGradient>`,
    body,
  );
}

/** 4. The letter under the false bottom of the tin. */
function letter(): string {
  const lines = Array.from({ length: 8 }, (_, i) =>
    writing(140 + i, 470, 392 + i * 46, i === 7 ? 170 : 360 - (i % 3) * 34, '#2a3f4a', 2.8),
  ).join('');
  const roll = dice(77);
  const leaves = Array.from({ length: 70 }, () => {
    const [u, v] = [240 + (roll() - 0.5) * 330, 850 + (roll() - 0.5) * 190];
    return `<path transform="translate(${n(u)} ${n(v)}) rotate(${n(roll() * 360)}) scale(${n(0.7 + roll() * 0.7)})" d="M0 0Q9 -8 22 0Q9 7 0 0Z" fill="${roll() > 0.5 ? '#23160d' : '#3a2415'}"/>`;
  }).join('');
  const body = `<rect width="${W}" height="${H}" fill="#4a2f1c"/>${Array.from({ length: 9 }, (_, i) => `<rect y="${i * 124}" width="${W}" height="120" fill="${['#55371f', '#4e321d', '#5a3b23'][i % 3]}"/><rect y="${i * 124 + 120}" width="${W}" height="4" fill="#2d1b0e"/>`).join('')}
    <rect width="${W}" height="${H}" fill="url(#fromLamp)"/>
    ${glow(1010, 200, 420, 0.8)}
    <g transform="rotate(-7 660 560)"><path d="M420 300H900V850H420Z" fill="#1d1007" opacity=".55" filter="url(#softer)"/><path d="M430 300L900 292L908 838L424 846Z" fill="#f6ecd6"/><path d="M426 572L905 560L908 838L424 846Z" fill="#e9dcbf"/><path d="M428 572L904 561" stroke="#c9b78e" stroke-width="2"/>${lines}
      <g transform="translate(800 770)"><circle r="34" fill="none" stroke="${colour.blaze}" stroke-width="4"/><path d="M-22 12Q-11 2 0 12T22 12M-16 20Q-8 13 0 20T16 20" fill="none" stroke="${colour.blaze}" stroke-width="3.4" stroke-linecap="round"/><path d="M0 6V-20M-7 -8L0 -22L7 -8Z" stroke="${colour.blaze}" stroke-width="3" fill="${colour.blaze}"/></g></g>
    <g transform="translate(240 850)"><ellipse cx="14" cy="24" rx="206" ry="146" fill="#1d1007" opacity=".6" filter="url(#soft)"/><ellipse rx="204" ry="142" fill="#16303f"/><ellipse rx="204" ry="142" fill="none" stroke="#c79a4a" stroke-width="12"/><ellipse rx="176" ry="118" fill="#2f2013"/></g>${leaves}
    <g transform="translate(985 905) rotate(14)"><ellipse cx="8" cy="16" rx="150" ry="108" fill="#1d1007" opacity=".55" filter="url(#soft)"/><ellipse rx="146" ry="104" fill="#b98a3c"/><ellipse rx="146" ry="104" fill="none" stroke="#e9c982" stroke-width="4"/><ellipse rx="118" ry="82" fill="none" stroke="#8a6426" stroke-width="3"/><path d="M-46 0H46M0 -30V30" stroke="#8a6426" stroke-width="0"/><circle r="15" fill="#6d4d1c"/></g>`;
  return sheet(
    `<radialGradient id="fromLamp" cx=".85" cy=".16" r="1.05"><stop offset="0" stop-color="#ffcf86" stop-opacity=".55"/><stop offset=".5" stop-color="#ffb45a" stop-opacity=".1"/><stop offset="1" stop-color="#0c0704" stop-opacity=".72"/></radialGradient>`,
    body,
  );
}

/** 5. The longest night: lights on the quay, and the spire that they make in the water. */
function tower(): string {
  const shore = 560;
  const roll = dice(12);
  const lamps = Array.from({ length: 31 }, (_, i) => {
    const u = 40 + i * 37.4 + (roll() - 0.5) * 12;
    return [u, shore - 22 - roll() * 9, Math.abs(u - 600)] as const;
  });
  const columns = lamps
    .map(([u, , far], i) =>
      column(
        200 + i,
        u,
        shore + 14,
        shore + 60 + Math.max(0, 1 - far / 330) ** 1.5 * 400 + roll() * 26,
        far < 90 ? 11 : 6.5,
        far < 60 ? '#fff0c4' : colour.gold,
        far < 200 ? 0.95 : 0.6,
      ),
    )
    .join('');
  const ripples = Array.from({ length: 90 }, () => {
    const v = shore + 20 + roll() ** 1.3 * (H - shore - 30);
    return `<rect x="${n(roll() * W)}" y="${n(v)}" width="${n(24 + roll() * 90)}" height="2" rx="1" fill="#6d93a8" opacity="${n(0.06 + roll() * 0.16)}"/>`;
  }).join('');
  const people = Array.from({ length: 23 }, (_, i) => {
    const u = 70 + i * 48 + (roll() - 0.5) * 26;
    const tall = 40 + roll() * 16;
    return `<g fill="#0a131b"><circle cx="${n(u)}" cy="${n(shore - 6 - tall)}" r="7.5"/><path d="M${n(u - 11)} ${shore}L${n(u - 10)} ${n(shore - tall + 4)}Q${n(u)} ${n(shore - tall - 3)} ${n(u + 10)} ${n(shore - tall + 4)}L${n(u + 11)} ${shore}Z"/></g>`;
  }).join('');
  const body = `<rect width="${W}" height="${H}" fill="url(#sky)"/>${stars(9, 330, 90)}
    <g opacity=".85">${skyline(110, 980, 470, 340, colour.far)}</g>
    ${houses(31, shore, 165, '#182d3b', 0.22)}${houses(58, shore, 108, '#21394a', 0.3)}
    <rect y="${shore - 3}" width="${W}" height="18" fill="#0a131b"/><rect y="${shore + 14}" width="${W}" height="${H}" fill="url(#water)"/>
    <g opacity=".35" transform="translate(0 ${shore * 2 + 16}) scale(1 -1)"><g>${houses(31, shore, 150, '#0d1a24', 0)}</g></g>
    ${ripples}
    <ellipse cx="600" cy="${shore + 190}" rx="170" ry="330" fill="url(#glow)" opacity=".42"/>
    <polygon points="${points([548, shore + 14], [652, shore + 14], [646, shore + 190], [630, shore + 214], [602, shore + 476], [598, shore + 476], [570, shore + 214], [554, shore + 190])}" fill="url(#eighth)" filter="url(#soft)" opacity=".6"/>
    ${columns}${people}
    ${lamps.map(([u, v, far]) => `${glow(u, v, far < 120 ? 40 : 26, 0.95)}<circle cx="${n(u)}" cy="${n(v)}" r="4.5" fill="#fff6dc"/>`).join('')}
    <path d="M0 ${H}V1010Q60 990 120 1012T250 1030Q330 1040 360 ${H}Z" fill="#081018"/><path d="M${W} ${H}V980Q1120 985 1080 1020T960 ${H}Z" fill="#081018"/>
    ${glow(178, 965, 170, 0.6)}${tin(178, 1032, 0.56, '#234d66')}`;
  return sheet(
    `<linearGradient id="water" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#1d3444"/><stop offset="1" stop-color="#0b151d"/></linearGradient><linearGradient id="eighth" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#ffe9b8"/><stop offset=".6" stop-color="${colour.gold}" stop-opacity=".8"/><stop offset="1" stop-color="${colour.ember}" stop-opacity=".15"/></linearGradient>`,
    body,
  );
}

/** 6. The morning after: paper-coloured light, one tin left burning in a window. */
function morning(): string {
  const base = 700;
  const snow = dice(4);
  const flakes = Array.from(
    { length: 60 },
    () =>
      `<circle cx="${n(snow() * W)}" cy="${n(snow() * 690)}" r="${n(1.4 + snow() * 2.6)}" fill="#fff" opacity="${n(0.4 + snow() * 0.5)}"/>`,
  ).join('');
  const body = `<rect width="${W}" height="${H}" fill="url(#dawn)"/><circle cx="770" cy="520" r="280" fill="#ffd9b0" opacity=".7" filter="url(#softer)"/><circle cx="770" cy="560" r="64" fill="${colour.blaze}"/>
    <g opacity=".8">${skyline(128, 1010, 640, 380, '#a9b3ae')}</g>
    ${houses(31, base, 160, '#8b9a95', 0)}${houses(18, base + 34, 128, '#61756e', 0.05)}
    <rect y="${base + 30}" width="${W}" height="70" fill="#c9d2cc"/>${Array.from({ length: 26 }, () => `<rect x="${n(snow() * W)}" y="${n(base + 38 + snow() * 56)}" width="${n(20 + snow() * 80)}" height="2.4" fill="#fff" opacity=".7"/>`).join('')}
    ${column(300, 770, base + 34, base + 98, 26, '#e4694e', 0.9)}${flakes}
    <rect x="-10" y="0" width="96" height="${H}" fill="${colour.moss}"/><rect x="1114" y="0" width="96" height="${H}" fill="${colour.moss}"/><rect width="${W}" height="64" fill="${colour.moss}"/>
    <rect x="86" y="64" width="14" height="840" fill="${colour.mossDark}"/><rect x="1100" y="64" width="14" height="840" fill="#3d7262"/><rect x="86" y="64" width="1028" height="12" fill="${colour.mossDark}"/>
    <rect x="592" y="64" width="16" height="736" fill="${colour.moss}"/><rect x="100" y="396" width="1000" height="14" fill="${colour.moss}"/>
    <rect y="800" width="${W}" height="40" fill="#3d7262"/><rect y="836" width="${W}" height="${H}" fill="#ece2cd"/><rect y="836" width="${W}" height="16" fill="#23483d" opacity=".35"/>
    ${Array.from({ length: 5 }, (_, i) => `<rect y="${896 + i * 42}" width="${W}" height="2" fill="#d6c8a8"/>`).join('')}
    <ellipse cx="390" cy="990" rx="170" ry="24" fill="#7d6d4c" opacity=".35" filter="url(#soft)"/>${glow(384, 890, 230, 0.4)}${tin(384, 985, 1.12, '#1f4258')}
    <g transform="translate(810 960) rotate(5)"><path d="M-190 40L190 52L196 66L-192 58Z" fill="#7d6d4c" opacity=".4" filter="url(#soft)"/><path d="M-190 -64L-4 -46L-4 52L-190 40Z" fill="#fbf5e6"/><path d="M190 -58L-4 -46L-4 52L190 52Z" fill="#f3e9d2"/><path d="M-4 -46V52" stroke="#c9b78e" stroke-width="3"/>${writing(400, -170, -22, 60, '#37474a')}${Array.from({ length: 7 }, (_, i) => `<circle cx="${-88 + i * 11}" cy="${n(-24 + i * 0.9)}" r="3.4" fill="${colour.ink}"/>`).join('')}<circle cx="24" cy="-26" r="5" fill="none" stroke="${colour.blaze}" stroke-width="3"/>${writing(401, -170, 12, 140, '#37474a')}${writing(402, 46, -16, 120, '#37474a')}</g>`;
  return sheet(
    `<linearGradient id="dawn" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#d9dfd8"/><stop offset=".45" stop-color="#f3e6d2"/><stop offset=".68" stop-color="#f6cfae"/></linearGradient>`,
    body,
  );
}

export const drawings = { wall, book, map, letter, tower, morning } as const;
export type Drawing = keyof typeof drawings;

/** A drawing as WebP. */
export const draw = (name: Drawing): Promise<Buffer> =>
  sharp(Buffer.from(drawings[name]())).webp({ quality: 80, effort: 6, smartSubsample: true }).toBuffer();
