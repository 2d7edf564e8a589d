import type { Texts } from '../text.ts';

/** Pages of codes that lead nowhere at the moment: what happened, and what the reader can do. */
export const noticeTexts = {
  en: {
    unknown_title: 'This code is not one of ours.',
    unknown_text:
      'Perhaps a character was lost on the way. Look at the print again: scan the code once more, a little closer and in better light, or type the six characters beside it.',
    typedLabel: 'Type the code',
    open: 'Open',
    scan: 'Scan a code',
    retired_title: 'This code has been retired.',
    retired_text: 'It belonged to a print that has been taken down. What it told is no longer shown here.',
    not_open_title: 'It is too early for this one.',
    not_open_text:
      'This part of the story has not begun. Keep the code in mind and scan it again in a few days.',
    over_title: 'This story has been told.',
    over_text: 'It has come to its end, and the codes in town are quiet now. Thank you for stopping to look.',
    unpublished_title: 'There is nothing to see here yet.',
    unpublished_text: 'The code is right, but its scene is not finished. Try it again a little later.',
    error_title: 'Something went wrong on our side.',
    error_text: 'Your phone and the code are fine. Wait a moment, then scan it again.',
    contact: 'Questions? You can reach us here:',
    told: 'Part of “{campaign}”',
  },
  de: {
    unknown_title: 'Diesen Code kennen wir nicht.',
    unknown_text:
      'Vielleicht ging unterwegs ein Zeichen verloren. Schau noch einmal auf den Druck: Scanne den Code etwas näher und bei mehr Licht, oder tipp die sechs Zeichen ein, die daneben stehen.',
    typedLabel: 'Code eintippen',
    open: 'Öffnen',
    scan: 'Code scannen',
    retired_title: 'Dieser Code hat ausgedient.',
    retired_text:
      'Er gehörte zu einem Druck, der nicht mehr hängt. Was er erzählt hat, ist hier nicht mehr zu sehen.',
    not_open_title: 'Dafür ist es noch zu früh.',
    not_open_text:
      'Dieser Teil der Geschichte hat noch nicht begonnen. Merk dir den Code und komm in ein paar Tagen wieder.',
    over_title: 'Diese Geschichte ist erzählt.',
    over_text:
      'Sie ist zu Ende, und die Codes in der Stadt schweigen jetzt. Danke, dass du stehen geblieben bist.',
    unpublished_title: 'Hier gibt es noch nichts zu sehen.',
    unpublished_text:
      'Der Code stimmt, aber seine Szene ist noch nicht fertig. Versuch es ein wenig später noch einmal.',
    error_title: 'Bei uns ist etwas schiefgegangen.',
    error_text:
      'Mit deinem Handy und dem Code ist alles in Ordnung. Warte einen Moment und scanne ihn dann noch einmal.',
    contact: 'Fragen? Hier erreichst du uns:',
    told: 'Ein Teil von „{campaign}“',
  },
} as const satisfies Texts;
