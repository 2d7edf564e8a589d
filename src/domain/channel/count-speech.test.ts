import { describe, expect, test } from 'vitest';
import { countSyllables, speechSeconds } from './count-speech.ts';

/** Words split as in Duden and in Merriam-Webster; single letters before a hyphen are syllables too. */
const german =
  'Ha-fen Wo-che Fa-mi-li-e I-ta-li-en Li-nie sie die Lie-be Bie-ne Me-lo-die Ra-di-o Mu-se-um The-a-ter Ei-sen-bahn ' +
  'Häu-ser be-en-den ge-ehrt schau-en neu-e See-len Qua-drat Ge-schich-te Wan-de-rung Ü-ber-ra-schung Kaf-fee ' +
  'Haupt-bahn-hof fünf-zig in-te-res-sant Na-ti-on U-ni-on frei-er Feu-er Eu-ro-pa Ap-pe-tit Sta-di-on E-ner-gie ' +
  'Bat-te-rie Se-rie spa-zie-ren stu-die-ren Yacht Kö-ni-gin Stra-ße ge-heim heu-te Zei-tung kön-nen Mäd-chen wir ' +
  'ihr knie-en Ge-nie Ko-pie Fe-ri-en Par-tie be-ant-wor-ten be-ob-ach-ten na-iv Ru-i-ne Po-e-sie';
const english =
  'har-bour sto-ry peo-ple mu-se-um vid-e-o ra-di-o love loved want-ed walked hous-es times ta-ble lit-tle beau-ti-ful ' +
  'i-de-a cre-ate qui-et lan-guage ques-tion na-tion spe-cial de-li-cious fu-ri-ous home-less move-ment care-ful ' +
  'on-ly some-times ev-ery se-cret whis-per to-mor-row wait-ing light-house build-ing be-ing play-er po-em o-cean ' +
  'an-cient stu-di-o gar-den ser-vice changed chang-es wash-es church-es walks makes names bridge o-pen hap-pened ' +
  'vis-it-ed in-ter-est-ing re-mem-ber ma-chine the cap-tain com-pa-ny fa-mi-ly sci-ence tel-e-phone whole large-ly ' +
  'news-pa-per eye tree i-tal-ian re-li-gion mil-lion o-pin-ion';

describe.each([
  ['de', german],
  ['en', english],
] as const)('syllables in %s', (lang, words) => {
  test('are wrong in fewer than one of twenty', () => {
    let total = 0;
    let wrong = 0;
    for (const word of words.split(' ')) {
      const syllables = word.split('-').length;
      total += syllables;
      wrong += Math.abs(syllables - countSyllables(word.replaceAll('-', ''), lang));
    }
    expect(wrong / total).toBeLessThan(0.05);
  });
});

test.each([
  ['7', 2, 2],
  ['21', 4, 3],
  ['100', 3, 3],
  ['345', 7, 6],
  ['20.000', 4, 4],
  ['007', 4, 6],
  ['QR', 2, 2],
  ['W', 1, 3],
  ['50 %', 4, 4],
  ['', 0, 0],
  ['– …', 0, 0],
])('%j is said in %i syllables in German, %i in English', (text, german, english) => {
  expect(countSyllables(text, 'de')).toBe(german);
  expect(countSyllables(text, 'en')).toBe(english);
});

test('an address is said with its dots, without its scheme', () => {
  expect(countSyllables('https://www.hafen.de', 'de')).toBe(countSyllables('hafen.de', 'de'));
  expect(countSyllables('hafen.de', 'de')).toBe(countSyllables('Hafen Punkt de', 'de'));
});

test('a spot of 48 words has the 69 syllables that a hand count finds, and takes 13.8 seconds', () => {
  const text =
    'Seit drei Nächten brennt im alten Leuchtturm wieder Licht. Niemand weiß, wer den Schlüssel hat. ' +
    'Die Hafenmeisterin schweigt, und am Steg fehlt ein Boot. Gehen Sie hin, suchen Sie das Zeichen an der Mauer ' +
    'und fragen Sie den Wärter selbst. Die ganze Geschichte gibt es nur heute Abend.';
  expect(countSyllables(text, 'de')).toBe(69);
  expect(speechSeconds(text, 'de')).toBeCloseTo(13.8);
});
