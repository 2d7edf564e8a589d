import {
  type Ar,
  type Block,
  type BlockOf,
  type ChoiceTarget,
  type Effect,
  noEffect,
  type Scene,
} from '#domain/scene/model.ts';
import type { Drawing } from '../pictures.ts';
import type { DemoSound } from '../sounds.ts';
import { type ChapterKey, idOf, type Text, t } from './words.ts';

/** Names of assets, turned into asset ids by the build. */
export type AssetName =
  | Drawing
  | `model-${'tin' | 'barge' | 'clockwork'}`
  | `stage-${'tin' | 'barge' | 'clockwork'}`
  | `sound-${DemoSound}`;
export type FindAsset = (name: AssetName) => string;

export const pictureAlt: Record<Drawing, Text> = {
  wall: t(
    'A dark parlour. A blue tin lantern throws seven spires of light on the wall; below a dotted water line glows one more point, in red.',
    'Eine dunkle Stube. Eine blaue Blechlaterne wirft sieben Türme aus Licht an die Wand; unter einer gepunkteten Wasserlinie glüht ein weiterer Punkt, rot.',
  ),
  book: t(
    'An open book under a lamp: line after line, seven strokes and one red ring. In the last line the ring is missing.',
    'Ein aufgeschlagenes Buch im Lampenlicht: Zeile um Zeile sieben Striche und ein roter Kringel. In der letzten Zeile fehlt der Kringel.',
  ),
  map: t(
    'Lübeck’s old town at night from above. Seven church spires shine; dotted lines run from them to a red ring on the river in the south-west.',
    'Die Lübecker Altstadt bei Nacht von oben. Sieben Kirchtürme leuchten; gepunktete Linien laufen von ihnen zu einem roten Ring auf dem Fluss im Südwesten.',
  ),
  letter: t(
    'A letter, folded once, on a wooden table; beside it an open tin of black tea and a brass lid. A boat is drawn in its corner in red.',
    'Ein einmal gefalteter Brief auf einem Holztisch, daneben eine offene Dose Schwarztee und ein Messingdeckel. In der Ecke ist rot ein Boot gezeichnet.',
  ),
  tower: t(
    'Night on the Obertrave. A row of people with lights on the quay; in the water their reflections grow into a spire that stands on its head.',
    'Nacht an der Obertrave. Menschen mit Lichtern in einer Reihe am Ufer; im Wasser wachsen ihre Spiegelungen zu einem Turm zusammen, der auf dem Kopf steht.',
  ),
  morning: t(
    'Morning through a moss-green window: seven spires in the haze, a red sun over the river. On the sill burn the tin and, beside it, an open book.',
    'Morgen durch ein moosgrünes Fenster: sieben Türme im Dunst, eine rote Sonne über dem Fluss. Auf der Fensterbank brennt die Dose, daneben liegt ein aufgeschlagenes Buch.',
  ),
};

/** A stage that comes to stand on the code; the length of its longest side in widths of the symbol. */
const onTheCode = (form: Ar['form'], widths: number, turnDeg = 0): Ar => ({
  stand: 'code',
  form,
  size: { value: widths, unit: 'widths' },
  offset: { x: 0, y: 0, z: 0 },
  turnDeg,
});

type Option = readonly [key: string, label: Text, target: ChoiceTarget];

