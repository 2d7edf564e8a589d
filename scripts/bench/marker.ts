import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { FAIR, GOOD } from '#marker/score.ts';
import type { Report } from '../bench.ts';
import { rounded } from './child-processes.ts';
import { MADE, type MarkerAnswer, type MarkerTask } from './marker-trials.ts';
import { startThreads } from './qr-threads.ts';

/**
 * Bench `marker`: is the marker score right? Random styles (`--styles 40`, numbered from `--from 0`) and made ones at the edge, each at a
 * random size, are scored and then used by readers whom the score has not seen. Rank correlation (Spearman) of the score with how many
 * of them find the code within a second and how many frames are right afterwards.
 */
export default async function bench(report: Report): Promise<void> {
  const { values } = parseArgs({
    allowPositionals: true,
    options: { styles: { type: 'string', default: '40' }, from: { type: 'string', default: '0' } },
  });
  const from = Number(values.from);
  const sizes = [1, 1.13, 1.5, 2, 3];
  const tasks: MarkerTask[] = [
    ...Object.keys(MADE).map((name, at) => ({ name, seed: from + at, size: 1.13 })),
    ...Array.from({ length: Number(values.styles) }, (_, at) => ({
      name: 'random',
      seed: from + at,
      size: sizes[at % sizes.length] ?? 1,
    })),
  ];
  const threads = startThreads<MarkerTask, MarkerAnswer>(
    './marker-thread.ts',
    Math.min(2, availableParallelism()),
  );
  const answers: MarkerAnswer[] = [];
  try {
    await Promise.all(
      tasks.map(async (task) => {
        const answer = await threads.ask(task);
        answers.push(answer);
        const { trial, ...figures } = answer;
        const rounds = (sizes: readonly (number | null)[]) => sizes.map((size) => size && rounded(size, 2));
        report({
          bench: 'marker',
          ...figures,
          modules: trial.modules,
          lockSizes: rounds(trial.locks),
          holdSizes: rounds(trial.holds),
          covered: trial.covered,
        });
      }),
    );
  } finally {
    await threads.end();
  }
  const used = ({ found, held }: MarkerAnswer): number => (found + held) / 2;
  const figure = (name: string, value: number): void =>
    report({ bench: 'marker', figure: name, value: rounded(value, 3), styles: answers.length });
  const of = (key: 'score' | 'locks' | 'holds') => answers.map((one) => one[key]);
  figure('rank correlation, score with use', spearman(of('score'), answers.map(used)));
  figure(
    'rank correlation, locks with found',
    spearman(
      of('locks'),
      answers.map(({ found }) => found),
    ),
  );
  figure(
    'rank correlation, holds with held',
    spearman(
      of('holds'),
      answers.map(({ held }) => held),
    ),
  );
  for (const [name, low, high] of [
    [`${GOOD} and more`, GOOD, 101],
    [`${FAIR} to ${GOOD - 1}`, FAIR, GOOD],
    [`under ${FAIR}`, 0, FAIR],
  ] as const) {
    const some = answers.filter(({ score }) => score >= low && score < high);
    if (some.length === 0) continue;
    const mean = (of: (one: MarkerAnswer) => number) =>
      some.reduce((sum, one) => sum + of(one), 0) / some.length;
    report({
      bench: 'marker',
      figure: `scored ${name}`,
      styles: some.length,
      found: rounded(
        mean(({ found }) => found),
        3,
      ),
      held: rounded(
        mean(({ held }) => held),
        3,
      ),
      least: rounded(Math.min(...some.map(used)), 3),
      most: rounded(Math.max(...some.map(used)), 3),
    });
  }
  const cpu = answers.map(({ cpuMs }) => cpuMs).sort((a, b) => a - b);
  figure('processor time of a score, median, ms', cpu[cpu.length >> 1] ?? Number.NaN);
  figure('processor time of a score, most, ms', cpu.at(-1) ?? Number.NaN);
}

/** Of ranks; equals share theirs. */
function spearman(one: readonly number[], other: readonly number[]): number {
  const ranks = (values: readonly number[]): number[] =>
    values.map((value) => {
      const below = values.filter((each) => each < value).length;
      return below + (values.filter((each) => each === value).length + 1) / 2;
    });
  const [a, b] = [ranks(one), ranks(other)];
  const middle = (one.length + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    const [da, db] = [(a[k] ?? 0) - middle, (b[k] ?? 0) - middle];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / Math.sqrt(aa * bb);
}
