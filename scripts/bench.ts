/** `npm run bench -- NAME`: runs `scripts/bench/NAME.ts`, one JSON line for each figure. Never fails a build. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Prints one figure. */
export type Report = (line: Readonly<Record<string, unknown>>) => void;

const folder = join(import.meta.dirname, 'bench');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !name.includes('-'))
  .map((name) => name.slice(0, -3));
const [name = ''] = process.argv.slice(2);
if (!existsSync(join(folder, `${name}.ts`))) {
  console.error(`Which figures? npm run bench -- ${names.join(' | ')}`);
  process.exit(2);
}
const { default: bench } = (await import(`./bench/${name}.ts`)) as {
  default: (report: Report) => Promise<void>;
};
await bench((line) => console.log(JSON.stringify(line)));
process.exit(0);
