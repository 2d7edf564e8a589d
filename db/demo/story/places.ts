import type { ChannelId } from '#domain/channel/model.ts';
import type { Place, Placement } from '#domain/place/model.ts';
import { type ChapterKey, type Text, t } from './words.ts';

export interface PlaceSource extends Omit<Place, 'schema' | 'photo' | 'name'> {
  readonly key: string;
  readonly name: Text;
}

/** Six places in Lübeck. Positions are WGS 84, to about 20 m; opening hours only where nothing can go stale. */
export const places: readonly PlaceSource[] = [
  {
    key: 'holstentor',
    name: t('Holsten Gate, town side', 'Holstentor, Stadtseite'),
    address: 'Holstentorplatz, 23552 Lübeck',
    latitudeDeg: 53.8662,
    longitudeDeg: 10.6797,
    openingHours: '24/7',
    light: 'lit',
    access: 'Level square, step-free from the Holstenbrücke. Busy until six, empty by eight.',
    permit:
      'Nothing may be hung on the gate itself. Use the poster column on the square: book with its operator.',
  },
  {
    key: 'huexstrasse',
    name: t('Tea shop, Hüxstraße', 'Teeladen, Hüxstraße'),
    address: 'Hüxstraße, 23552 Lübeck',
    latitudeDeg: 53.86585,
    longitudeDeg: 10.6889,
    openingHours: 'Tu–Sa 10:00–18:00; window lit until 23:00',
    light: 'mixed',
    access: 'One step into the shop, the window can be read from the pavement. Cobbles.',
    permit: 'Our own window and our own table.',
  },
  {
    key: 'st-petri',
    name: t('Foot of St. Petri', 'Am Fuß von St. Petri'),
    address: 'Petrikirchhof, 23552 Lübeck',
    latitudeDeg: 53.8659,
    longitudeDeg: 10.6828,
    openingHours: '24/7',
    light: 'mixed',
    access:
      'Churchyard, cobbles, slight slope. Do not send people up the tower without asking whether it is open.',
    permit: 'Showcase beside the door: ask the church office.',
  },
  {
    key: 'museum-harbour',
    name: t('Museum harbour, Untertrave', 'Museumshafen, Untertrave'),
    address: 'An der Untertrave, 23552 Lübeck',
    latitudeDeg: 53.8699,
    longitudeDeg: 10.6807,
    openingHours: '24/7',
    light: 'dark',
    access:
      'Open quay edge without a railing. Stickers go on the land side of bollards only, so that nobody leans over the water.',
    permit: 'Ask the museum harbour association first; stickers must come off again without a trace.',
  },
  {
    key: 'koberg',
    name: t('Koberg, opposite the hospital', 'Koberg, gegenüber dem Hospital'),
    address: 'Koberg, 23552 Lübeck',
    latitudeDeg: 53.8714,
    longitudeDeg: 10.6893,
    openingHours: '24/7',
    light: 'lit',
    access: 'Level square, step-free, benches. Bus stop at 40 m.',
    permit: 'Poster column: book with its operator.',
  },
  {
    key: 'malerwinkel',
    name: t('Malerwinkel', 'Malerwinkel'),
    address: 'Wallstraße, 23560 Lübeck',
    latitudeDeg: 53.86199,
    longitudeDeg: 10.67944,
    openingHours: '24/7',
    light: 'dark',
    access:
      'Small green on the west bank, gravel path, level. The only place with the view; holds some 300 people.',
    permit:
      'Green space: written consent of the parks department. For 21 December also notify the public order office.',
  },
];

export interface PlacementSource
  extends Pick<
    Placement,
    'medium' | 'widthMm' | 'heightMm' | 'scanDistanceM' | 'copies' | 'costCents' | 'note'
  > {
  readonly key: string;
  readonly name: string;
  readonly place: string | null;
  readonly chapter: ChapterKey;
  /** The offline post printed here, in German: `chapter/channel`. */
  readonly post: ChannelId | null;
  readonly style: 'night' | 'plain' | 'moss' | 'trail';
  readonly callToAction: string;
}