/** Blocks of one scene; keys are unique inside it. */
function blocksOf(scene: ChapterKey, asset: FindAsset) {
  const id = (key: string): string => idOf('blk', `${scene}/${key}`);
  return {
    to: (key: string): ChoiceTarget => ({ kind: 'block', id: id(key) }),
    chapter: (key: ChapterKey): ChoiceTarget => ({ kind: 'chapter', id: idOf('chp', key) }),
    scene: (key: ChapterKey): ChoiceTarget => ({ kind: 'scene', id: idOf('scn', key) }),
    end: { kind: 'end' } as ChoiceTarget,
    text: (key: string, text: Text, after: Block['after'] = 'next'): Block => ({
      id: id(key),
      after,
      type: 'text',
      text,
    }),
    image: (key: string, name: Drawing, caption: Text): Block => ({
      id: id(key),
      after: 'next',
      type: 'image',
      asset: asset(name),
      alt: pictureAlt[name],
      caption,
    }),
    choice: (key: string, prompt: Text, options: readonly Option[]): Block => ({
      id: id(key),
      after: 'next',
      type: 'choice',
      prompt,
      options: options.map(([option, label, target]) => ({
        id: idOf('opt', `${scene}/${key}/${option}`),
        label,
        target,
      })),
    }),
    stage: (
      key: string,
      name: 'tin' | 'barge' | 'clockwork',
      clip: string | null,
      alt: Text,
      view: Pick<BlockOf<'stage'>, 'camera' | 'light' | 'ar'>,
      hotspots: readonly [string, [number, number, number], Text, Text, Partial<Effect>?][],
      tap: BlockOf<'stage'>['tap'] = null,
    ): Block => ({
      id: id(key),
      after: 'next',
      type: 'stage',
      model: asset(`model-${name}`),
      poster: asset(`stage-${name}`),
      alt,
      ...view,
      ground: 'shadow',
      background: '#14202b',
      animation: { clip, loop: true },
      hotspots: hotspots.map(([spot, position, label, text, effect]) => ({
        id: idOf('hot', `${scene}/${key}/${spot}`),
        position,
        label,
        text,
        effect: { ...noEffect, ...effect },
      })),
      tap,
      sound: null,
    }),
    sound: (name: DemoSound, words: Text) => ({ asset: asset(`sound-${name}`), words }),
    lead: (key: string, target: ChoiceTarget) => ({ id: idOf('opt', `${scene}/${key}`), target }),
    link: (key: string, label: Text, path: string): Block => ({
      id: id(key),
      after: 'end',
      type: 'link',
      label,
      url: `https://nachtwache.example/${path}`,
    }),
  };
}

const none = t('', '');

export interface SceneSource {
  readonly key: ChapterKey;
  readonly title: Text;
  readonly blocks: (asset: FindAsset) => Block[];
}

