import type { z } from 'zod';
import { newId, type RandomBytes } from '../shared/id.ts';
import type { Language } from '../shared/language.ts';
import type { campaignSchema, goalSchema, phaseSchema } from './schema.ts';

/** The whole: brief, languages, goals and phases. Chapters, places, codes and scenes are documents of their own. */
export type Campaign = z.infer<typeof campaignSchema>;
export type Goal = z.infer<typeof goalSchema>;
export type Phase = z.infer<typeof phaseSchema>;
export type CampaignState = Campaign['state'];

/** What a campaign can be for (PRODUCT: goal). */
export const goalKinds = [
  'promote',
  'be_found',
  'conversation',
  'be_shared',
  'recruit',
  'image',
  'customers',
] as const;

/** What the ledger can count towards a goal. */
export const goalMeasures = ['scans', 'people', 'chosen', 'completed', 'links'] as const;

/** Wegmarke's own scene colours, used until a campaign chooses its own. */
export const defaultTheme = { paper: '#fffdf8', ink: '#1c211f', accent: '#b3321c' } as const;

/**
 * A new, empty campaign in draft: three phases to begin with, common channels. `given` holds its languages, the first
 * one first; the title is in that one.
 */
export function newCampaign(
  title: string,
  given: Language | readonly Language[],
  timeZone: string,
  random?: RandomBytes,
): Campaign {
  const languages = [...new Set(typeof given === 'string' ? [given] : given)];
  const language = languages[0] ?? 'en';
  const names: readonly [string, string][] = [
    ['Tease', 'Anlocken'],
    ['Build', 'Aufbau'],
    ['Resolve', 'Auflösung'],
  ];
  return {
    schema: 1,
    title: { [language]: title },
    state: 'draft',
    languages,
    timeZone,
    town: '',
    contact: '',
    brief: { why: {}, audience: {}, exchange: {}, sharing: {} },
    goals: [],
    phases: names.map(([en, de]) => ({
      id: newId('phs', random),
      name: {
        [language]: en,
        ...(languages.includes('en') && { en }),
        ...(languages.includes('de') && { de }),
      },
      question: {},
      from: null,
      until: null,
    })),
    channels: ['bluesky', 'instagram', 'newsletter', 'poster', 'sticker'],
    theme: { ...defaultTheme },
    planAsset: null,
  };
}