export const placements: readonly PlacementSource[] = [
  {
    key: 'gate-poster',
    name: '',
    place: 'holstentor',
    chapter: 'one-hole',
    post: 'poster',
    medium: 'poster',
    widthMm: 420,
    heightMm: 594,
    scanDistanceM: 2,
    copies: 2,
    costCents: 5_600,
    note: 'Eye level of a child counts too: code no lower than 90 cm, no higher than 140 cm.',
    style: 'night',
    callToAction: 'Zähl mit',
  },
  {
    key: 'window-sticker',
    name: '',
    place: 'huexstrasse',
    chapter: 'one-hole',
    post: 'sticker',
    medium: 'sticker',
    widthMm: 70,
    heightMm: 70,
    scanDistanceM: 0.4,
    copies: 1,
    costCents: 90,
    note: 'Inside of the glass, printed in reverse.',
    style: 'plain',
    callToAction: '',
  },
  {
    key: 'shop-table',
    name: '',
    place: 'huexstrasse',
    chapter: 'watch-book',
    post: 'tabletent',
    medium: 'tabletent',
    widthMm: 105,
    heightMm: 148,
    scanDistanceM: 0.4,
    copies: 6,
    costCents: 240,
    note: '',
    style: 'moss',
    callToAction: 'Lies das Wachbuch',
  },
  {
    key: 'petri-poster',
    name: '',
    place: 'st-petri',
    chapter: 'where-it-falls',
    post: 'poster',
    medium: 'poster',
    widthMm: 297,
    heightMm: 420,
    scanDistanceM: 1.2,
    copies: 1,
    costCents: 1_900,
    note: 'In the showcase, behind glass: matt paper.',
    style: 'night',
    callToAction: 'Wohin fällt es?',
  },
  {
    key: 'bollard-stickers',
    name: '1–12',
    place: 'museum-harbour',
    chapter: 'aft',
    post: 'sticker',
    medium: 'sticker',
    widthMm: 80,
    heightMm: 80,
    scanDistanceM: 0.5,
    copies: 12,
    costCents: 2_160,
    note: 'Weatherproof vinyl on the flat head of the bollard, never on its curve.',
    style: 'trail',
    callToAction: 'Frag die Frieda',
  },
  {
    key: 'koberg-poster',
    name: '',
    place: 'koberg',
    chapter: 'clockwork',
    post: 'poster',
    medium: 'poster',
    widthMm: 420,
    heightMm: 594,
    scanDistanceM: 2,
    copies: 2,
    costCents: 5_600,
    note: '',
    style: 'night',
    callToAction: 'Sieh sie laufen',
  },
  {
    key: 'letter-flyer',
    name: '',
    place: null,
    chapter: 'letter',
    post: null,
    medium: 'flyer',
    widthMm: 105,
    heightMm: 148,
    scanDistanceM: 0.3,
    copies: 800,
    costCents: 9_600,
    note: 'Folded once, under the false bottom of each tin sold.',
    style: 'trail',
    callToAction: 'Falte ihn auf',
  },
  {
    key: 'winkel-sign',
    name: '',
    place: 'malerwinkel',
    chapter: 'longest-watch',
    post: 'poster',
    medium: 'sign',
    widthMm: 300,
    heightMm: 400,
    scanDistanceM: 1.5,
    copies: 1,
    costCents: 7_400,
    note: 'Free-standing. Leads elsewhere on the night itself: see the code’s schedule.',
    style: 'night',
    callToAction: 'Schau runter',
  },
  {
    key: 'tin-label',
    name: '',
    place: null,
    chapter: 'seven-and-one',
    post: null,
    medium: 'packaging',
    widthMm: 60,
    heightMm: 60,
    scanDistanceM: 0.25,
    copies: 800,
    costCents: 4_800,
    note: 'On the flat lid, not on the curved wall.',
    style: 'moss',
    callToAction: '',
  },
];
