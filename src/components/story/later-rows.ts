/** Fetches the rows that did not come with the page, portion by portion, and puts their cells in place. */
async function fillLater(table: HTMLTableElement): Promise<void> {
  for (;;) {
    const next = table.querySelector<HTMLElement>('td[data-later]');
    if (!next) return;
    const answer = await fetch(`${table.dataset['rows']}?from=${next.dataset['later']}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const row of page.querySelectorAll<HTMLTableRowElement>('tr[data-chapter]')) {
      const waiting = table.querySelector(`tr[data-chapter="${row.dataset['chapter']}"] > td[data-later]`);
      waiting?.replaceWith(...row.querySelectorAll(':scope > td'));
    }
    // Whatever became of it (a chapter that is gone), it is not asked for again.
    if (next.isConnected) next.removeAttribute('data-later');
  }
}

for (const table of document.querySelectorAll<HTMLTableElement>('table[data-rows]')) {
  const again = (): void => void fillLater(table).catch(() => setTimeout(again, 3_000));
  requestAnimationFrame(() => setTimeout(again, 0));
}
