import type { Texts } from '../text.ts';

/** The picture that a print's code is printed on. */
export const artworkTexts = {
  en: {
    title: 'Artwork around the code',
    empty:
      'Upload the poster as it is printed, with the code in it. Phones then follow the whole poster: a scene stays where it stands when a hand covers the code, when it leaves the picture, and from far away.',
    add: 'Add the artwork',
    change: 'Another picture',
    remove: 'Remove artwork',
    busy: 'Artwork is being uploaded',
    alt: 'Artwork of the print',
    finding: 'Looking for the code in the picture',
    stop: 'Stop looking',
    again: 'Find the code again',
    found: 'The code was found. Correct the frame if it does not lie on its outer modules.',
    other:
      'This picture shows another code: {text}. This print has {letters}. The picture was not taken; print the right code or choose its picture.',
    none: 'No code was found in this picture. Drag the frame onto it, or type where it is.',
    differs:
      'The picture shows this code in another design than it has now. Drag the frame onto it, or type where it is.',
    noCode: 'This print has no code yet, so nothing can be found in the picture.',
    failed: 'The code could not be looked for. Drag the frame onto it, or try again.',
    grab: 'Frame on the code: arrow keys move it, with Shift in fine steps',
    corner: 'Corner of the frame: up and down size it, left and right turn it, with Shift in fine steps',
    x: 'Middle, from the left',
    y: 'Middle, from the top',
    size: 'Width of the code',
    turn: 'Turned by',
    where: '{x} × {y} mm, {size} mm wide, {turn}°',
  },
  de: {
    title: 'Vorlage um den Code',
    empty:
      'Laden Sie das Plakat so hoch, wie es gedruckt wird, mit dem Code darin. Handys folgen dann dem ganzen Plakat: Eine Szene bleibt stehen, wenn eine Hand den Code verdeckt, wenn er aus dem Bild gerät, und auch von weitem.',
    add: 'Vorlage hinzufügen',
    change: 'Anderes Bild',
    remove: 'Vorlage entfernen',
    busy: 'Vorlage wird hochgeladen',
    alt: 'Vorlage des Drucks',
    finding: 'Der Code wird im Bild gesucht',
    stop: 'Suche beenden',
    again: 'Code erneut suchen',
    found:
      'Der Code ist gefunden. Korrigieren Sie den Rahmen, falls er nicht auf seinen äußeren Modulen liegt.',
    other:
      'Dieses Bild zeigt einen anderen Code: {text}. Dieser Druck hat {letters}. Das Bild wurde nicht übernommen; drucken Sie den richtigen Code oder wählen Sie dessen Bild.',
    none: 'In diesem Bild wurde kein Code gefunden. Ziehen Sie den Rahmen darauf, oder geben Sie ein, wo er ist.',
    differs:
      'Das Bild zeigt diesen Code in einem anderen Aussehen, als er jetzt hat. Ziehen Sie den Rahmen darauf, oder geben Sie ein, wo er ist.',
    noCode: 'Dieser Druck hat noch keinen Code, darum lässt sich im Bild keiner finden.',
    failed:
      'Der Code konnte nicht gesucht werden. Ziehen Sie den Rahmen darauf, oder versuchen Sie es noch einmal.',
    grab: 'Rahmen auf dem Code: Pfeiltasten bewegen ihn, mit Umschalt in feinen Schritten',
    corner:
      'Ecke des Rahmens: auf und ab ändern die Größe, links und rechts drehen, mit Umschalt in feinen Schritten',
    x: 'Mitte, von links',
    y: 'Mitte, von oben',
    size: 'Breite des Codes',
    turn: 'Gedreht um',
    where: '{x} × {y} mm, {size} mm breit, {turn}°',
  },
} as const satisfies Texts;
