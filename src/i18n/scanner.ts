import type { Texts } from './text.ts';

/** The scanner page, open to everybody: "du". */
export const scannerTexts = {
  en: {
    title: 'Scan a code',
    lead: 'Hold your phone to the code, or choose another way.',
    camera: 'With the camera',
    cameraWhy:
      'Your browser will ask for the camera. The picture stays on your phone: nothing is recorded or sent.',
    start: 'Turn on the camera',
    starting: 'Camera is starting',
    looking: 'Looking for a code',
    hint: 'Go closer, hold still, and mind reflections.',
    stop: 'Turn off the camera',
    lightOn: 'Lamp on',
    lightOff: 'Lamp off',
    zoom: 'Zoom',
    which: 'Camera',
    cameraNumber: 'Camera {n}',
    resumed: 'The camera was turned off while the page was hidden.',
    denied:
      'The camera was not allowed. Allow it for this site in the browser’s settings, or choose one of the other ways.',
    missing: 'No camera was found here. Take a picture or type the code.',
    busy: 'The camera could not be started; another app may be using it. Close that app and try again.',
    insecure:
      'This page was not opened over HTTPS, and phones give the camera to HTTPS pages only. Taking a picture and typing still work. (If you run this server: start with --https.)',
    readerMissing:
      'What reads the codes could not be loaded. Check your connection and try again, or type the code.',
    tryAgain: 'Try again',

    picture: 'From a picture',
    pictureWhy: 'A photo or a screenshot with the code on it. It is read here and not uploaded.',
    choose: 'Choose a picture',
    reading: 'Reading the picture',
    nothing: 'No code was found in this picture. Take one in which the code is larger and sharp.',
    noPicture: 'This file is not a picture that your browser can open. A screenshot of it will do.',
    tooLarge: 'This picture has more than {size}. A screenshot of it will do.',
    stopReading: 'Stop',

    typed: 'Type the code',
    typedLabel: 'Six characters beside the code',
    typedHint: 'Capitals or not; O is read as 0, I and L as 1.',
    open: 'Open',
    typedBad: 'A code has six characters, such as 7KQ2M0. Look at the print again.',
    typedMissing: 'Type the six characters first.',

    found: 'Found {letters}',
    opening: 'The scene opens.',
    foreign: 'This code leads somewhere else',
    foreignLead: 'It does not belong to this site. Open it only if you trust this address:',
    foreignHttp: 'The address is not protected (http): others in the same network can read along.',
    wholeAddress: 'Whole address',
    openForeign: 'Open {host}',
    text: 'This code holds text',
    textLead: 'It is no web address, so there is nothing to open.',
    again: 'Scan another',
    ready: 'Ready',
    language: 'Language',
    noScript:
      'The camera and pictures need JavaScript, which is off here. Typing works without it, and so does your phone’s own camera app.',
  },
  de: {
    title: 'Code scannen',
    lead: 'Halte dein Handy an den Code oder nimm einen anderen Weg.',
    camera: 'Mit der Kamera',
    cameraWhy:
      'Dein Browser fragt gleich nach der Kamera. Das Bild bleibt auf deinem Handy: Nichts wird aufgenommen oder gesendet.',
    start: 'Kamera einschalten',
    starting: 'Kamera startet',
    looking: 'Suche einen Code',
    hint: 'Geh näher ran, halte still und achte auf Spiegelungen.',
    stop: 'Kamera ausschalten',
    lightOn: 'Lampe an',
    lightOff: 'Lampe aus',
    zoom: 'Zoom',
    which: 'Kamera',
    cameraNumber: 'Kamera {n}',
    resumed: 'Solange die Seite verdeckt war, blieb die Kamera aus.',
    denied:
      'Die Kamera wurde nicht erlaubt. Erlaube sie für diese Seite in den Einstellungen des Browsers oder nimm einen der anderen Wege.',
    missing: 'Hier ist keine Kamera zu finden. Nimm ein Bild oder tipp den Code ein.',
    busy: 'Die Kamera ließ sich nicht starten, vielleicht benutzt sie gerade eine andere App. Schließ sie und versuch es noch einmal.',
    insecure:
      'Diese Seite kam nicht über HTTPS, und Handys geben die Kamera nur HTTPS-Seiten. Bild wählen und eintippen gehen trotzdem. (Wenn du den Server betreibst: mit --https starten.)',
    readerMissing:
      'Was die Codes liest, ließ sich nicht laden. Prüf deine Verbindung und versuch es noch einmal, oder tipp den Code ein.',
    tryAgain: 'Noch einmal versuchen',

    picture: 'Aus einem Bild',
    pictureWhy:
      'Ein Foto oder Bildschirmfoto, auf dem der Code ist. Es wird hier gelesen und nicht hochgeladen.',
    choose: 'Bild wählen',
    reading: 'Bild wird gelesen',
    nothing: 'In diesem Bild ist kein Code zu finden. Nimm eines, auf dem der Code größer und scharf ist.',
    noPicture: 'Diese Datei ist kein Bild, das dein Browser öffnen kann. Ein Bildschirmfoto davon genügt.',
    tooLarge: 'Dieses Bild hat mehr als {size}. Ein Bildschirmfoto davon genügt.',
    stopReading: 'Anhalten',

    typed: 'Code eintippen',
    typedLabel: 'Sechs Zeichen neben dem Code',
    typedHint: 'Groß oder klein; O gilt als 0, I und L als 1.',
    open: 'Öffnen',
    typedBad: 'Ein Code hat sechs Zeichen, etwa 7KQ2M0. Schau noch einmal auf den Druck.',
    typedMissing: 'Tipp zuerst die sechs Zeichen ein.',

    found: '{letters} gefunden',
    opening: 'Die Szene öffnet sich.',
    foreign: 'Dieser Code führt woandershin',
    foreignLead: 'Er gehört nicht zu dieser Seite. Öffne ihn nur, wenn du dieser Adresse vertraust:',
    foreignHttp: 'Die Adresse ist nicht geschützt (http): Andere im selben Netz können mitlesen.',
    wholeAddress: 'Ganze Adresse',
    openForeign: '{host} öffnen',
    text: 'In diesem Code steht Text',
    textLead: 'Das ist keine Webadresse, es gibt also nichts zu öffnen.',
    again: 'Weiter scannen',
    ready: 'Bereit',
    language: 'Sprache',
    noScript:
      'Kamera und Bilder brauchen JavaScript, und das ist hier aus. Eintippen geht auch so, ebenso die Kamera-App deines Handys.',
  },
} as const satisfies Texts;