export const scenes: readonly SceneSource[] = [
  {
    key: 'one-hole',
    title: t('The tin', 'Die Dose'),
    blocks: (asset) => {
      const b = blocksOf('one-hole', asset);
      return [
        b.image('wall', 'wall', none),
        b.text(
          'found',
          t(
            '### Seven. And one.\n\nYou are in a tea shop that closed a month ago. On the counter stands the oldest tin in the house. Somebody punched the whole town into it, spire by spire.\n\nThe matches are next to it.',
            '### Sieben. Und eins.\n\nDu stehst in einem Teeladen, der seit einem Monat zu ist. Auf dem Tresen steht die älteste Dose des Hauses. Jemand hat die ganze Stadt hineingeschlagen, Turm für Turm.\n\nDie Streichhölzer liegen daneben.',
          ),
        ),
        b.choice('first', t('What do you do?', 'Was machst du?'), [
          ['light', t('Light it', 'Anzünden'), b.to('stage')],
          ['count', t('Count the spires first', 'Erst die Türme zählen'), b.to('count')],
        ]),
        b.stage(
          'stage',
          'tin',
          'burn',
          t(
            'A blue tin lantern with a brass lid. Seven spires are cut into its wall, candlelight shines through; below a dotted line there is one round hole.',
            'Eine blaue Blechlaterne mit Messingdeckel. In die Wand sind sieben Türme geschnitten, Kerzenlicht scheint durch; unter einer gepunkteten Linie sitzt ein einzelnes rundes Loch.',
          ),
          {
            camera: { yawDeg: -20, pitchDeg: 13, distance: 2.2, fieldOfViewDeg: 35, autoRotate: true },
            light: { mood: 'night', intensity: 1.7, yawDeg: 35 },
            ar: onTheCode('edge', 1.1, -20),
          },
          [
            [
              'eighth',
              [0.02, 0.455, 0.51],
              t('One too many', 'Eins zu viel'),
              t(
                'No spire stands here. No house either. In Lübeck, below this line, there is only water.',
                'Hier steht kein Turm. Auch kein Haus. Unter dieser Linie ist in Lübeck nur Wasser.',
              ),
              { lead: b.lead('stage/eighth', b.chapter('where-it-falls')) },
            ],
            [
              'marien',
              [-0.42, 1.05, 0.31],
              t('St. Marien', 'St. Marien'),
              t(
                'Two of the seven: the tallest, some 125 metres. Alma always began with them.',
                'Zwei von sieben, die höchsten, rund 125 Meter. Mit ihnen fing Alma immer an.',
              ),
            ],
            [
              'label',
              [0.34, 0.25, 0.38],
              t('Nachtwache', 'Nachtwache'),
              t(
                'Black tea, bergamot, a little smoke. When the tin is empty, it begins.',
                'Schwarztee, Bergamotte, ein Hauch Rauch. Wenn die Dose leer ist, fängt sie an.',
              ),
            ],
          ],
        ),
        b.text(
          'lit',
          t(
            'It throws the skyline across the room, over the shelves, over your hands. You hold your palm under the water line. A small round light lies in it, and it is warm.\n\nAlma did not make mistakes.',
            'Sie wirft die Türme durch den Raum, über die Regale, über deine Hände. Du hältst die Hand unter die Wasserlinie. Ein kleines rundes Licht liegt darin, und es ist warm.\n\nAlma hat sich nicht verschlagen.',
          ),
        ),
        b.choice('after', t('Where does it lead?', 'Wohin führt es?'), [
          ['book', t('To whatever she wrote down', 'Zu dem, was sie notiert hat'), b.chapter('watch-book')],
          ['water', t('To the water', 'Zum Wasser'), b.chapter('where-it-falls')],
          ['close', t('Nowhere. Blow it out', 'Nirgendwohin. Auspusten'), b.to('out')],
        ]),
        b.text(
          'count',
          t(
            'St. Jakobi. St. Marien, twice. St. Petri. St. Aegidien. The cathedral, twice. Seven, as on every postcard.\n\nThen your thumb finds a hole where there should be none.',
            'St. Jakobi. St. Marien, zweimal. St. Petri. St. Aegidien. Der Dom, zweimal. Sieben, wie auf jeder Postkarte.\n\nDann findet dein Daumen ein Loch, wo keins hingehört.',
          ),
        ),
        b.choice('counted', t('And now?', 'Und jetzt?'), [
          ['light', t('Light it after all', 'Doch anzünden'), b.to('stage')],
          ['close', t('Put the lid on', 'Deckel drauf'), b.to('out')],
        ]),
        b.text(
          'out',
          t(
            'Dark. But when you close your eyes, eight points stay behind. You can come back for them any evening; the tin is patient.',
            'Dunkel. Aber wenn du die Augen schließt, bleiben acht Punkte stehen. Du kannst sie jeden Abend wieder abholen. Die Dose hat Geduld.',
          ),
        ),
        b.link('tea', t('See the tin, and what is in it', 'Die Dose ansehen, und was drin ist'), 'dose'),
      ];
    },
  },
  {
    key: 'watch-book',
    title: t('The watch book', 'Das Wachbuch'),
    blocks: (asset) => {
      const b = blocksOf('watch-book', asset);
      return [
        b.image('book', 'book', t('Page 212', 'Seite 212')),
        b.text(
          'lines',
          t(
            '### Every night at nine\n\nThe date. Seven strokes. Then one word, *Acht.*, for thirty-four winters.\n\nOn the last line it says: *Acht. dark. Going down.*',
            '### Jeden Abend um neun\n\nDas Datum. Sieben Striche. Dann ein Wort, *Acht.*, vierunddreißig Winter lang.\n\nIn der letzten Zeile steht: *Acht. dunkel. Gehe runter.*',
          ),
        ),
        b.choice(
          'guess',
          t('What did she look for after the seven?', 'Wonach hat sie nach den sieben gesucht?'),
          [
            ['tower', t('For an eighth tower', 'Nach einem achten Turm'), b.to('tower')],
            ['someone', t('For somebody', 'Nach jemandem'), b.to('someone')],
            ['nothing', t('For nothing. She was old', 'Nach nichts. Sie war alt'), b.to('nothing')],
          ],
        ),
        b.text(
          'tower',
          t(
            'That is what everyone says who reads it quickly. *Acht* means eight. But why the full stop?',
            'Das sagen alle, die es schnell lesen. *Acht* wie acht. Aber warum der Punkt?',
          ),
        ),
        b.choice('from-tower', none, [
          [
            'map',
            t('Lay the tin on the town plan', 'Die Dose auf den Stadtplan legen'),
            b.chapter('where-it-falls'),
          ],
          ['dot', t('Follow the full stop', 'Dem Punkt nachgehen'), b.chapter('aft')],
        ]),
        b.text(
          'someone',
          t(
            'There is a ring from a teacup on the page. Underneath, a second one, fainter. She had company in this book.',
            'Auf der Seite ist der Rand einer Tasse. Darunter ein zweiter, blasser. In diesem Buch war sie nicht allein.',
          ),
        ),
        b.choice('from-someone', none, [
          ['dot', t('Who drank from the other cup?', 'Wer trank aus der anderen Tasse?'), b.chapter('aft')],
        ]),
        b.text(
          'nothing',
          t(
            'In 1986 she was fifty-three. She sold tea for another thirty years. She just never counted again.\n\nThe book stays open. Turn back when you like.',
            '1986 war sie dreiundfünfzig. Sie hat noch dreißig Jahre Tee verkauft. Nur gezählt hat sie nie wieder.\n\nDas Buch bleibt offen. Blätter zurück, wann du magst.',
          ),
          'end',
        ),
      ];
    },
  },
  {
    key: 'where-it-falls',
    title: t('Where the light falls', 'Wohin das Licht fällt'),
    blocks: (asset) => {
      const b = blocksOf('where-it-falls', asset);
      return [
        b.image('map', 'map', none),
        b.text(
          'fits',
          t(
            '### It fits only one way\n\nSeven holes on seven spires. And the eighth, by all that is measured, in the river.\n\nSt. Petri stands behind you. It is downhill from here.',
            '### Es passt nur in einer Richtung\n\nSieben Löcher auf sieben Türmen. Und das achte, genau gemessen, im Fluss.\n\nSt. Petri steht hinter dir. Von hier geht es bergab.',
          ),
        ),
        b.choice('go', t('Is it dark yet?', 'Ist es schon dunkel?'), [
          [
            'dark',
            t('Yes. I can see lights on the water', 'Ja. Ich sehe Lichter auf dem Wasser'),
            b.to('dark'),
          ],
          ['day', t('No, broad daylight', 'Nein, heller Tag'), b.to('day')],
        ]),
        b.text(
          'dark',
          t(
            'Then look at just one of them. It is not a point. It comes towards you over the ripples and stands on its head, long and thin.\n\nNobody builds that. It needs one person with a lamp, and one who is looking.',
            'Dann schau dir nur eins davon an. Es ist kein Punkt. Es kommt über die Wellen auf dich zu und steht auf dem Kopf, lang und schmal.\n\nSo etwas baut keiner. Dafür braucht es einen mit einer Lampe und einen, der hinsieht.',
          ),
        ),
        b.choice('who', t('Who had the lamp?', 'Wer hatte die Lampe?'), [
          ['ship', t('Somebody on a ship', 'Jemand auf einem Schiff'), b.chapter('aft')],
          ['book', t('It must be in the book', 'Das muss im Buch stehen'), b.scene('watch-book')],
        ]),
        b.text(
          'day',
          t(
            'Then you see what Alma saw at noon: ducks. Come back when the street lamps are lit. In December that is soon.',
            'Dann siehst du, was Alma mittags sah: Enten. Komm wieder, wenn die Laternen an sind. Im Dezember ist das bald.',
          ),
          'end',
        ),
      ];
    },
  },
  {
    key: 'aft',
    title: t('The stern light', 'Das Achterlicht'),
    blocks: (asset) => {
      const b = blocksOf('aft', asset);
      return [
        b.stage(
          'stage',
          'barge',
          'ride',
          t(
            'A small barge at night on dark water, its sail furled. A lamp hangs from an arm at the stern and throws a broken gold line on the ripples.',
            'Ein kleiner Kahn bei Nacht auf dunklem Wasser, das Segel festgemacht. Am Heck hängt eine Lampe an einem Arm und wirft einen gebrochenen goldenen Streifen auf die Wellen.',
          ),
          {
            camera: { yawDeg: 32, pitchDeg: 15, distance: 2.4, fieldOfViewDeg: 35, autoRotate: true },
            light: { mood: 'night', intensity: 1.9, yawDeg: 45 },
            ar: onTheCode('standing', 1.4, 25),
          },
          [
            [
              'lamp',
              [1.66, 1.2, 0],
              t('Stern light', 'Achterlicht'),
              t(
                'In German: Achterlicht. In a hurry: Acht., with a full stop.',
                'Wer es eilig hat, schreibt: Acht. Mit Punkt.',
              ),
            ],
            [
              'tins',
              [-0.25, 0.72, 0.1],
              t('Three tins', 'Drei Dosen'),
              t(
                'Swapped every Sunday, full for empty. It was how one sent anything.',
                'Jeden Sonntag getauscht, voll gegen leer. So schickte man einander Dinge.',
              ),
            ],
            [
              'window',
              [0.6, 0.5, 0.2],
              t('The cabin', 'Die Kajüte'),
              t('A stove, a bunk, two cups.', 'Ein Ofen, eine Koje, zwei Tassen.'),
            ],
          ],
        ),
        b.text(
          'frieda',
          t(
            '### The *Frieda*\n\nNot the eighth. The *stern light*. Every night at nine a woman in an attic looked for it, and when hers came on, a man on deck took his off the hook and swung it, once.\n\nHe is standing there now. Nine o’clock.',
            '### Die *Frieda*\n\nNicht *der Achte*. Das *Achterlicht*. Jeden Abend um neun hat eine Frau auf dem Dachboden danach gesucht, und wenn ihres anging, nahm ein Mann an Deck seines vom Haken und schwenkte es, einmal.\n\nDa steht er. Neun Uhr.',
          ),
        ),
        b.choice('swing', t('You have a light in your pocket.', 'Du hast ein Licht in der Tasche.'), [
          ['once', t('Swing it, once', 'Schwenken, einmal'), b.to('once')],
          ['call', t('Call his name', 'Seinen Namen rufen'), b.to('call')],
        ]),
        b.text(
          'once',
          t(
            'The lamp on the *Frieda* stops. Then it answers: up, across, down. So this is what it was like to be told good night by a whole river.',
            'Die Lampe auf der *Frieda* hält still. Dann antwortet sie: hoch, hinüber, runter. So war das also, wenn einem ein ganzer Fluss gute Nacht sagt.',
          ),
        ),
        b.choice('on', t('Then why did it stop?', 'Warum hat es dann aufgehört?'), [
          ['attic', t('Go up to her attic', 'Auf ihren Dachboden gehen'), b.chapter('clockwork')],
        ]),
        b.text(
          'call',
          t(
            'Your voice gets as far as the middle of the river. That is why they used lamps.',
            'Deine Stimme kommt bis zur Mitte des Flusses. Deshalb haben sie Lampen genommen.',
          ),
        ),
        b.choice('again', none, [
          ['once', t('The lamp, then', 'Dann die Lampe'), b.to('once')],
          ['leave', t('Leave them to it', 'Die beiden lassen'), b.end],
        ]),
      ];
    },
  },
  {
    key: 'clockwork',
    title: t('The clock that kept its word', 'Die Uhr, die Wort hielt'),
    blocks: (asset) => {
      const b = blocksOf('clockwork', asset);
      return [
        b.stage(
          'stage',
          'clockwork',
          null,
          t(
            'A brass clockwork on a wooden base. Wheels turn, a pendulum swings; a disc with seven small windows and a large one moves in steps before a lamp.',
            'Ein Uhrwerk aus Messing auf einem Holzsockel. Räder drehen sich, ein Pendel schwingt; eine Scheibe mit sieben kleinen Fenstern und einem großen rückt vor einer Lampe weiter.',
          ),
          {
            camera: { yawDeg: 22, pitchDeg: 9, distance: 2.7, fieldOfViewDeg: 35, autoRotate: false },
            light: { mood: 'studio', intensity: 1, yawDeg: 40 },
            ar: onTheCode('window', 0.95),
          },
          [
            [
              'disc',
              [0.12, 1.0, 0.4],
              t('Seven and one', 'Sieben und eins'),
              t(
                'Seven short, one long. It says: all is well.',
                'Sieben kurz, eins lang. Es heißt: Alles gut.',
              ),
            ],
            [
              'weight',
              [-0.385, 0.45, -0.1],
              t('The weight', 'Das Gewicht'),
              t(
                'Wound up it runs for a week. She wound it on Sundays, before tea.',
                'Aufgezogen läuft sie eine Woche. Aufgezogen hat sie sonntags, vor dem Tee.',
              ),
            ],
            [
              'bell',
              [-0.52, 2.0, 0.2],
              t('The bell', 'Die Glocke'),
              t(
                'For herself. So that she would know it had been said.',
                'Für sie selbst. Damit sie wusste, dass es gesagt war.',
              ),
              {
                sound: b.sound(
                  'bell',
                  t(
                    'One stroke of a small bell, dying away',
                    'Ein Schlag einer kleinen Glocke, der verklingt',
                  ),
                ),
              },
            ],
          ],
          {
            label: t('Nudge it', 'Anstoßen'),
            effect: {
              clip: 'run',
              sound: b.sound('tick', t('It ticks, even and unhurried', 'Sie tickt, ruhig und gleichmäßig')),
              lead: null,
            },
          },
        ),
        b.text(
          'attic',
          t(
            '### It still goes\n\nYou only nudged it. It lights its lamp, the disc moves on: seven short, one long. *All is well. All is well.*\n\nBeside it, under the same sheet: a suitcase.',
            '### Sie geht noch\n\nDu hast sie nur angestoßen. Sie zündet ihre Lampe an, die Scheibe rückt weiter: sieben kurz, eins lang. *Alles gut. Alles gut.*\n\nDaneben, unter demselben Laken: ein Koffer.',
          ),
        ),
        b.choice('hand', t('You have one hand free.', 'Eine Hand hast du frei.'), [
          ['case', t('Open the suitcase', 'Den Koffer öffnen'), b.to('case')],
          ['stop', t('Stop the clock', 'Die Uhr anhalten'), b.to('stop')],
        ]),
        b.text(
          'stop',
          t(
            'You hold the pendulum. It is quiet for the first time since 1967. If only somebody had done that one evening, in one particular year.',
            'Du hältst das Pendel fest. Zum ersten Mal seit 1967 ist es still. Hätte das nur jemand an einem bestimmten Abend getan, in einem bestimmten Jahr.',
          ),
        ),
        b.text(
          'case',
          t(
            'Two jumpers. Sea boots, never worn. A tin of tea, full. She was not at home that night. She was on her way.\n\nAnd the lamp was lit.',
            'Zwei Pullover. Seestiefel, nie getragen. Eine Dose Tee, voll. Sie war in jener Nacht nicht zu Hause. Sie war unterwegs.\n\nUnd die Lampe brannte.',
          ),
        ),
        b.choice('tin', t('The tin is heavier than tea.', 'Die Dose ist schwerer als Tee.'), [
          ['bottom', t('Look under the bottom', 'Unter dem Boden nachsehen'), b.chapter('letter')],
          ['no', t('That is hers. Close it', 'Das gehört ihr. Zumachen'), b.to('no')],
        ]),
        b.text(
          'no',
          t(
            'You close the case. That, too, would be a way to keep a promise. But somebody ought to know.',
            'Du machst den Koffer zu. Auch das wäre eine Art, Wort zu halten. Aber wissen sollte es jemand.',
          ),
          'end',
        ),
      ];
    },
  },
  {
    key: 'letter',
    title: t('The letter under the tea', 'Der Brief unter dem Tee'),
    blocks: (asset) => {
      const b = blocksOf('letter', asset);
      return [
        b.image('letter', 'letter', t('Folded once. Opened never.', 'Einmal gefaltet. Nie geöffnet.')),
        b.text(
          'words',
          t(
            '> Alma. I cast off on the longest night. I cannot ask you with my mouth, so I ask you with the lamp: if you will come, leave yours dark at nine. I shall see it and wait for you.\n>\n> If it burns, I shall know, and go, and never speak of it.\n>\n> Ole',
            '> Alma. In der längsten Nacht lege ich ab. Mit dem Mund kann ich nicht fragen, also frage ich mit der Lampe: Willst du mit, dann lass deine um neun dunkel. Ich sehe es und warte.\n>\n> Brennt sie, dann weiß ich Bescheid und fahre und rede nie davon.\n>\n> Ole',
          ),
        ),
        b.choice('feel', t('Who should have done what?', 'Wer hätte was tun sollen?'), [
          ['ask', t('He should have asked aloud', 'Er hätte laut fragen sollen'), b.to('ask')],
          [
            'look',
            t('She should have looked under the tea', 'Sie hätte unter den Tee schauen sollen'),
            b.to('look'),
          ],
          ['nobody', t('Nobody. Can one still answer?', 'Niemand. Kann man noch antworten?'), b.to('answer')],
        ]),
        b.text(
          'ask',
          t(
            'He had no practice. In thirty-four winters they had never needed words for anything that mattered.',
            'Er hatte keine Übung. Vierunddreißig Winter lang hatten sie für nichts Wichtiges Worte gebraucht.',
          ),
        ),
        b.choice('from-ask', none, [
          ['answer', t('Can one still answer?', 'Kann man noch antworten?'), b.to('answer')],
        ]),
        b.text(
          'look',
          t(
            'She would have, on Sunday. One always empties a tin on Sunday. The longest night that year was a Sunday, and she had packed it full.',
            'Hätte sie, am Sonntag. Dosen leert man sonntags. Die längste Nacht war in jenem Jahr ein Sonntag, und sie hatte sie voll eingepackt.',
          ),
        ),
        b.choice('from-look', none, [
          ['answer', t('Can one still answer?', 'Kann man noch antworten?'), b.to('answer')],
        ]),
        b.text(
          'answer',
          t(
            'He is ninety-four. He has a window on the river in Travemünde. Every night at nine he looks upstream.\n\nThe answer is a dark lamp. It has to be a very large one.',
            'Er ist vierundneunzig. Er hat ein Fenster zum Fluss, in Travemünde. Jeden Abend um neun schaut er flussaufwärts.\n\nDie Antwort ist eine dunkle Lampe. Es muss eine sehr große sein.',
          ),
        ),
        b.choice('come', none, [
          ['yes', t('I will be there on the 21st', 'Ich bin am 21. da'), b.chapter('longest-watch')],
          ['no', t('I will think of it at nine', 'Ich denke um neun daran'), b.end],
        ]),
      ];
    },
  },
  {
    key: 'longest-watch',
    title: t('The longest watch', 'Die längste Wache'),
    blocks: (asset) => {
      const b = blocksOf('longest-watch', asset);
      return [
        b.image('tower', 'tower', none),
        b.text(
          'rule',
          t(
            '### At nine, put it out\n\n1. Bring a light. Any light.\n2. At nine o’clock: dark. Eight slow breaths.\n3. Then light it, and look down.\n\nMalerwinkel, 21 December.',
            '### Um neun: Licht aus\n\n1. Bring ein Licht mit. Irgendeins.\n2. Um neun Uhr: dunkel. Acht langsame Atemzüge.\n3. Dann anzünden und runterschauen.\n\nMalerwinkel, 21. Dezember.',
          ),
        ),
        b.choice('say', t('If your light could say one thing:', 'Wenn dein Licht eins sagen könnte:'), [
          ['yes', t('Yes', 'Ja'), b.to('yes')],
          ['sorry', t('Forgive me', 'Verzeih'), b.to('sorry')],
          ['night', t('Good night, Ole', 'Gute Nacht, Ole'), b.to('night')],
        ]),
        b.text(
          'yes',
          t(
            'That is the one she packed for. It goes downstream with the others; by the bridge it has already forgotten whose it was.',
            'Das ist das, wofür sie gepackt hatte. Es geht mit den anderen flussabwärts; an der Brücke weiß es schon nicht mehr, wem es gehört hat.',
          ),
        ),
        b.choice('from-yes', none, [
          ['morning', t('And in the morning?', 'Und am Morgen?'), b.chapter('seven-and-one')],
          ['stay', t('Stay at the water', 'Am Wasser bleiben'), b.end],
        ]),
        b.text(
          'sorry',
          t(
            'There was nothing to forgive. But light does not mind what it carries.',
            'Zu verzeihen gab es nichts. Aber Licht nimmt alles mit.',
          ),
        ),
        b.choice('from-sorry', none, [
          ['morning', t('And in the morning?', 'Und am Morgen?'), b.chapter('seven-and-one')],
          ['stay', t('Stay at the water', 'Am Wasser bleiben'), b.end],
        ]),
        b.text(
          'night',
          t(
            'Up, across, down. Once. He will know it.',
            'Hoch, hinüber, runter. Einmal. Er wird es erkennen.',
          ),
        ),
        b.choice('from-night', none, [
          ['morning', t('And in the morning?', 'Und am Morgen?'), b.chapter('seven-and-one')],
          ['stay', t('Stay at the water', 'Am Wasser bleiben'), b.end],
        ]),
      ];
    },
  },
  {
    key: 'seven-and-one',
    title: t('Seven and one', 'Sieben und eins'),
    blocks: (asset) => {
      const b = blocksOf('seven-and-one', asset);
      return [
        b.image('morning', 'morning', none),
        b.text(
          'book',
          t(
            '### Tonight’s line is free\n\nThe date. Seven strokes. And one, for somebody whom you have not told something.\n\nThe book lies in the window, Hüxstraße. Nine o’clock.',
            '### Die Zeile von heute ist frei\n\nDas Datum. Sieben Striche. Und einer, für jemanden, dem du etwas nicht gesagt hast.\n\nDas Buch liegt im Schaufenster, Hüxstraße. Neun Uhr.',
          ),
        ),
        b.choice('next', none, [
          ['begin', t('Hear it from the beginning', 'Noch einmal von vorn'), b.scene('one-hole')],
          ['tin', t('A tin of my own', 'Eine eigene Dose'), b.to('shop')],
        ]),
        b.text(
          'shop',
          t(
            'It is full of tea. That is the only drawback, and it passes.',
            'Sie ist voller Tee. Das ist der einzige Nachteil, und er gibt sich.',
          ),
        ),
        b.link('tea', t('To the tin', 'Zur Dose'), 'dose'),
      ];
    },
  },
];

export const sceneDocument = (scene: SceneSource, asset: FindAsset): Scene => ({
  schema: 3,
  title: scene.title,
  blocks: scene.blocks(asset),
});
