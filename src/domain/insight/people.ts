/** What one visitor did on one day on one route. `classes`: 1 as a person, 2 as staff, 3 as both. */
export interface Touch {
  readonly route: number;
  readonly classes: number;
}

/** The parts of a campaign by which people are counted, each exactly. */
export const facets = ['campaign', 'place', 'code', 'channel', 'chapter'] as const;
export type Facet = (typeof facets)[number];

/** A route's value in each facet; null where it has none. */
export type FacetValues = Readonly<Record<Facet, string | null>>;

export interface PeopleChange {
  readonly facet: Facet;
  readonly value: string;
  readonly people: 0 | 1;
  readonly withStaff: 0 | 1;
}

/**
 * How a new touch changes the counts of unique people of a day, given all earlier touches of the same visitor
 * on that day. The sum over any order of the same touches is the same.
 */
export function peopleChanges(
  earlier: readonly Touch[],
  touch: Touch,
  valuesOf: (route: number) => FacetValues,
): PeopleChange[] {
  const changes: PeopleChange[] = [];
  const values = valuesOf(touch.route);
  for (const facet of facets) {
    const value = values[facet];
    if (value === null) continue;
    let before = 0;
    for (const other of earlier) if (valuesOf(other.route)[facet] === value) before |= other.classes;
    const after = before | touch.classes;
    const people = (before & 1) === 0 && (after & 1) === 1 ? 1 : 0;
    const withStaff = before === 0 && after !== 0 ? 1 : 0;
    if (people || withStaff) changes.push({ facet, value, people, withStaff });
  }
  return changes;
}
