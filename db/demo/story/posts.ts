import type { ChannelId } from '#domain/channel/model.ts';
import type { Post } from '#domain/story/model.ts';
import type { Drawing } from '../pictures.ts';
import type { ChapterKey } from './words.ts';

type Fields = Partial<
  Record<'text' | 'subject' | 'preheader' | 'title' | 'headline' | 'description' | 'body', string>
>;

export interface PostSource {
  readonly chapter: ChapterKey;
  readonly channel: ChannelId;
  readonly en: Fields;
  readonly de: Fields;
  /** What this post adds that no other channel tells; for the team, so in English. */
  readonly contribution: string;
  readonly picture?: Drawing;
  readonly state: Post['state'];
  readonly plannedAt: string | null;
}

export const posts: readonly PostSource[] = [
  // 1. One hole too many
  {
    chapter: 'one-hole',
    channel: 'x',
    en: {
      text: 'Inherited a tea shop. Put a candle in the oldest tin before throwing it out.\n\nSeven spires on the wall, fine, it’s Lübeck.\n\nThen an eighth light. Below the water line.\n\nMy great-aunt punched every hole herself. She never missed. So who is that for?',
    },
    de: {
      text: 'Teeladen geerbt. Kerze in die älteste Dose gestellt, bevor sie wegkommt.\n\nSieben Türme an der Wand. Klar, Lübeck.\n\nDann ein achtes Licht. Unter der Wasserlinie.\n\nMeine Großtante hat jedes Loch selbst geschlagen. Danebengehauen hat sie nie. Für wen ist das?',
    },
    contribution: 'The moment itself, live and unsure: Jette does not know yet that it matters.',
    picture: 'wall',
    state: 'approved',
    plannedAt: '2026-11-16T21:00',
  },
  {
    chapter: 'one-hole',
    channel: 'instagram',
    en: {
      text: 'Count them. Then count again, lower.\n\nThis is the first tin my great-aunt Alma ever made, lit for the first time in forty years. Every Nachtwache tin since has the same seven spires: Jakobi, Marien twice, Petri, Aegidien, the cathedral twice. None of them has what this one has under the wavy line.\n\nIf your grandmother had a tin, turn it round and look. I would really like to know whether hers is empty there.\n\nJette\n\n#luebeck #nachtwache #theeighthtower',
    },
    de: {
      text: 'Zähl nach. Und dann noch mal, weiter unten.\n\nDas ist die allererste Dose, die meine Großtante Alma gemacht hat, seit vierzig Jahren zum ersten Mal wieder angezündet. Alle Nachtwache-Dosen danach haben dieselben sieben Türme: Jakobi, zweimal Marien, Petri, Aegidien, zweimal Dom. Keine hat, was diese hier unter der Wellenlinie hat.\n\nWenn deine Großmutter so eine Dose hatte: dreh sie um und schau nach. Ich wüsste wirklich gern, ob bei ihr da nichts ist.\n\nJette\n\n#luebeck #nachtwache #derachteturm',
    },
    contribution:
      'The only picture of the light on the wall, and the request to look at one’s own family’s tin.',
    picture: 'wall',
    state: 'approved',
    plannedAt: '2026-11-17T18:30',
  },
  {
    chapter: 'one-hole',
    channel: 'poster',
    en: {
      headline: 'Seven spires. Count them again.',
      body: 'Somebody in this town lit an eighth, every night at nine, for thirty-four winters. You are standing in its light.',
    },
    de: {
      headline: 'Sieben Türme. Zähl noch mal.',
      body: 'Jemand in dieser Stadt sah jeden Abend um neun einen achten. Vierunddreißig Winter lang. Du stehst in seinem Licht.',
    },
    contribution: 'Tells you that you are standing in it: only a poster at this spot can say so.',
    state: 'approved',
    plannedAt: '2026-11-16T08:00',
  },
  {
    chapter: 'one-hole',
    channel: 'radio',
    en: {
      text: '(A match. A flame.) Jette: My great-aunt left me a tea shop, and a tin with one hole too many. Seven spires on the wall. And an eighth, in the water. I am going to find out whose. Begin with me at the Holsten Gate.',
    },
    de: {
      text: '(Ein Streichholz. Eine Flamme.) Jette: Meine Großtante hat mir einen Teeladen hinterlassen und eine Dose mit einem Loch zu viel. Sieben Türme an der Wand. Und ein achter, im Wasser. Ich will wissen, wessen. Fang mit mir am Holstentor an.',
    },
    contribution: 'The sound of the tin being lit, and Jette’s voice for the first time.',
    state: 'review',
    plannedAt: '2026-11-20T17:10',
  },
  {
    chapter: 'one-hole',
    channel: 'sticker',
    en: { text: 'Look down. There is an eighth.' },
    de: { text: 'Schau runter. Da ist ein achter.' },
    contribution: 'A direction for the eyes, nothing else.',
    state: 'approved',
    plannedAt: '2026-11-18T08:00',
  },
  // 2. The watch book
  {
    chapter: 'watch-book',
    channel: 'newsletter',
    en: {
      subject: 'Page 212 of an account book without accounts',
      preheader: 'Thirty-four winters, one line a night, and a last one.',
      body: 'Dear neighbour,\n\nI have now read all of it, which takes an evening and most of a pot. There is nothing to read, really. A date, seven strokes, a word. A date, seven strokes, a word.\n\nAnd then you begin to see her. In January 1963 the strokes are shaky: forty days of frost, and she had to scrape a hole in the ice on the skylight to count. On 9 February 1971 there is a ring from a teacup, so she was writing at the window. One Christmas Eve she drew a very small fish and did not explain it.\n\nThe last page I copied out for you letter by letter, because I keep reading it wrong:\n\n21 December 1986. IIIIIII. Acht. dark. Going down.\n\nGoing down where? The attic has forty-one steps. After them come the shop, the street, and six minutes of walking to the water.\n\nThe book lies in the shop window until Sunday, open at that page. If you see something in it that I do not, write back. I read every answer, at night, with tea.\n\nJette',
    },
    de: {
      subject: 'Seite 212 eines Kontobuchs ohne Konten',
      preheader: 'Vierunddreißig Winter, eine Zeile pro Nacht, und eine letzte.',
      body: 'Liebe Nachbarin, lieber Nachbar,\n\ninzwischen habe ich es ganz gelesen, das dauert einen Abend und fast eine Kanne. Eigentlich steht ja nichts drin. Ein Datum, sieben Striche, ein Wort. Ein Datum, sieben Striche, ein Wort.\n\nUnd dann sieht man sie doch. Im Januar 1963 zittern die Striche: vierzig Tage Frost, sie musste sich zum Zählen ein Loch ins Eis am Dachfenster kratzen. Am 9. Februar 1971 ist ein Tassenrand auf der Seite, sie schrieb also am Fenster. An einem Heiligabend hat sie einen sehr kleinen Fisch gezeichnet und nichts dazu gesagt.\n\nDie letzte Seite habe ich Ihnen Buchstabe für Buchstabe abgeschrieben, weil ich sie jedes Mal falsch lese:\n\n21. Dezember 1986. IIIIIII. Acht. dunkel. Gehe runter.\n\nWohin runter? Vom Dachboden sind es einundvierzig Stufen. Danach kommen der Laden, die Straße und sechs Minuten bis zum Wasser.\n\nDas Buch liegt bis Sonntag im Schaufenster, auf dieser Seite. Wenn Sie darin etwas sehen, was ich nicht sehe: Antworten Sie einfach auf diesen Brief. Ich lese alles, nachts, mit Tee.\n\nJette',
    },
    contribution:
      'The details of the book: frost, the tea ring, the fish, the forty-one steps. And a person who reads answers.',
    picture: 'book',
    state: 'approved',
    plannedAt: '2026-11-22T18:00',
  },
  {
    chapter: 'watch-book',
    channel: 'tabletent',
    en: {
      headline: 'Alma sat here, Sundays at four.',
      body: 'Two cups. One tin, full. One tin, empty. Who sat across?',
    },
    de: {
      headline: 'Hier saß Alma, sonntags um vier.',
      body: 'Zwei Tassen. Eine Dose, voll. Eine Dose, leer. Wer saß gegenüber?',
    },
    contribution: 'The first hint that there was a second person, told at the very table.',
    state: 'approved',
    plannedAt: '2026-11-23T09:00',
  },
  {
    chapter: 'watch-book',
    channel: 'mastodon',
    en: {
      text: 'I typed up the watch book: 4,139 nights, 1952 to 1986. Seven strokes each, plus one word, “Acht.”, always with a full stop. She used no other punctuation in the whole book.\n\nThe word is missing on three nights only. Two are marked “fog, heard the horn”. The third is the last one.\n\nPalaeographers, sailors, shorthand people: why would anybody put a full stop there? #luebeck #history',
    },
    de: {
      text: 'Ich habe das Wachbuch abgetippt: 4.139 Nächte, 1952 bis 1986. Je sieben Striche und ein Wort, „Acht.“, immer mit Punkt. Sonst kommt im ganzen Buch kein Satzzeichen vor.\n\nNur in drei Nächten fehlt das Wort. Zweimal steht dafür „Nebel, Horn gehört“. Das dritte Mal ist das letzte.\n\nSchriftkundige, Seeleute, Stenografinnen: Warum setzt jemand da einen Punkt? #luebeck #geschichte',
    },
    contribution:
      'The evidence for people who like evidence: the full stop and the foghorn. Solvable in the replies.',
    state: 'approved',
    plannedAt: '2026-11-25T20:00',
  },
  // 3. Where the light falls
  {
    chapter: 'where-it-falls',
    channel: 'bluesky',
    en: {
      text: 'Traced the tin onto baking paper, laid it on the town plan, turned it like a safe. North up: nothing. At 8° west everything clicks. Seven holes, seven spires.\n\nThe eighth sits in the river. I checked four times. Then I went and stood there. Just a river. Until somebody put a kitchen light on.',
    },
    de: {
      text: 'Die Dose auf Backpapier durchgepaust, auf den Stadtplan gelegt, gedreht wie ein Tresor. Norden oben: nichts. Bei 8° West rastet alles ein. Sieben Löcher, sieben Türme.\n\nDas achte sitzt im Fluss. Viermal geprüft. Dann bin ich hin, und es war nur ein Fluss. Bis drüben jemand das Küchenlicht anmachte.',
    },
    contribution: 'How it was worked out, so that one can repeat it on the kitchen table.',
    picture: 'map',
    state: 'approved',
    plannedAt: '2026-11-30T19:00',
  },
  {
    chapter: 'where-it-falls',
    channel: 'poster',
    en: {
      headline: 'The eighth stands on its head.',
      body: 'From up here you would see where. From down there, after dark, you see why. 600 metres, downhill, towards the water.',
    },
    de: {
      headline: 'Der achte steht auf dem Kopf.',
      body: 'Von oben sähe man, wo. Von unten, im Dunkeln, sieht man, warum. 600 Meter, bergab, zum Wasser.',
    },
    contribution: 'The way there, from the foot of the tower.',
    state: 'approved',
    plannedAt: '2026-11-30T08:00',
  },
  {
    chapter: 'where-it-falls',
    channel: 'instagram',
    en: {
      text: 'Seven dots are churches. The eighth is wet.\n\nSave this and walk it: St. Jakobi, St. Marien, St. Petri, St. Aegidien, the cathedral, then down to the Malerwinkel when the street lamps come on. It takes forty minutes with a pretzel.\n\nSend me what you see on the water. Blurry is right. Blurry is exactly the point.\n\n#luebeck #theeighthtower #eveningwalk',
    },
    de: {
      text: 'Sieben Punkte sind Kirchen. Der achte ist nass.\n\nSpeichern und ablaufen: St. Jakobi, St. Marien, St. Petri, St. Aegidien, Dom, dann runter zum Malerwinkel, wenn die Laternen angehen. Dauert vierzig Minuten, mit Brezel.\n\nSchick mir, was du auf dem Wasser siehst. Verwackelt ist richtig. Verwackelt ist genau der Punkt.\n\n#luebeck #derachteturm #abendspaziergang',
    },
    contribution: 'The walk as a saved post, and a reason to send in one’s own blurry picture.',
    picture: 'map',
    state: 'approved',
    plannedAt: '2026-12-02T16:00',
  },
  // 4. Aft, not eighth
  {
    chapter: 'aft',
    channel: 'mastodon',
    en: {
      text: 'Solved, and by you lot within the hour: it is an abbreviation. Acht. = Achterlicht, the stern light of a vessel. The full stop was telling us all along.\n\nSo Alma counted seven spires, then looked for one ship. Whoever has photographs of barges laid up on the Obertrave before 1987: please look at the back of the picture. And at the back of the boat.',
    },
    de: {
      text: 'Gelöst, und zwar von euch, in einer Stunde: Es ist eine Abkürzung. Acht. = Achterlicht, die Lampe am Heck. Der Punkt hat es die ganze Zeit gesagt.\n\nAlma hat also sieben Türme gezählt und dann nach einem Schiff gesehen. Wer Fotos von Kähnen im Winterlager an der Obertrave hat, vor 1987: Schaut bitte hinten aufs Foto. Und hinten aufs Boot.',
    },
    contribution: 'Gives the solution back to the people who asked for it, and asks for real photographs.',
    state: 'draft',
    plannedAt: '2026-12-04T20:00',
  },
  {
    chapter: 'aft',
    channel: 'blog',
    en: {
      title: 'The last thing you see of a ship',
      description:
        'A full stop, an old hand at the museum harbour, and a barge named Frieda: how “Acht.” turned out not to be a number.',
      body: 'A ship carries a red light to port and a green one to starboard, and both look forward. Only one lamp looks back: the stern light, in German *Achterlicht*, white, fixed low. You show it to those you are leaving.\n\nI did not know that on Thursday. On Thursday I had an account book, a word with a full stop, and a harbour full of people varnishing things in December.\n\n“Who lay at the Obertrave in winter?” I asked. They sent me from boat to boat, the way one passes a bucket. The last one had a stove, a dog and Hinnerk, who is older than his boat and looks better kept. He read the line. He laughed. Then he stopped.\n\n“The *Frieda*,” he said. “Ole Harms. Came when the ice came, lay below the paint-makers’ corner, left when it left. He had a way with that lamp. Nine o’clock, out on deck in any weather, one swing. We thought he was checking the wick.”\n\nHow long did he check the wick?\n\n“Well,” said Hinnerk. “Always.”\n\nHe does not know what became of him. The barge was sold the winter of eighty-six, in a hurry and at a loss, by a man who never hurried.',
    },
    de: {
      title: 'Das Letzte, was man von einem Schiff sieht',
      description:
        'Ein Punkt, ein alter Fahrensmann im Museumshafen und ein Kahn namens Frieda: warum „Acht.“ keine Zahl ist.',
      body: 'Ein Schiff führt Rot an Backbord und Grün an Steuerbord, und beide schauen nach vorn. Nur eine Lampe schaut zurück: das Achterlicht, weiß, tief am Heck. Man zeigt es denen, die man verlässt.\n\nAm Donnerstag wusste ich das noch nicht. Am Donnerstag hatte ich ein Kontobuch, ein Wort mit Punkt und einen Hafen voller Leute, die im Dezember Dinge lackieren.\n\n„Wer lag im Winter an der Obertrave?“, habe ich gefragt. Sie haben mich von Boot zu Boot gereicht wie einen Eimer. Auf dem letzten gab es einen Ofen, einen Hund und Hinnerk, der älter ist als sein Boot und besser in Schuss. Er las die Zeile. Er lachte. Dann hörte er auf.\n\n„Die *Frieda*“, sagte er. „Ole Harms. Kam mit dem Eis, lag unterm Malerwinkel, ging mit dem Eis. Der hatte was mit der Lampe. Um neun raus an Deck, bei jedem Wetter, einmal schwenken. Wir dachten, der guckt nach dem Docht.“\n\nWie lange hat er nach dem Docht geguckt?\n\n„Na“, sagte Hinnerk. „Immer.“\n\nWas aus ihm geworden ist, weiß er nicht. Der Kahn wurde im Winter sechsundachtzig verkauft, eilig und unter Wert, von einem Mann, der es nie eilig hatte.',
    },
    contribution:
      'The long telling: Hinnerk, the swing of the lamp, the hurried sale. Stays findable on our own site.',
    picture: 'map',
    state: 'draft',
    plannedAt: '2026-12-05T10:00',
  },
  {
    chapter: 'aft',
    channel: 'sticker',
    en: { text: 'Somebody waved from here. Every night.' },
    de: { text: 'Von hier winkte einer. Jede Nacht.' },
    contribution: 'The bollard as a witness: it stood next to him.',
    state: 'draft',
    plannedAt: '2026-12-05T08:00',
  },
  // 5. The clock that kept its word
  {
    chapter: 'clockwork',
    channel: 'x',
    en: {
      text: 'Found in the attic, in this order:\n\n1 machine that lights a lamp at nine, all by itself\n1 suitcase, packed, 1986\n1 pair of sea boots, never worn\n\nI thought she stayed.',
    },
    de: {
      text: 'Gefunden auf dem Dachboden, in dieser Reihenfolge:\n\n1 Maschine, die um neun eine Lampe anzündet, ganz allein\n1 Koffer, gepackt, 1986\n1 Paar Seestiefel, nie getragen\n\nIch dachte, sie sei geblieben.',
    },
    contribution: 'An inventory; the last line turns the story over.',
    state: 'draft',
    plannedAt: '2026-12-09T21:00',
  },
  {
    chapter: 'clockwork',
    channel: 'linkedin',
    en: {
      text: 'My great-aunt automated her most important task in 1967. It worked without a fault for nineteen years, and it cost her the love of her life.\n\nShe sold tea. Every night at nine she signalled to somebody on the river that all was well. When pneumonia kept her in bed, she built a clockwork to do it for her: seven short, one long, no person needed.\n\nOn the one night when *not* signalling would have been the message, the machine kept its word.\n\nI run her shop now, and I have been thinking about which of my own nine o’clocks I have handed to a machine. We are keeping the clockwork. We have taken the spring out.\n\nIf you build things that answer on behalf of people: how do you leave room for the night they would have stayed silent?\n\nJette Brandt, Nachtwache',
    },
    de: {
      text: 'Meine Großtante hat 1967 ihre wichtigste Aufgabe automatisiert. Das lief neunzehn Jahre fehlerfrei und hat sie die Liebe ihres Lebens gekostet.\n\nSie verkaufte Tee. Jeden Abend um neun gab sie jemandem auf dem Fluss das Zeichen, dass alles gut ist. Als sie mit Lungenentzündung lag, baute sie ein Uhrwerk, das es für sie tat: sieben kurz, eins lang, kein Mensch nötig.\n\nIn der einen Nacht, in der das Ausbleiben die Nachricht gewesen wäre, hielt die Maschine Wort.\n\nIch führe jetzt ihren Laden und überlege seitdem, welche meiner eigenen Neun-Uhr-Momente ich einer Maschine überlassen habe. Das Uhrwerk bleibt. Die Feder haben wir herausgenommen.\n\nAn alle, die Dinge bauen, die anstelle von Menschen antworten: Wie lassen Sie Platz für den Abend, an dem der Mensch geschwiegen hätte?\n\nJette Brandt, Nachtwache',
    },
    contribution:
      'The thought behind the chapter for people who build such machines, with a real question to answer.',
    state: 'draft',
    plannedAt: '2026-12-10T08:00',
  },
  {
    chapter: 'clockwork',
    channel: 'poster',
    en: {
      headline: 'She was not at home.',
      body: 'The lamp was lit all the same. Nine o’clock, 21 December 1986. What lit it still turns.',
    },
    de: {
      headline: 'Sie war nicht zu Hause.',
      body: 'Die Lampe brannte trotzdem. Neun Uhr, 21. Dezember 1986. Was sie anzündete, dreht sich noch.',
    },
    contribution: 'The alibi, hung where the lamp could be seen from.',
    state: 'draft',
    plannedAt: '2026-12-09T08:00',
  },
  // 6. The letter under the tea
  {
    chapter: 'letter',
    channel: 'newsletter',
    en: {
      subject: 'It was under the tea. All this time.',
      preheader: 'I am copying his letter here because it is yours now too.',
      body: 'Dear neighbour,\n\nso many of you wrote “look under the bottom” that I did, mostly to be able to answer you. A knife, a quarter turn, a second lid. You were right, and I had to sit down.\n\nThe paper had been folded once and never opened. You can tell: the ink on both halves is equally bright.\n\n“If you will come, leave yours dark at nine. I shall see it and wait for you. If it burns, I shall know, and go, and never speak of it.”\n\nShe never read it. She had packed anyway. She was on the quay, in the dark, in her good coat, and behind her on the roof the clockwork was saying *all is well, all is well*, as it had been told to.\n\nHe cast off before she reached the water.\n\nI do not think anybody is to blame. I have turned it over and over, and there is no villain in it, only two people who were each other’s most reliable thing.\n\nWe can do one small thing. It needs the twenty-first, nine o’clock, and rather a lot of us.\n\nJette',
    },
    de: {
      subject: 'Er lag unter dem Tee. Die ganze Zeit.',
      preheader: 'Ich schreibe Ihnen den Brief ab, er gehört jetzt auch Ihnen.',
      body: 'Liebe Nachbarin, lieber Nachbar,\n\nso viele von Ihnen haben geschrieben, ich solle unter dem Boden nachsehen, dass ich es getan habe, eigentlich nur, um antworten zu können. Ein Messer, eine Vierteldrehung, ein zweiter Deckel. Sie hatten recht, und ich musste mich setzen.\n\nDas Papier war einmal gefaltet und nie geöffnet. Man sieht es: Die Tinte ist auf beiden Hälften gleich hell.\n\n„Willst du mit, dann lass deine um neun dunkel. Ich sehe es und warte. Brennt sie, dann weiß ich Bescheid und fahre und rede nie davon.“\n\nSie hat das nie gelesen. Gepackt hatte sie trotzdem. Sie stand am Kai, im Dunkeln, im guten Mantel, und hinter ihr auf dem Dach sagte das Uhrwerk *alles gut, alles gut*, wie man es ihm beigebracht hatte.\n\nEr legte ab, bevor sie am Wasser war.\n\nIch glaube nicht, dass jemand schuld ist. Ich habe es gedreht und gewendet: Es gibt keinen Bösen darin, nur zwei Menschen, die füreinander das Verlässlichste waren.\n\nEine kleine Sache können wir tun. Dafür braucht es den Einundzwanzigsten, neun Uhr und ziemlich viele von uns.\n\nJette',
    },
    contribution:
      'Thanks the readers who guessed it, and says that nobody is to blame. The invitation is implied, not made.',
    picture: 'letter',
    state: 'draft',
    plannedAt: '2026-12-14T18:00',
  },
  {
    chapter: 'letter',
    channel: 'instagram',
    en: {
      text: 'Folded once. Opened never. Until this morning.\n\nI will not post the words here; some things one should read slowly and on paper, and the whole letter is in the shop window. Only the drawing in the corner, because I cannot stop looking at it: a boat, two waves, and a lamp that he coloured in red.\n\nThe tin was on the shelf behind her for forty years.\n\n#luebeck #theeighthtower',
    },
    de: {
      text: 'Einmal gefaltet. Nie geöffnet. Bis heute früh.\n\nDie Worte stelle ich nicht hier hin; manches liest man besser langsam und auf Papier, der ganze Brief hängt im Schaufenster. Nur die Zeichnung unten in der Ecke, weil ich nicht wegschauen kann: ein Boot, zwei Wellen, und eine Lampe, die er rot ausgemalt hat.\n\nDie Dose stand vierzig Jahre hinter ihr im Regal.\n\n#luebeck #derachteturm',
    },
    contribution: 'The drawing in the corner of the letter; holds the words back on purpose.',
    picture: 'letter',
    state: 'draft',
    plannedAt: '2026-12-14T07:30',
  },
  // 7. The longest watch
  {
    chapter: 'longest-watch',
    channel: 'sms',
    en: {
      text: 'Jette here. Tonight, Malerwinkel, be there by 8.45. At 9 sharp all lights out. Count eight breaths. Then light up and look down. Any light will do.',
    },
    de: {
      text: 'Hier ist Jette. Heute am Malerwinkel, sei um 20.45 Uhr da. Punkt 21 Uhr alle Lichter aus. Acht Atemzüge. Dann anzünden und runterschauen.',
    },
    contribution: 'The instruction, on the day, in the pocket. Nothing but what you need.',
    state: 'draft',
    plannedAt: '2026-12-21T17:00',
  },
  {
    chapter: 'longest-watch',
    channel: 'poster',
    en: {
      headline: 'At nine, put it out.',
      body: 'Eight breaths of dark: that is the answer. Then light it, and look down. 21 December, here. Bring any light. We bring the tea.',
    },
    de: {
      headline: 'Um neun: Licht aus.',
      body: 'Acht Atemzüge Dunkel, das ist die Antwort. Dann anzünden und runterschauen. 21. Dezember, genau hier. Jedes Licht gilt. Tee ist da.',
    },
    contribution: 'The rule of the evening, at the spot where it counts.',
    state: 'draft',
    plannedAt: '2026-12-14T08:00',
  },
  {
    chapter: 'longest-watch',
    channel: 'radio',
    en: {
      text: '(A clock. Eight breaths of silence.) Jette: That was the answer. It is forty years late. On the longest night of the year, at nine o’clock, we give it together, all of us. Come to the Malerwinkel. Bring a light, and put it out.',
    },
    de: {
      text: '(Eine Uhr. Acht Atemzüge Stille.) Jette: Das war die Antwort. Sie kommt vierzig Jahre zu spät. In der längsten Nacht des Jahres, um neun, geben wir sie zusammen. Am Malerwinkel. Bring ein Licht mit, und mach es aus.',
    },
    contribution: 'Eight breaths of silence on air: the answer itself, which only radio can broadcast.',
    state: 'idea',
    plannedAt: '2026-12-19T17:10',
  },
  {
    chapter: 'longest-watch',
    channel: 'x',
    en: {
      text: 'Wiebke just texted from Travemünde. He is at the window already. It is ten to eight. He has put on a tie.',
    },
    de: {
      text: 'Wiebke schreibt gerade aus Travemünde. Er sitzt schon am Fenster. Es ist zehn vor acht. Er hat sich eine Krawatte umgebunden.',
    },
    contribution: 'The other end of the river, in real time. He is there.',
    state: 'draft',
    plannedAt: '2026-12-21T19:50',
  },
  // 8. Seven and one
  {
    chapter: 'seven-and-one',
    channel: 'blog',
    en: {
      title: 'Late, but there',
      description:
        'What the Obertrave looked like at 9.02 pm, what Ole Harms said, and how to write tonight’s line in the book.',
      body: 'Darkness has a sound. I had not known. At nine the talking stopped along the whole quay, the way a kettle stops, and then there was only water and coats.\n\nSomebody near me counted under his breath. At eight a child said “now?” and that was the signal, because nobody had thought of a better one.\n\nI had meant to watch the lights. I forgot. I did what the posters say and looked down.\n\nIt took a moment, because you had all made ripples. Then it pulled itself together, out of phone torches and tea lights and one bicycle lamp held upside down by a gentleman in a very good hat, and stood there. Narrow at the bottom. It reached almost to my feet.\n\nWiebke rang in the morning; you know what he said by now. What I have not told you is that she held the telephone to the window for me, so that I could hear the river at his end. It sounds the same.\n\nThe book is in the shop window. Tonight’s line is still free.',
    },
    de: {
      title: 'Spät, aber da',
      description:
        'Wie die Obertrave um 21.02 Uhr aussah, was Ole Harms gesagt hat und wie man die Zeile von heute Abend schreibt.',
      body: 'Dunkelheit hat ein Geräusch. Das wusste ich nicht. Um neun hörte am ganzen Ufer das Reden auf, so wie ein Kessel aufhört, und dann gab es nur noch Wasser und Mäntel.\n\nNeben mir zählte einer leise mit. Bei acht sagte ein Kind: „Jetzt?“, und das war das Zeichen, weil niemand an ein besseres gedacht hatte.\n\nIch wollte auf die Lichter achten. Ich habe es vergessen. Ich habe getan, was auf den Plakaten steht, und nach unten geschaut.\n\nEs dauerte einen Moment, denn ihr hattet ja alle Wellen gemacht. Dann zog er sich zusammen, aus Handylampen und Teelichtern und einer Fahrradlampe, die ein Herr mit sehr gutem Hut verkehrt herum hielt, und stand da. Unten schmal. Er reichte mir fast bis an die Füße.\n\nWiebke rief am Morgen an; was er gesagt hat, wisst ihr. Nicht erzählt habe ich, dass sie mir den Hörer ans Fenster gehalten hat, damit ich den Fluss an seinem Ende höre. Er klingt genauso.\n\nDas Buch liegt im Schaufenster. Die Zeile von heute Abend ist noch frei.',
    },
    contribution:
      'What it was like to be there, and the river heard from both ends. To be rewritten with what really happened.',
    picture: 'tower',
    state: 'idea',
    plannedAt: '2026-12-22T12:00',
  },
  {
    chapter: 'seven-and-one',
    channel: 'bluesky',
    en: {
      text: 'Tonight’s line was written by a bus driver from Kiel on her way home. Date, seven strokes, one more. I asked who the one was for. “None of your business,” she said, quite rightly, and bought a tin.',
    },
    de: {
      text: 'Die Zeile von heute hat eine Busfahrerin aus Kiel geschrieben, auf dem Heimweg. Datum, sieben Striche, einer mehr. Ich habe gefragt, für wen der eine ist. „Geht Sie nichts an“, sagte sie, völlig zu Recht, und kaufte eine Dose.',
    },
    contribution: 'The watch goes on with strangers: a small scene each evening.',
    picture: 'morning',
    state: 'idea',
    plannedAt: '2026-12-27T21:15',
  },
  {
    chapter: 'seven-and-one',
    channel: 'newsletter',
    en: {
      subject: 'A line of your own',
      preheader: 'How the book works, and which evenings are still free.',
      body: 'Dear neighbour,\n\nthe rule is simple enough to fit on the inside of a lid, so that is where we have printed it.\n\nCome at nine. Look up and count to seven. Then think of one person whom you have not told something. Write the date, seven strokes, and one.\n\nYou do not have to tell them. But Hinnerk, who wrote the line on Monday, says it is remarkable how often one then does.\n\nEvenings are given away by reply to this letter, first come, first served. New Year’s Eve is gone; it went to somebody who wished to be tipsy.\n\nThank you for the eight breaths.\n\nJette',
    },
    de: {
      subject: 'Eine eigene Zeile',
      preheader: 'Wie das Buch geht und welche Abende noch frei sind.',
      body: 'Liebe Nachbarin, lieber Nachbar,\n\ndie Regel passt auf die Innenseite eines Deckels, also haben wir sie dorthin gedruckt.\n\nKommen Sie um neun. Schauen Sie hoch und zählen Sie bis sieben. Denken Sie dann an einen Menschen, dem Sie etwas nicht gesagt haben. Schreiben Sie das Datum, sieben Striche und einen.\n\nSagen müssen Sie es ihm nicht. Aber Hinnerk, der am Montag die Zeile geschrieben hat, meint, es sei erstaunlich, wie oft man es danach doch tut.\n\nDie Abende vergeben wir per Antwort auf diesen Brief, wer zuerst schreibt. Silvester ist weg; das ging an jemanden, der beschwipst sein möchte.\n\nDanke für die acht Atemzüge.\n\nJette',
    },
    contribution: 'The custom that remains, and how to take part after the campaign is over.',
    picture: 'morning',
    state: 'idea',
    plannedAt: '2026-12-29T18:00',
  },
];
