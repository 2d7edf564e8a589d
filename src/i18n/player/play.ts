import type { Lang, Texts } from '../text.ts';

/** What the player itself says around a scene; scenes address the reader with "du". */
export const playTexts = {
  en: {
    languages: 'Language',
    choose: 'Your choice',
    goOn: 'Go on',
    end: 'The end of this scene',
    endLead: 'Thank you for stopping by.',
    again: 'Read it again from the start',
    opensElsewhere: 'opens another website',
    stage: '3D scene',
    stageHelp: 'Drag sideways or use the arrow keys to look around, plus and minus to come closer.',
    stageLoading: 'The 3D scene is loading.',
    stageFailed: 'The 3D scene could not be shown here. The picture stays, and the story goes on below.',
    closer: 'Look closer',
    close: 'Close',
    touch: 'Touch it',
    sound: 'Sound',
    stageOffline: 'There is no network, so the 3D scene has not arrived. The story goes on below.',
    arAsk: 'See it through your camera, standing on the code you scanned. The picture stays on your phone.',
    arAskFloor: 'Your camera can show it in the room you are in. Its picture stays on your phone.',
    arOpen_code: 'On the code',
    arOpen_floor: 'On the floor',
    arOpen_room: 'In the room',
    arOffline: 'There is no network just now. Try it again in a moment.',
    tryAgain: 'Try again',
    offline: 'No network just now. What you chose opens as soon as it is back.',
    failed: 'This part did not arrive. It is being opened again.',
  },
  de: {
    languages: 'Sprache',
    choose: 'Deine Wahl',
    goOn: 'Weiter',
    end: 'Hier endet diese Szene',
    endLead: 'Schön, dass du da warst.',
    again: 'Noch einmal von vorn lesen',
    opensElsewhere: 'öffnet eine andere Website',
    stage: '3D-Szene',
    stageHelp:
      'Zieh seitwärts oder nimm die Pfeiltasten, um dich umzusehen; mit Plus und Minus kommst du näher.',
    stageLoading: 'Die 3D-Szene lädt.',
    stageFailed:
      'Die 3D-Szene lässt sich hier nicht zeigen. Das Bild bleibt, und die Geschichte geht unten weiter.',
    closer: 'Genauer hinsehen',
    close: 'Schließen',
    touch: 'Berühren',
    sound: 'Ton',
    stageOffline: 'Die 3D-Szene ist nicht angekommen, weil das Netz fehlt. Die Geschichte geht unten weiter.',
    arAsk:
      'Sieh es durch deine Kamera auf dem Code stehen, den du gescannt hast. Das Bild bleibt auf deinem Handy.',
    arAskFloor:
      'Deine Kamera kann es in dem Raum zeigen, in dem du stehst. Ihr Bild bleibt auf deinem Handy.',
    arOpen_code: 'Auf dem Code',
    arOpen_floor: 'Auf dem Boden',
    arOpen_room: 'Im Raum',
    arOffline: 'Gerade kein Netz. Versuch es gleich noch einmal.',
    tryAgain: 'Noch einmal versuchen',
    offline: 'Gerade kein Netz. Was du gewählt hast, öffnet sich, sobald es wieder da ist.',
    failed: 'Dieser Teil kam nicht an. Er wird noch einmal geöffnet.',
  },
} as const satisfies Texts;

/** The player's own language for a scene told in `language`. */
export const playerLang = (language: string): Lang => (language === 'de' ? 'de' : 'en');
