/**
 * Puts chapters of the matrix, which the server drew, into another order: by the arrow buttons of a row and by
 * dragging its grip. Returns the clean-up. The rows themselves carry all that is needed.
 */
export interface Move {
  readonly id: string;
  /** '' stands for no phase. */
  readonly phase: string;
  /** null: at the end of the phase. */
  readonly before: string | null;
}

const rowsOf = (body: Element | null): HTMLTableRowElement[] => [
  ...(body?.querySelectorAll<HTMLTableRowElement>('tr[data-chapter]') ?? []),
];
const idOf = (row: HTMLTableRowElement | undefined): string | null => row?.dataset['chapter'] ?? null;
const bodyOf = (row: Element): HTMLTableSectionElement | null => row.closest('tbody');

/** Where the row goes when it moves one step; null at either end of the table. */
export function stepOf(row: HTMLTableRowElement, by: -1 | 1): Move | null {
  const body = bodyOf(row);
  const id = idOf(row);
  if (!body || id === null) return null;
  const rows = rowsOf(body);
  const at = rows.indexOf(row);
  const phase = body.dataset['phase'] ?? '';
  if (by < 0 && at > 0) return { id, phase, before: idOf(rows[at - 1]) };
  if (by > 0 && at < rows.length - 1) return { id, phase, before: idOf(rows[at + 2]) };
  const bodies = [...(body.parentElement?.querySelectorAll<HTMLElement>('tbody') ?? [])];
  const next = bodies[bodies.indexOf(body) + by];
  if (!next) return null;
  return { id, phase: next.dataset['phase'] ?? '', before: by < 0 ? null : idOf(rowsOf(next)[0]) };
}

/** Moves the row in the page and numbers all rows anew; the number of the row, and the name of its phase. */
export function showMove(table: HTMLTableElement, move: Move): { no: number; phase: string } | null {
  const row = table.querySelector<HTMLTableRowElement>(`tr[data-chapter="${move.id}"]`);
  const body = [...table.tBodies].find(({ dataset }) => (dataset['phase'] ?? '') === move.phase);
  if (!row || !body) return null;
  const before = move.before ? body.querySelector(`tr[data-chapter="${move.before}"]`) : null;
  body.insertBefore(row, before ?? body.querySelector('.phase-empty'));
  const rows = rowsOf(table);
  for (const [at, each] of rows.entries()) {
    const no = each.querySelector('[data-no]');
    if (no) no.textContent = String(at + 1);
  }
  const phase = body.querySelector('[data-phase-name]')?.textContent?.trim() ?? '';
  return { no: rows.indexOf(row) + 1, phase };
}

/** Where a row dropped at `clientY` over `over` would go. */
function dropOf(id: string, over: HTMLTableRowElement, clientY: number): Move | null {
  const body = bodyOf(over);
  if (!body) return null;
  const phase = body.dataset['phase'] ?? '';
  const rows = rowsOf(body).filter((row) => idOf(row) !== id);
  if (!over.dataset['chapter']) return { id, phase, before: idOf(rows[0]) };
  const { top, height } = over.getBoundingClientRect();
  const isBelow = clientY > top + height / 2;
  const at = rows.indexOf(over);
  if (at < 0) return null;
  return { id, phase, before: isBelow ? idOf(rows[at + 1]) : idOf(over) };
}

export function makeArranging(table: HTMLTableElement, onMove: (move: Move) => void): () => void {
  const end = new AbortController();
  const { signal } = end;
  let dragged: HTMLTableRowElement | null = null;

  const clearMarks = () => {
    for (const row of table.querySelectorAll('[data-drop]')) row.removeAttribute('data-drop');
  };
  const rowOf = (event: Event): HTMLTableRowElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLTableRowElement>('tbody > tr') : null;

  table.addEventListener(
    'click',
    (event) => {
      const button =
        event.target instanceof Element ? event.target.closest<HTMLElement>('[data-move]') : null;
      const row = button?.closest<HTMLTableRowElement>('tr[data-chapter]');
      const move = row ? stepOf(row, button?.dataset['move'] === '-1' ? -1 : 1) : null;
      if (move) onMove(move);
      button?.focus();
    },
    { signal },
  );
  table.addEventListener(
    'dragstart',
    (event) => {
      if (!(event.target instanceof Element) || !event.target.closest('.grip')) return;
      dragged = rowOf(event);
      if (!dragged || !event.dataTransfer) return;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', dragged.dataset['title'] ?? '');
      event.dataTransfer.setDragImage(dragged.querySelector('.chap') ?? dragged, 20, 20);
      dragged.dataset['dragged'] = '';
    },
    { signal },
  );
  table.addEventListener(
    'dragover',
    (event) => {
      const over = rowOf(event);
      if (!dragged || !over) return;
      event.preventDefault();
      clearMarks();
      const { top, height } = over.getBoundingClientRect();
      over.dataset['drop'] = over.dataset['chapter'] && event.clientY <= top + height / 2 ? 'above' : 'below';
    },
    { signal },
  );
  table.addEventListener(
    'drop',
    (event) => {
      const over = rowOf(event);
      const id = dragged ? idOf(dragged) : null;
      if (!over || id === null || over === dragged) return;
      event.preventDefault();
      const move = dropOf(id, over, event.clientY);
      if (move) onMove(move);
    },
    { signal },
  );
  table.addEventListener(
    'dragend',
    () => {
      clearMarks();
      if (dragged) delete dragged.dataset['dragged'];
      dragged = null;
    },
    { signal },
  );
  return () => end.abort();
}
