import type { Graded, GradeTask } from './qr-grader.ts';
import type { SymbolBox } from './qr-print.ts';
import { startThreads } from './qr-threads.ts';

/** A code to grade: an exported SVG file and where its symbol lies in it. */
export interface Candidate {
  readonly svg: string;
  readonly box: SymbolBox;
  readonly payload: string;
}

/** What the bench found of one code. Rates are parts 0–1, `rel` is percent of the plain code's rate. */
export interface Grade {
  readonly rel: number;
  readonly rate: number;
  readonly control: number;
  /** Percent of the plain code's rate, for each reader. */
  readonly readers: readonly number[];
  readonly misreads: readonly string[];
  readonly pictures: number;
  /** Captures in which fewer readers read it than the plain code, the costliest first. */
  readonly lost: readonly string[];
}

export interface Grader {
  grade(code: Candidate, control: Candidate): Promise<Grade>;
  end(): Promise<void>;
}

/** Percent of the plain code's rate from which a code counts as passed. */
export const PASS = 90;
/** Around the bound chance decides: there, three more rounds of captures are taken. */
const CLOSE = { from: 80, to: 98 };
const ROUNDS = [0, 1, 2, 3];

/** Grades in threads; the plain code of a payload is read once. `every` leaves captures out for a first look. */
export function makeGrader(threads: number, every: number): Grader {
  const pool = startThreads<GradeTask, Graded>('./qr-grader.ts', threads);
  const read = ({ svg, box, payload }: Candidate, round: number): Promise<Graded> =>
    pool.ask({ svg, box, payload, round, every });

  const controls = new Map<string, Promise<Graded>>();
  const readControl = (control: Candidate, round: number): Promise<Graded> => {
    const key = `${round} ${control.payload}`;
    const found = controls.get(key) ?? read(control, round);
    controls.set(key, found);
    return found;
  };

  return {
    async grade(code, control) {
      const rounds: [Graded, Graded][] = [];
      for (const round of ROUNDS) {
        rounds.push(await Promise.all([read(code, round), readControl(control, round)]));
        const { rel } = compare(rounds);
        if (rel < CLOSE.from || rel > CLOSE.to) break;
      }
      return compare(rounds);
    },
    end: pool.end,
  };
}

function compare(rounds: readonly (readonly [Graded, Graded])[]): Grade {
  const style = rounds.map(([one]) => one);
  const plain = rounds.map(([, one]) => one);
  const [rate, control] = [meanOf(style), meanOf(plain)];
  const [byReader, plainByReader] = [ratesOf(style), ratesOf(plain)];
  const costs = style.flatMap(({ reads, names, shares }, round) =>
    reads.map((row, at) => {
      const lost = total(plain[round]?.reads[at] ?? []) - total(row);
      return { name: `${names[at]} -${lost}`, cost: lost * (shares[at] ?? 0) };
    }),
  );
  return {
    rel: (100 * rate) / control,
    rate,
    control,
    readers: byReader.map((one, at) => (100 * one) / (plainByReader[at] || 1)),
    misreads: style.flatMap(({ misreads }) => misreads),
    pictures: total(style.map(({ reads }) => reads.length)),
    lost: costs
      .filter(({ cost }) => cost > 0)
      .sort((a, b) => b.cost - a.cost)
      .map(({ name }) => name),
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Read rate of each reader, captures weighed by their share. */
function ratesOf(rounds: readonly Graded[]): number[] {
  const count = rounds[0]?.reads[0]?.length ?? 0;
  const weight = total(rounds.flatMap(({ shares }) => [...shares]));
  return Array.from(
    { length: count },
    (_, reader) =>
      total(
        rounds.flatMap(({ reads, shares }) => reads.map((row, at) => (row[reader] ?? 0) * (shares[at] ?? 0))),
      ) / weight,
  );
}

const meanOf = (rounds: readonly Graded[]): number => {
  const rates = ratesOf(rounds);
  return total(rates) / rates.length;
};
