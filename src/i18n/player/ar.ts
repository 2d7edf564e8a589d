import type { Texts } from '../text.ts';

/** What is said while the camera looks for a print, and when it may not. Scenes address the reader with "du". */
export const arTexts = {
  en: {
    title: 'Seen through your camera',
    starting: 'The camera is starting.',
    loading: 'The scene is on its way.',
    search: 'Point the camera at the code.',
    lost: 'Point the camera back at the code.',
    dark: 'It is too dark here. Switch the light on, or come closer.',
    far: 'Come a little closer.',
    steep: 'Look at the code more from the front.',
    close: 'Back to the story',
    onward: 'Go on',
    picture: 'Take a picture',
    pictureFailed: 'The picture could not be taken.',
    torchOn: 'Light on',
    torchOff: 'Light off',
    lens: 'Camera',
    again: 'Play it once more',
    closeNote: 'Close',
    denied:
      'The camera is not allowed here, so the scene stays on this page. You can allow it in your browser’s settings.',
    missing: 'No camera was found, so the scene stays on this page.',
    busy: 'Another app is using the camera. Close it there and try again; until then the scene stays on this page.',
    insecure:
      'This page was not opened over https, and phones lend their camera to such pages only. The scene stays on this page.',
    no_webgl: 'This phone cannot show it through the camera. The picture stays, and the story goes on below.',
    not_loaded: 'The scene did not arrive. Try again when the network is back.',
    unreadable: 'This scene cannot be shown through the camera. The story goes on below.',
    lost_graphics: 'The phone needed its memory for something else. Open the camera again if you like.',
    ended: 'The camera was taken away. Open it again if you like.',
  },
  de: {
    title: 'Durch deine Kamera gesehen',
    starting: 'Die Kamera startet.',
    loading: 'Die Szene ist unterwegs.',
    search: 'Halte die Kamera auf den Code.',
    lost: 'Halte die Kamera wieder auf den Code.',
    dark: 'Es ist zu dunkel. Mach das Licht an oder geh näher heran.',
    far: 'Geh ein wenig näher heran.',
    steep: 'Sieh den Code mehr von vorn an.',
    close: 'Zurück zur Geschichte',
    onward: 'Weiter',
    picture: 'Foto machen',
    pictureFailed: 'Das Foto hat nicht geklappt.',
    torchOn: 'Licht an',
    torchOff: 'Licht aus',
    lens: 'Kamera',
    again: 'Noch einmal abspielen',
    closeNote: 'Schließen',
    denied:
      'Die Kamera ist hier nicht erlaubt, darum bleibt die Szene auf dieser Seite. Erlauben kannst du sie in den Einstellungen deines Browsers.',
    missing: 'Es wurde keine Kamera gefunden, darum bleibt die Szene auf dieser Seite.',
    busy: 'Eine andere App benutzt gerade die Kamera. Schließ sie dort und versuch es noch einmal; bis dahin bleibt die Szene auf dieser Seite.',
    insecure:
      'Diese Seite wurde nicht über https geöffnet, und nur solchen Seiten leihen Handys ihre Kamera. Die Szene bleibt auf dieser Seite.',
    no_webgl:
      'Dieses Handy kann sie nicht durch die Kamera zeigen. Das Bild bleibt, und die Geschichte geht unten weiter.',
    not_loaded: 'Die Szene ist nicht angekommen. Versuch es noch einmal, wenn das Netz wieder da ist.',
    unreadable: 'Diese Szene lässt sich nicht durch die Kamera zeigen. Die Geschichte geht unten weiter.',
    lost_graphics:
      'Das Handy brauchte seinen Speicher für etwas anderes. Öffne die Kamera wieder, wenn du magst.',
    ended: 'Die Kamera wurde weggenommen. Öffne sie wieder, wenn du magst.',
  },
} as const satisfies Texts;
