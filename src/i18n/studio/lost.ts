import type { Texts } from '../text.ts';

/** The pages for addresses that lead nowhere, and for our own faults. */
export const lostTexts = {
  en: {
    lostTitle: 'There is nothing here',
    lostLead: 'The address is wrong, or what was here has been deleted.',
    home: 'To the campaigns',
    faultTitle: 'This did not work',
    faultLead: 'The fault is ours. What you saved before is safe; try again in a moment.',
    again: 'Try again',
  },
  de: {
    lostTitle: 'Hier ist nichts',
    lostLead: 'Die Adresse stimmt nicht, oder was hier war, wurde gelöscht.',
    home: 'Zu den Kampagnen',
    faultTitle: 'Das hat nicht geklappt',
    faultLead:
      'Der Fehler liegt bei uns. Was Sie gespeichert haben, ist sicher; versuchen Sie es gleich noch einmal.',
    again: 'Noch einmal versuchen',
  },
} as const satisfies Texts;
