import type { Campaign } from '#domain/campaign/model.ts';
import { idOf, t } from './words.ts';

export const phaseIds = {
  tease: idOf('phs', 'tease'),
  build: idOf('phs', 'build'),
  climax: idOf('phs', 'climax'),
  after: idOf('phs', 'after'),
} as const;

/** The campaign without its plan, which is an asset. Nachtwache is an invented tea, and so is everybody in it. */
export const campaign: Omit<Campaign, 'planAsset'> = {
  schema: 1,
  title: t('The Eighth Tower', 'Der achte Turm'),
  state: 'live',
  languages: ['en', 'de'],
  timeZone: 'Europe/Berlin',
  town: 'Lübeck',
  contact: 'Nachtwache Tee, Hüxstraße, Lübeck · wache@nachtwache.example',
  brief: {
    why: t(
      'Winter evenings in the old town are dark and get shorter visits every year. Nachtwache sells a tea for exactly these hours, in a tin that becomes a lantern when it is empty. We want people to light it, and to have a reason to do so together: one story, eight chapters, and a night on the Obertrave when the town builds a tower out of nothing but reflections.\n\nThe tin is not an advertisement inside the story. It is the thing the story turns on.',
      'Im Winter ist die Altstadt abends dunkel, und die Leute gehen früher heim. Nachtwache verkauft Tee für genau diese Stunden, in einer Dose, die leer zur Laterne wird. Wir wollen, dass Menschen sie anzünden – und einen Grund haben, es gemeinsam zu tun: eine Geschichte, acht Kapitel und eine Nacht an der Obertrave, in der die Stadt einen Turm baut, der nur aus Spiegelung besteht.\n\nDie Dose ist keine Werbung in der Geschichte. An ihr hängt die Geschichte.',
    ),
    audience: t(
      'People who live here and think they know every brick; people on a weekend who have seen the Holsten Gate by three o’clock and wonder what to do with the evening. Both look up at seven spires and have never looked down at the water for an eighth. They like being let in on something. They do not like being herded.',
      'Menschen, die hier leben und glauben, jeden Stein zu kennen. Menschen, die ein Wochenende bleiben, um drei das Holstentor gesehen haben und sich fragen, was sie mit dem Abend anfangen. Beide schauen hinauf zu sieben Türmen, und keiner hat im Wasser nach dem achten gesucht. Sie werden gern eingeweiht. Sie werden ungern gelenkt.',
    ),
    exchange: t(
      'A true walk through the town with a love story in it, no app and no account. Whoever comes on the longest night gets a place at the water, hot tea, and is part of the picture. Nothing has to be bought: any light will do.',
      'Ein richtiger Gang durch die Stadt mit einer Liebesgeschichte darin, ohne App und ohne Konto. Wer in der längsten Nacht kommt, bekommt einen Platz am Wasser, heißen Tee und steht selbst im Bild. Kaufen muss niemand etwas: Jedes Licht gilt.',
    ),
    sharing: t(
      'People pass this on because it makes them the one who knows: “Look down, not up.” And because the last chapter needs more lights than any one person has.',
      'Man gibt das weiter, weil man damit die ist, die es weiß: „Schau nicht rauf, schau runter.“ Und weil das letzte Kapitel mehr Lichter braucht, als ein Mensch tragen kann.',
    ),
  },
  goals: [
    {
      id: idOf('gol', 'conversation'),
      kind: 'conversation',
      measure: 'chosen',
      target: 2_500,
      deadline: '2026-12-22',
      valueCents: null,
    },
    {
      id: idOf('gol', 'promote'),
      kind: 'promote',
      measure: 'links',
      target: 400,
      deadline: '2027-01-06',
      valueCents: 450,
    },
  ],
  phases: [
    {
      id: phaseIds.tease,
      name: t('One too many', 'Eins zu viel'),
      question: t('Who is the eighth light for?', 'Für wen ist das achte Licht?'),
      from: '2026-11-16',
      until: '2026-11-29',
    },
    {
      id: phaseIds.build,
      name: t('The search', 'Die Suche'),
      question: t('Why did it go dark in 1986?', 'Warum wurde es 1986 dunkel?'),
      from: '2026-11-30',
      until: '2026-12-13',
    },
    {
      id: phaseIds.climax,
      name: t('The answer', 'Die Antwort'),
      question: t('Can a town answer for one of its own?', 'Kann eine Stadt für eine der Ihren antworten?'),
      from: '2026-12-14',
      until: '2026-12-21',
    },
    {
      id: phaseIds.after,
      name: t('The watch goes on', 'Die Wache geht weiter'),
      question: t('Who keeps it tomorrow?', 'Wer hält sie morgen?'),
      from: '2026-12-22',
      until: '2027-01-06',
    },
  ],
  channels: [
    'x',
    'bluesky',
    'mastodon',
    'instagram',
    'linkedin',
    'newsletter',
    'blog',
    'sms',
    'poster',
    'tabletent',
    'sticker',
    'radio',
  ],
  theme: { paper: '#fbf6ea', ink: '#1c211f', accent: '#a82e19' },
};
