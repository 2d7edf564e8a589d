import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assertStep,
  assertUndo,
  canUndo,
  dueOf,
  hangs,
  inForce,
  type PlacementState,
  stateAfterPhoto,
  stateOf,
  stepsFrom,
  undoable,
} from './life.ts';
import { newPlacement, type PhotoReading, type PlacementEvent } from './model.ts';
import { placementSchema, placementStates, upgradePlacement } from './schema.ts';

let made = 0;
const event = (more: Partial<PlacementEvent>): PlacementEvent => ({
  id: `evt_${String(++made).padStart(16, '0')}`,
  at: made,
  recordedAt: made,
  state: null,
  undoes: null,
  photo: null,
  note: '',
  reading: null,
  ...more,
});
const to = (state: PlacementState) => event({ state });
const undo = ({ id }: PlacementEvent) => event({ undoes: id });
const reading = (verdict: PhotoReading['verdict']): PhotoReading => ({
  verdict,
  expected: 'HTTPS://A.EXAMPLE/Q/7KQ2M4',
  decoders: [],
  others: [],
  symbol: null,
  hints: [],
});

/** What a person may do next: any step offered, any photo, or taking back. */
type Act =
  | { kind: 'step'; pick: number }
  | { kind: 'photo'; verdict: PhotoReading['verdict']; inPlace: boolean }
  | { kind: 'undo' }
  | { kind: 'restore' };
const acts = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('step' as const), pick: fc.nat(5) }),
    fc.record({
      kind: fc.constant('photo' as const),
      verdict: fc.constantFrom('passed', 'weak', 'wrong', 'unread'),
      inPlace: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('undo' as const) }),
    fc.record({ kind: fc.constant('restore' as const) }),
  ) satisfies fc.Arbitrary<Act>,
  { maxLength: 25 },
);

function live(done: readonly Act[]): PlacementEvent[][] {
  const lives: PlacementEvent[][] = [[]];
  for (const act of done) {
    const events = lives.at(-1) ?? [];
    const next = eventOf(events, act);
    if (next) lives.push([...events, next]);
  }
  return lives;
}

function eventOf(events: readonly PlacementEvent[], act: Act): PlacementEvent | null {
  if (act.kind === 'step') {
    const offered = stepsFrom(stateOf(events));
    const state = offered[act.pick % offered.length];
    return state ? to(state) : null;
  }
  if (act.kind === 'photo') {
    const state = stateAfterPhoto(events, act.verdict, act.inPlace);
    return event({ state, reading: reading(act.verdict) });
  }
  const wanted = act.kind === 'undo' ? undoable(events) : events.at(-1);
  return wanted && canUndo(events, wanted.id) ? undo(wanted) : null;
}

