/**
 * Edits of a campaign. Each is a pure function from document to document, so that an editor can undo it; one that
 * changes nothing returns the document it was given.
 */
import { newId, type RandomBytes } from '../shared/id.ts';
import type { Language, Localized } from '../shared/language.ts';
import type { LocalDay } from '../shared/time.ts';
import type { Campaign, CampaignState, Goal, Phase } from './model.ts';

export type CampaignEdit = (campaign: Campaign) => Campaign;

/** Where each state can lead: one step on, or one step back. */
export const nextStates: Readonly<Record<CampaignState, readonly CampaignState[]>> = {
  draft: ['live'],
  live: ['ended', 'draft'],
  ended: ['archived', 'live'],
  archived: ['ended'],
};

/** Moves the entry at `from` by `by` places, stopping at the ends. */
export function moveBy<Entry>(list: readonly Entry[], from: number, by: number): readonly Entry[] {
  const to = Math.max(0, Math.min(list.length - 1, from + by));
  const entry = list[from];
  if (entry === undefined || to === from) return list;
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, entry);
}

export const setTitle =
  (title: Localized): CampaignEdit =>
  (campaign) => ({ ...campaign, title });

export const setFact =
  <Key extends 'town' | 'contact' | 'timeZone'>(key: Key, value: string): CampaignEdit =>
  (campaign) =>
    campaign[key] === value ? campaign : { ...campaign, [key]: value };

export const setBrief =
  (key: keyof Campaign['brief'], text: Localized): CampaignEdit =>
  (campaign) => ({ ...campaign, brief: { ...campaign.brief, [key]: text } });

/** A step of the life cycle; a step that `nextStates` does not know changes nothing. */
export const turn =
  (state: CampaignState): CampaignEdit =>
  (campaign) =>
    nextStates[campaign.state].includes(state) ? { ...campaign, state } : campaign;

export const addLanguage =
  (language: Language): CampaignEdit =>
  (campaign) =>
    campaign.languages.includes(language)
      ? campaign
      : { ...campaign, languages: [...campaign.languages, language] };

/** Takes a language off the list; its texts stay in the documents. The last one stays. */
export const removeLanguage =
  (language: Language): CampaignEdit =>
  (campaign) =>
    campaign.languages.length > 1 && campaign.languages.includes(language)
      ? { ...campaign, languages: campaign.languages.filter((each) => each !== language) }
      : campaign;

/** Makes a language the first one, which others fall back to. */
export const preferLanguage =
  (language: Language): CampaignEdit =>
  (campaign) =>
    campaign.languages[0] === language || !campaign.languages.includes(language)
      ? campaign
      : { ...campaign, languages: [language, ...campaign.languages.filter((each) => each !== language)] };

/** A goal to begin with: 500 people reached by `deadline`. */
export const addGoal =
  (deadline: LocalDay, random?: RandomBytes): CampaignEdit =>
  (campaign) => {
    const goal: Goal = {
      id: newId('gol', random),
      kind: 'conversation',
      measure: 'people',
      target: 500,
      deadline,
      valueCents: null,
    };
    return { ...campaign, goals: [...campaign.goals, goal] };
  };

export const editGoal =
  (id: string, change: Partial<Omit<Goal, 'id'>>): CampaignEdit =>
  (campaign) => ({
    ...campaign,
    goals: campaign.goals.map((goal) => (goal.id === id ? { ...goal, ...change } : goal)),
  });

export const removeGoal =
  (id: string): CampaignEdit =>
  (campaign) => ({ ...campaign, goals: campaign.goals.filter((goal) => goal.id !== id) });

/** Puts a removed goal back where it stood; one that is there already stays. */
export const putGoalBack =
  (goal: Goal, at: number): CampaignEdit =>
  (campaign) =>
    campaign.goals.some(({ id }) => id === goal.id)
      ? campaign
      : { ...campaign, goals: campaign.goals.toSpliced(at, 0, goal) };

export const addPhase =
  (random?: RandomBytes): CampaignEdit =>
  (campaign) => {
    const phase: Phase = { id: newId('phs', random), name: {}, question: {}, from: null, until: null };
    return { ...campaign, phases: [...campaign.phases, phase] };
  };

export const editPhase =
  (id: string, change: Partial<Omit<Phase, 'id'>>): CampaignEdit =>
  (campaign) => ({
    ...campaign,
    phases: campaign.phases.map((phase) => (phase.id === id ? { ...phase, ...change } : phase)),
  });

/** Takes a phase out; its chapters stay and stand without a phase until they get another. */
export const removePhase =
  (id: string): CampaignEdit =>
  (campaign) => ({ ...campaign, phases: campaign.phases.filter((phase) => phase.id !== id) });

/** Puts a removed phase back where it stood; one that is there already stays. */
export const putPhaseBack =
  (phase: Phase, at: number): CampaignEdit =>
  (campaign) =>
    campaign.phases.some(({ id }) => id === phase.id)
      ? campaign
      : { ...campaign, phases: campaign.phases.toSpliced(at, 0, phase) };

export const movePhase =
  (id: string, by: number): CampaignEdit =>
  (campaign) => {
    const at = campaign.phases.findIndex((phase) => phase.id === id);
    const phases = moveBy(campaign.phases, at, by);
    return phases === campaign.phases ? campaign : { ...campaign, phases: [...phases] };
  };

export const setTheme =
  (key: keyof Campaign['theme'], colour: string): CampaignEdit =>
  (campaign) =>
    campaign.theme[key] === colour ? campaign : { ...campaign, theme: { ...campaign.theme, [key]: colour } };
