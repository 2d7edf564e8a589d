import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addGoal,
  addLanguage,
  addPhase,
  type CampaignEdit,
  editGoal,
  editPhase,
  moveBy,
  movePhase,
  nextStates,
  preferLanguage,
  putGoalBack,
  putPhaseBack,
  removeGoal,
  removeLanguage,
  removePhase,
  setFact,
  setTheme,
  turn,
} from './commands.ts';
import { type Campaign, newCampaign } from './model.ts';
import { campaignSchema } from './schema.ts';

const campaign = (): Campaign => newCampaign('The Lantern Keeper’s Debt', 'en', 'Europe/Berlin');
const made = (...edits: CampaignEdit[]): Campaign => edits.reduce((doc, edit) => edit(doc), campaign());

describe('moveBy', () => {
  it('keeps every entry, and going back undoes it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { minLength: 1 }),
        fc.nat(),
        fc.integer(),
        (list, start, by) => {
          const from = start % list.length;
          const moved = moveBy(list, from, by);
          expect(moved.toSorted()).toEqual(list.toSorted());
          const entry = list[from];
          const to = moved.indexOf(entry ?? Number.NaN);
          expect(to).toBe(Math.max(0, Math.min(list.length - 1, from + by)));
          expect(moveBy(moved, to, from - to)).toEqual(list);
        },
      ),
    );
  });

  it('leaves the list alone for a place that does not exist', () => {
    const list = [1, 2];
    expect(moveBy(list, -1, 1)).toBe(list);
    expect(moveBy(list, 7, -1)).toBe(list);
  });
});

describe('edits of a campaign', () => {
  it('yield documents that the schema takes', () => {
    const edited = made(addGoal('2027-05-09'), addPhase(), addLanguage('de'), setFact('town', 'Hamburg'));
    expect(campaignSchema.parse(edited)).toEqual(edited);
  });

  it('give back the same document when nothing changes', () => {
    const doc = campaign();
    const [first] = doc.phases;
    if (!first) throw new Error('a new campaign has phases');
    const nothing: CampaignEdit[] = [
      addLanguage('en'),
      removeLanguage('en'),
      preferLanguage('en'),
      preferLanguage('fr'),
      setFact('town', doc.town),
      setTheme('ink', doc.theme.ink),
      movePhase(first.id, -1),
      putPhaseBack(first, 2),
      turn('ended'),
    ];
    for (const edit of nothing) expect(edit(doc)).toBe(doc);
  });

  it('take a life cycle step by step only', () => {
    const reached = new Set(['draft']);
    let doc = campaign();
    for (const state of ['live', 'ended', 'archived'] as const) {
      expect(turn(state)(campaign()).state).toBe(nextStates.draft.includes(state) ? state : 'draft');
      doc = turn(state)(doc);
      reached.add(doc.state);
    }
    expect([...reached]).toEqual(['draft', 'live', 'ended', 'archived']);
  });

  it('put the preferred language first and keep the others in order', () => {
    expect(made(addLanguage('de'), addLanguage('fr'), preferLanguage('fr')).languages).toEqual([
      'fr',
      'en',
      'de',
    ]);
  });

  it('put back what was removed where it stood', () => {
    const doc = made(addGoal('2027-05-09'), addGoal('2027-06-01'));
    const [goal] = doc.goals;
    const [, phase] = doc.phases;
    if (!goal || !phase) throw new Error('made above');
    expect(putGoalBack(goal, 0)(removeGoal(goal.id)(doc))).toEqual(doc);
    expect(putPhaseBack(phase, 1)(removePhase(phase.id)(doc))).toEqual(doc);
  });

  it('change only the goal or phase that was meant', () => {
    const doc = made(addGoal('2027-05-09'), addGoal('2027-06-01'));
    const [one, other] = doc.goals;
    if (!one || !other) throw new Error('made above');
    expect(editGoal(one.id, { target: 7 })(doc).goals).toEqual([{ ...one, target: 7 }, other]);
    const [first, ...rest] = doc.phases;
    if (!first) throw new Error('a new campaign has phases');
    expect(editPhase(first.id, { from: '2027-05-03' })(doc).phases).toEqual([
      { ...first, from: '2027-05-03' },
      ...rest,
    ]);
  });
});