describe('the life of a print', () => {
  test('every step offered is taken, every other is refused', () => {
    fc.assert(
      fc.property(acts, (done) => {
        const events = live(done).at(-1) ?? [];
        for (const state of placementStates) {
          const offered = stepsFrom(stateOf(events)).includes(state);
          if (offered) expect(() => assertStep(events, state)).not.toThrow();
          else expect(() => assertStep(events, state)).toThrow(expect.objectContaining({ code: 'invalid' }));
          if (offered) expect(stateOf([...events, to(state)])).toBe(state);
        }
      }),
    );
  });

  test('taking back the newest leaves the print where it stood before, and bringing back undoes that', () => {
    fc.assert(
      fc.property(acts, (done) => {
        const events = live(done).at(-1) ?? [];
        const newest = undoable(events);
        if (!newest) return;
        const without = inForce(events).filter(({ id }) => id !== newest.id);
        const back = undo(newest);
        const after = [...events, back];
        expect(stateOf(after)).toBe(stateOf(without));
        expect(stateOf([...after, undo(back)])).toBe(stateOf(events));
      }),
    );
  });

  test('taking back again and again ends at planned, and nothing is ever lost', () => {
    fc.assert(
      fc.property(acts, (done) => {
        const lives = live(done);
        for (const [index, events] of lives.entries()) expect(events).toHaveLength(index);
        let events = lives.at(-1) ?? [];
        for (let next = undoable(events); next; next = undoable(events)) {
          expect(() => assertUndo(events, next?.id ?? '')).not.toThrow();
          events = [...events, undo(next)];
        }
        expect(stateOf(events)).toBe('planned');
      }),
    );
  });

  test('only a photo that passed in its place makes a print checked', () => {
    fc.assert(
      fc.property(acts, (done) => {
        const events = live(done).at(-1) ?? [];
        if (stateOf(events) !== 'checked') return;
        expect(inForce(events).findLast(({ state }) => state === 'checked')?.reading?.verdict).toBe('passed');
      }),
    );
    for (const state of placementStates) expect(stepsFrom(state)).not.toContain('checked');
  });

  test('an older event, a foreign one and one taken back cannot be taken back', () => {
    const [printed, installed] = [to('printed'), to('installed')];
    expect(canUndo([printed, installed], printed.id)).toBe(false);
    expect(canUndo([printed], installed.id)).toBe(false);
    const back = undo(installed);
    expect(canUndo([printed, installed, back], installed.id)).toBe(false);
    expect(canUndo([printed, installed, back], printed.id)).toBe(true);
    expect(canUndo([printed, installed, back, to('installed')], back.id)).toBe(false);
  });

  test('what is due', () => {
    const passed = event({ state: 'checked', reading: reading('passed') });
    const wrong = event({ reading: reading('wrong') });
    const blurred = event({ reading: reading('unread') });
    const [printed, installed, removed] = [to('printed'), to('installed'), to('removed')];
    const lives: [PlacementEvent[], string | null, string | null][] = [
      [[], 'print', null],
      [[printed], 'install', null],
      [[printed, installed], 'check', 'remove'],
      [[installed, blurred], 'check', 'remove'],
      [[installed, passed], null, 'remove'],
      [[installed, wrong], 'mend', 'remove'],
      [[installed, wrong, undo(wrong)], 'check', 'remove'],
      [[installed, wrong, passed], null, 'remove'],
      [[installed, passed, removed], null, null],
    ];
    for (const [events, due, dueOver] of lives)
      expect([dueOf(events, false), dueOf(events, true)]).toEqual([due, dueOver]);
  });

  test('a photo of another code takes the check away, a bad photo does not', () => {
    const checked = [event({ state: 'checked', reading: reading('passed') })];
    expect(stateAfterPhoto(checked, 'wrong', true)).toBe('installed');
    expect(stateAfterPhoto(checked, 'unread', true)).toBeNull();
    expect(stateAfterPhoto(checked, 'wrong', false)).toBeNull();
    expect(stateAfterPhoto([], 'wrong', true)).toBeNull();
    expect(placementStates.filter(hangs)).toEqual(['installed', 'checked']);
  });
});

describe('a placement stored by an earlier version', () => {
  /** Frozen: a document as schema 1 stored it. */
  const first = {
    schema: 1,
    name: 'left of the door',
    placeId: 'plc_0123456789abcdef',
    postId: null,
    medium: 'poster',
    widthMm: 420,
    heightMm: 594,
    scanDistanceM: 2,
    copies: 3,
    costCents: 1_250,
    state: 'installed',
    note: 'behind glass',
  };

  test('1 is read as now: where it stood is no longer part of it', () => {
    expect(placementSchema.parse(first)).toEqual({
      schema: 3,
      name: 'left of the door',
      placeId: 'plc_0123456789abcdef',
      postId: null,
      medium: 'poster',
      widthMm: 420,
      heightMm: 594,
      scanDistanceM: 2,
      copies: 3,
      costCents: 1_250,
      note: 'behind glass',
      artwork: null,
    });
    expect(first.state).toBe('installed');
  });

  test('2 is read as now: nothing was known of what is around the code', () => {
    const { state: _state, ...rest } = first;
    const second = { ...rest, schema: 2 };
    expect(placementSchema.parse(second)).toEqual({ ...rest, schema: 3, artwork: null });
  });

  test('the artwork says where its code is', () => {
    const artwork = { assetId: `ast_${'0'.repeat(32)}`, x: 0.8, y: 1.2, size: 0.1, turnDeg: -4 };
    const now = newPlacement('poster', null);
    expect(placementSchema.parse({ ...now, artwork })).toEqual({ ...now, artwork });
    for (const wrong of [{ x: 1.1 }, { size: 0 }, { turnDeg: 181 }, { assetId: 'ast_1' }])
      expect(placementSchema.safeParse({ ...now, artwork: { ...artwork, ...wrong } }).success).toBe(false);
  });

  test('the present one stays as it is, what is none is refused', () => {
    const now = newPlacement('poster', null);
    expect(upgradePlacement(now)).toBe(now);
    expect(placementSchema.safeParse({ ...first, schema: 4 }).success).toBe(false);
    expect(placementSchema.safeParse({ ...now, state: 'printed' }).success).toBe(false);
    expect(placementSchema.safeParse(null).success).toBe(false);
  });
});
