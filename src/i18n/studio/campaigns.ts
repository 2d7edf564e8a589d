import type { Texts } from '../text.ts';

/** The list of campaigns, and the form that begins one. */
export const campaignsTexts = {
  en: {
    title: 'Campaigns',
    none: 'Your first story starts here',
    noneHint:
      'A campaign is one story told across posts, posters and places. Give it a name; the rest can wait.',
    lookAround: 'Open “{campaign}” to see how a story hangs together. Then begin your own.',
    create: 'New campaign',
    name: 'Name of the campaign',
    nameHint: 'As the audience will read it.',
    language: 'First language of the audience',
    secondLanguage: 'Second language',
    secondLanguageHint: 'More can follow in the brief.',
    secondLanguageNone: 'None yet',
    timeZone: 'Time zone',
    timeZoneHint: 'Schedules and figures are read in this zone.',
    begin: 'Begin',
    cancel: 'Cancel',
    chapters: '{n} chapters',
    chaptersOne: '{n} chapter',
    codes: '{n} codes',
    codesOne: '{n} code',
    nameMissing: 'Give the campaign a name.',
    backHome: 'Back to the campaigns',
  },
  de: {
    title: 'Kampagnen',
    none: 'Hier beginnt Ihre erste Geschichte',
    noneHint:
      'Eine Kampagne ist eine Geschichte, erzählt in Beiträgen, auf Plakaten und an Orten. Geben Sie ihr einen Namen; der Rest hat Zeit.',
    lookAround:
      'Öffnen Sie „{campaign}“, um zu sehen, wie eine Geschichte zusammenhängt. Beginnen Sie dann Ihre eigene.',
    create: 'Neue Kampagne',
    name: 'Name der Kampagne',
    nameHint: 'So, wie das Publikum ihn lesen wird.',
    language: 'Erste Sprache des Publikums',
    secondLanguage: 'Zweite Sprache',
    secondLanguageHint: 'Weitere können im Auftrag folgen.',
    secondLanguageNone: 'Noch keine',
    timeZone: 'Zeitzone',
    timeZoneHint: 'Zeitpläne und Zahlen gelten in dieser Zone.',
    begin: 'Beginnen',
    cancel: 'Abbrechen',
    chapters: '{n} Kapitel',
    chaptersOne: '{n} Kapitel',
    codes: '{n} Codes',
    codesOne: '{n} Code',
    nameMissing: 'Geben Sie der Kampagne einen Namen.',
    backHome: 'Zurück zu den Kampagnen',
  },
} as const satisfies Texts;
