import type { Chapter } from '#domain/story/model.ts';
import { phaseIds } from './campaign.ts';
import { type ChapterKey, idOf, type Text, t } from './words.ts';

export interface ChapterSource {
  readonly key: ChapterKey;
  readonly phase: keyof typeof phaseIds;
  readonly title: Text;
  readonly question: Text;
  readonly text: Text;
  readonly links: readonly { readonly to: ChapterKey; readonly callToAction: Text }[];
}

export const chapters: readonly ChapterSource[] = [
  {
    key: 'one-hole',
    phase: 'tease',
    title: t('One hole too many', 'Ein Loch zu viel'),
    question: t(
      'Lübeck has seven spires. Who is the eighth light for?',
      'Lübeck hat sieben Türme. Für wen ist das achte Licht?',
    ),
    text: t(
      'Jette Brandt inherits a tea shop she does not want, from a great-aunt she hardly knew. Alma Brandt sold Nachtwache in the Hüxstraße for half a century: black tea, bergamot, a little smoke, in a blue tin punched with the skyline of the town. Empty tins became lanterns. Everybody’s grandmother had one.\n\nOn the top shelf stands the first of them all. Jette puts a candle in, to see what she is throwing away. Seven spires climb the wall. Below the water line, where no other tin has anything, an eighth point of light is burning.\n\nAlma made every punch herself. She did not make mistakes.',
      'Jette Brandt erbt einen Teeladen, den sie nicht haben will, von einer Großtante, die sie kaum kannte. Ein halbes Jahrhundert lang hat Alma Brandt in der Hüxstraße Nachtwache verkauft: Schwarztee, Bergamotte, ein Hauch Rauch, in einer blauen Dose, in die die Türme der Stadt gestanzt sind. War sie leer, wurde sie zur Laterne. Jede Großmutter hatte eine.\n\nGanz oben im Regal steht die allererste. Jette stellt eine Kerze hinein, um zu sehen, was sie da wegwirft. Sieben Türme steigen an der Wand hoch. Und unter der Wasserlinie, wo bei keiner anderen Dose etwas ist, brennt ein achter Punkt.\n\nAlma hat jedes Loch selbst geschlagen. Alma hat sich nicht verschlagen.',
    ),
    links: [
      {
        to: 'watch-book',
        callToAction: t(
          'Read what Alma wrote down: Hüxstraße, shop window',
          'Lies nach, was Alma notiert hat: Hüxstraße, im Schaufenster',
        ),
      },
    ],
  },
  {
    key: 'watch-book',
    phase: 'tease',
    title: t('The watch book', 'Das Wachbuch'),
    question: t(
      'Who fell silent on the longest night of 1986?',
      'Wer verstummte in der längsten Nacht 1986?',
    ),
    text: t(
      'Under the till lies an account book with no accounts in it. One line for every night from November to February, thirty-four winters long: the date, seven strokes, and one word, “Acht.” Eight.\n\nNine o’clock, seven strokes, Acht. Fog: seven strokes, Acht. New Year’s Eve, “tipsy”: seven strokes, Acht.\n\nThe last line is dated 21 December 1986. Seven strokes. Then, in a hand that presses through the paper: “Acht. dark. Going down.” After that Alma never wrote in it again, and kept it under the till for forty years.',
      'Unter der Kasse liegt ein Kontobuch, in dem keine Konten stehen. Für jede Nacht von November bis Februar eine Zeile, vierunddreißig Winter lang: das Datum, sieben Striche und ein Wort. „Acht.“\n\nNeun Uhr, sieben Striche, Acht. Nebel: sieben Striche, Acht. Silvester, „beschwipst“: sieben Striche, Acht.\n\nDie letzte Zeile ist vom 21. Dezember 1986. Sieben Striche. Dann, so fest, dass es sich durchs Papier drückt: „Acht. dunkel. Gehe runter.“ Danach hat Alma nie wieder hineingeschrieben. Und das Buch vierzig Jahre lang unter der Kasse behalten.',
    ),
    links: [
      {
        to: 'where-it-falls',
        callToAction: t(
          'Find the spot the light points to: St. Petri',
          'Finde die Stelle, auf die das Licht zeigt: St. Petri',
        ),
      },
      {
        to: 'aft',
        callToAction: t(
          'You read “Acht.” as a number. Are you sure?',
          'Du liest „Acht.“ als Zahl. Bist du sicher?',
        ),
      },
    ],
  },
  {
    key: 'where-it-falls',
    phase: 'build',
    title: t('Where the light falls', 'Wohin das Licht fällt'),
    question: t('How can a tower stand in the water?', 'Wie steht ein Turm im Wasser?'),
    text: t(
      'Lay the tin’s pattern over a map of the old town and turn it until seven holes lie on seven spires. It fits only one way round. The eighth hole then lies on no church, no street, no house. It lies on the Obertrave, twenty metres from the quay, in the water.\n\nAt noon there is nothing there. But stand at the Malerwinkel after dark, when somebody lights a lamp on the other bank: the light does not stay a point. The ripples pull it towards you until it stands on its head, long and thin and gold.\n\nA spire, upside down.',
      'Leg das Muster der Dose auf einen Plan der Altstadt und dreh, bis sieben Löcher auf sieben Türmen liegen. Es passt nur in einer Richtung. Das achte Loch liegt dann auf keiner Kirche, keiner Straße, keinem Haus. Es liegt auf der Obertrave, zwanzig Meter vor dem Ufer, im Wasser.\n\nMittags ist da nichts. Aber stell dich nach Einbruch der Dunkelheit an den Malerwinkel, wenn drüben jemand eine Lampe anzündet: Das Licht bleibt kein Punkt. Die Wellen ziehen es zu dir herüber, bis es auf dem Kopf steht, lang und schmal und golden.\n\nEin Turm, verkehrt herum.',
    ),
    links: [
      {
        to: 'aft',
        callToAction: t(
          'Ask at the harbour who lay here: Untertrave',
          'Frag im Hafen, wer hier lag: Untertrave',
        ),
      },
    ],
  },
  {
    key: 'aft',
    phase: 'build',
    title: t('Aft, not eighth', 'Achtern'),
    question: t(
      'What did Alma write when she wrote “Acht.”?',
      'Was hat Alma geschrieben, wenn sie „Acht.“ schrieb?',
    ),
    text: t(
      'There is a full stop after the word. Alma wrote no other full stops.\n\nAn old hand at the museum harbour laughs when Jette shows him. “That’s not a number, that’s short for Achterlicht.” The stern light: the lamp at the back of a ship, the last thing you see of it.\n\nFor thirty-four winters a barge called *Frieda* lay at the Obertrave when the ice came. Her skipper was Ole Harms. Every night at nine Alma counted the seven spires from her attic and then looked for one thing more: his stern light. When he saw hers, he swung his, once. That was all. That was every night.',
      'Hinter dem Wort steht ein Punkt. Alma hat sonst nie Punkte gemacht.\n\nIm Museumshafen lacht einer, als Jette ihm die Zeile zeigt. „Das ist keine Zahl, das ist abgekürzt. Achterlicht.“ Die Lampe am Heck: das Letzte, was man von einem Schiff sieht.\n\nVierunddreißig Winter lang lag ein Kahn namens *Frieda* an der Obertrave, wenn das Eis kam. Der Schiffer hieß Ole Harms. Jeden Abend um neun zählte Alma von ihrem Dachfenster die sieben Türme und suchte dann noch eins: sein Achterlicht. Sah er ihres, schwenkte er seines, einmal. Das war alles. Das war jede Nacht.',
    ),
    links: [
      {
        to: 'clockwork',
        callToAction: t(
          'See what Alma built for the nights she could not: Koberg',
          'Sieh, was Alma für die anderen Nächte gebaut hat: Koberg',
        ),
      },
    ],
  },
  {
    key: 'clockwork',
    phase: 'build',
    title: t('The clock that kept its word', 'Die Uhr, die Wort hielt'),
    question: t(
      'Who lit the lamp while Alma stood on the quay?',
      'Wer hat die Lampe angezündet, als Alma am Kai stand?',
    ),
    text: t(
      'In the attic, under a sheet: brass wheels, a lamp, and in front of it a disc with seven small windows and one large. Alma built it the winter she had pneumonia. Wound up, it lights the lamp at nine and sends the watch by itself, seven short and one long, so that nobody on the water should ever have to worry.\n\nBeside it stands a suitcase. It is packed: two jumpers, sea boots in her size, a tin of tea.\n\nSo on 21 December 1986 Alma did not stay at home. She went down. And behind her, at nine o’clock sharp, the machine did what it had promised.',
      'Auf dem Dachboden, unter einem Laken: Messingräder, eine Lampe und davor eine Scheibe mit sieben kleinen Fenstern und einem großen. Alma hat sie in dem Winter gebaut, in dem sie Lungenentzündung hatte. Aufgezogen zündet sie um neun die Lampe an und hält die Wache allein, sieben kurz, eins lang – damit sich auf dem Wasser nie jemand sorgen muss.\n\nDaneben steht ein Koffer. Er ist gepackt: zwei Pullover, Seestiefel in ihrer Größe, eine Dose Tee.\n\nAm 21. Dezember 1986 ist Alma also nicht zu Hause geblieben. Sie ist runtergegangen. Und hinter ihr, Punkt neun, tat die Maschine, was sie versprochen hatte.',
    ),
    links: [{ to: 'letter', callToAction: t('Open the tin in the suitcase', 'Mach die Dose im Koffer auf') }],
  },
  {
    key: 'letter',
    phase: 'climax',
    title: t('The letter under the tea', 'Der Brief unter dem Tee'),
    question: t('What was the question nobody read?', 'Wie lautete die Frage, die niemand las?'),
    text: t(
      'The tin in the suitcase was Ole’s. They swapped them every Sunday, full for empty; it was how one sent anything. This one has a false bottom, and under it lies a letter that has never been unfolded.\n\n“Alma. I sell the *Frieda* and take the steamer post at Travemünde. I cast off on the longest night. I cannot ask you with my mouth, so I ask you with the lamp: if you will come, leave yours dark at nine. I shall see it and wait for you. If it burns, I shall know, and go, and never speak of it. Ole.”\n\nAt nine o’clock the lamp was burning. It had never once failed to.',
      'Die Dose im Koffer war Oles. Jeden Sonntag wurde getauscht, voll gegen leer; so schickte man einander Dinge. Diese hier hat einen doppelten Boden, und darunter liegt ein Brief, den nie jemand entfaltet hat.\n\n„Alma. Ich verkaufe die *Frieda* und fange in Travemünde auf dem Dampfer an. In der längsten Nacht lege ich ab. Mit dem Mund kann ich nicht fragen, also frage ich mit der Lampe: Willst du mit, dann lass deine um neun dunkel. Ich sehe es und warte. Brennt sie, dann weiß ich Bescheid und fahre und rede nie davon. Ole.“\n\nUm neun brannte die Lampe. Sie hatte noch nie versagt.',
    ),
    links: [
      {
        to: 'longest-watch',
        callToAction: t(
          'Answer him: 21 December, nine o’clock, Malerwinkel',
          'Antworte ihm: 21. Dezember, neun Uhr, Malerwinkel',
        ),
      },
    ],
  },
  {
    key: 'longest-watch',
    phase: 'climax',
    title: t('The longest watch', 'Die längste Wache'),
    question: t(
      'How many lights does it take to answer, forty years late?',
      'Wie viele Lichter braucht eine Antwort nach vierzig Jahren?',
    ),
    text: t(
      'Ole Harms is ninety-four. His granddaughter Wiebke wrote to the shop: he has a window in Travemünde, on the river, and every night at nine he still looks upstream.\n\nSo on the longest night the town answers for Alma. At nine o’clock sharp every light on the Obertrave goes dark, for eight slow breaths. That is the answer she never got to give: *yes*.\n\nThen light them, all of them, and look down. What stands on the water is as tall as St. Marien, and it is made of you.',
      'Ole Harms ist vierundneunzig. Seine Enkelin Wiebke hat dem Laden geschrieben: Er hat in Travemünde ein Fenster zum Fluss, und jeden Abend um neun schaut er flussaufwärts. Immer noch.\n\nIn der längsten Nacht antwortet deshalb die Stadt für Alma. Punkt neun wird an der Obertrave jedes Licht dunkel, acht langsame Atemzüge lang. Das ist die Antwort, die sie nicht mehr geben konnte: *Ja.*\n\nDann zündet an, alle, und schaut nach unten. Was da auf dem Wasser steht, ist hoch wie St. Marien. Und es besteht aus euch.',
    ),
    links: [{ to: 'seven-and-one', callToAction: t('Come back in the morning', 'Komm am Morgen wieder') }],
  },
  {
    key: 'seven-and-one',
    phase: 'after',
    title: t('Seven and one', 'Sieben und eins'),
    question: t('Who keeps the watch tomorrow?', 'Wer hält morgen die Wache?'),
    text: t(
      'Jette keeps the shop. In the window lies a new book with an old rule: the date, seven strokes, and one for whoever you were thinking of. Every evening at nine somebody else writes the line.\n\nWiebke rang on the morning of the twenty-second. He had sat at his window until eleven. “It was dark,” he said. “Then it wasn’t.” And then, after a while: “She’s late.” He was smiling.',
      'Jette behält den Laden. Im Schaufenster liegt ein neues Buch mit einer alten Regel: das Datum, sieben Striche und einer für den, an den du gedacht hast. Jeden Abend um neun schreibt jemand anderes die Zeile.\n\nWiebke hat am Morgen des Zweiundzwanzigsten angerufen. Er habe bis elf am Fenster gesessen. „Es war dunkel“, habe er gesagt. „Und dann nicht mehr.“ Und nach einer Weile: „Spät ist sie.“ Gelächelt habe er.',
    ),
    links: [],
  },
];

/** The chapter as it is stored; its scene has the same key. */
export const chapterDocument = (chapter: ChapterSource, sceneId: string): Chapter => ({
  schema: 1,
  phaseId: phaseIds[chapter.phase],
  title: chapter.title,
  question: chapter.question,
  text: chapter.text,
  links: chapter.links.map(({ to, callToAction }) => ({ to: idOf('chp', to), callToAction })),
  sceneId,
});
