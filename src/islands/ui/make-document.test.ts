import { createRoot } from 'solid-js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Stored } from '#domain/shared/document.ts';
import type { CallResult } from './call.ts';
import { type EditedDocument, makeDocument } from './make-document.ts';

interface Note {
  readonly title: string;
}
type Save = (baseVersion: number, doc: Note) => Promise<CallResult<Stored<Note>>>;

const at = (version: number, title: string): Stored<Note> => ({
  id: 'n',
  version,
  doc: { title },
  updatedAt: version,
});
const refused = (code: 'unavailable' | 'invalid' | 'conflict', details = {}): CallResult<never> => ({
  ok: false,
  error: { code, details, message: code },
});
const title = (text: string) => (note: Note) => ({ ...note, title: text });

/** A server that accepts the version it has and says `conflict` to any other. */
function server(first: Stored<Note>) {
  let current = first;
  return {
    get current() {
      return current;
    },
    /** Somebody else saves. */
    overtake: (text: string) => {
      current = at(current.version + 1, text);
    },
    save: vi.fn<Save>(async (base, doc) => {
      if (base !== current.version) return refused('conflict', { current });
      current = at(base + 1, doc.title);
      return { ok: true, data: current };
    }),
  };
}

let dispose: () => void;
let events: EventTarget;

function open(save: Save, initial = at(1, 'a')): EditedDocument<Note> {
  events = new EventTarget();
  return createRoot((end) => {
    dispose = end;
    return makeDocument<Note>({ initial, save, events, now: () => Date.now() });
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  dispose();
  vi.useRealTimers();
});

describe('autosave', () => {
  test('saves once, one second after the last edit', async () => {
    const { save } = server(at(1, 'a'));
    const note = open(save);
    note.edit(title('b'));
    await vi.advanceTimersByTimeAsync(900);
    note.edit(title('c'));
    await vi.advanceTimersByTimeAsync(999);
    expect(save).not.toHaveBeenCalled();
    expect(note.state()).toBe('dirty');
    await vi.advanceTimersByTimeAsync(1);
    expect(save.mock.calls).toEqual([[1, { title: 'c' }]]);
    expect(note.state()).toBe('saved');
    expect(note.stored().version).toBe(2);
  });

  test('an edit that changes nothing saves nothing', async () => {
    const { save } = server(at(1, 'a'));
    const note = open(save);
    note.edit((doc) => doc);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(save).not.toHaveBeenCalled();
    expect(note.canUndo()).toBe(false);
  });

  test('what is edited while a save runs is saved next, on the new version', async () => {
    let answer: (result: CallResult<Stored<Note>>) => void = () => {};
    const save = vi.fn<Save>(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const note = open(save);
    note.edit(title('b'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(note.state()).toBe('saving');
    note.edit(title('c'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(save).toHaveBeenCalledTimes(1);
    answer({ ok: true, data: at(2, 'b') });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(save.mock.calls[1]).toEqual([2, { title: 'c' }]);
  });

  test('saves at once when the page is left', async () => {
    const { save } = server(at(1, 'a'));
    const note = open(save);
    note.edit(title('b'));
    events.dispatchEvent(new Event('pagehide'));
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledTimes(1);
    expect(note.state()).toBe('saved');
  });

  test('asks before the page is left only while something is unsaved', () => {
    const note = open(server(at(1, 'a')).save);
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      events.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(false);
    note.edit(title('b'));
    expect(leave()).toBe(true);
  });

  test('after clean-up nothing listens and no timer runs', async () => {
    const save = vi.fn<Save>(async () => refused('unavailable'));
    const note = open(save);
    note.edit(title('b'));
    dispose();
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(120_000);
    events.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('undo', () => {
  test('goes back and forth, and typing within a second is one step', () => {
    const note = open(server(at(1, 'a')).save);
    note.edit(title('ab'), 'title');
    vi.advanceTimersByTime(200);
    note.edit(title('abc'), 'title');
    note.undo();
    expect(note.doc().title).toBe('a');
    expect(note.canUndo()).toBe(false);
    note.redo();
    expect(note.doc().title).toBe('abc');
  });

  test('edits with other keys, or a second apart, are steps of their own', () => {
    const note = open(server(at(1, 'a')).save);
    note.edit(title('b'), 'title');
    note.edit(title('c'), 'question');
    vi.advanceTimersByTime(1_000);
    note.edit(title('d'), 'question');
    note.undo();
    expect(note.doc().title).toBe('c');
    note.undo();
    expect(note.doc().title).toBe('b');
  });

  test('undoing to what is stored needs no save', async () => {
    const { save } = server(at(1, 'a'));
    const note = open(save);
    note.edit(title('b'));
    note.undo();
    expect(note.state()).toBe('saved');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(save).not.toHaveBeenCalled();
  });
});

describe('failure', () => {
  test('a lost connection is retried after 2 s and 4 s, and at once when online', async () => {
    const save = vi.fn<Save>(async () => refused('unavailable'));
    const note = open(save);
    note.edit(title('b'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(note.state()).toBe('failed');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(save).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(3_999);
    expect(save).toHaveBeenCalledTimes(2);
    save.mockImplementation(async (base, doc) => ({ ok: true, data: at(base + 1, doc.title) }));
    events.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect(note.state()).toBe('saved');
    expect(note.error()).toBeNull();
  });

  test('a save that throws is a lost connection', async () => {
    const note = open(async () => {
      throw new TypeError('fetch failed');
    });
    note.edit(title('b'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(note.state()).toBe('failed');
    expect(note.error()?.code).toBe('unavailable');
    expect(note.doc().title).toBe('b');
  });

  test('a refused document is not sent again until it is edited', async () => {
    const save = vi.fn<Save>(async () => refused('invalid'));
    const note = open(save);
    note.edit(title(''));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    note.edit(title('b'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(save).toHaveBeenCalledTimes(2);
  });
});

describe('conflict', () => {
  async function inConflict() {
    const remote = server(at(1, 'a'));
    const note = open(remote.save);
    remote.overtake('theirs');
    note.edit(title('mine'));
    await vi.advanceTimersByTimeAsync(1_000);
    return { remote, note };
  }

  test('shows the other version and stops saving', async () => {
    const { remote, note } = await inConflict();
    expect(note.state()).toBe('conflict');
    expect(note.other()).toEqual(at(2, 'theirs'));
    note.edit(title('mine still'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(remote.save).toHaveBeenCalledTimes(1);
    expect(note.doc().title).toBe('mine still');
  });

  test('keeping mine saves over theirs', async () => {
    const { remote, note } = await inConflict();
    await note.keepMine();
    expect(note.state()).toBe('saved');
    expect(note.other()).toBeNull();
    expect(remote.current).toEqual(at(3, 'mine'));
  });

  test('keeping mine meets the next conflict, if somebody saved again', async () => {
    const { remote, note } = await inConflict();
    remote.overtake('theirs again');
    await note.keepMine();
    expect(note.state()).toBe('conflict');
    expect(note.other()?.doc.title).toBe('theirs again');
  });

  test('taking theirs loses nothing: undo brings mine back and saves it', async () => {
    const { remote, note } = await inConflict();
    note.takeTheirs();
    expect(note.doc().title).toBe('theirs');
    expect(note.state()).toBe('saved');
    note.undo();
    expect(note.doc().title).toBe('mine');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(remote.current).toEqual(at(3, 'mine'));
  });
});
