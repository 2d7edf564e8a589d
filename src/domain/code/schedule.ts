/** What a code's schedule does, in figures a sentence can be made of. */
import { fromLocalTime } from '../shared/time.ts';
import { sameTarget } from './commands.ts';
import { type Code, resolveTarget, type Target, type TargetRule } from './model.ts';

/** A stretch of time in epoch ms, `from` included, `until` not; infinite where a rule has no limit. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

export const stretchOf = (
  { from, until }: Pick<TargetRule, 'from' | 'until'>,
  timeZone: string,
): Stretch => ({
  from: from === null ? Number.NEGATIVE_INFINITY : fromLocalTime(from, timeZone),
  until: until === null ? Number.POSITIVE_INFINITY : fromLocalTime(until, timeZone),
});

/**
 * Why a rule does not do what it seems to: `empty` ends before it begins, `hidden` lies wholly under rules above
 * it, `overlap` partly (those win there), `always` has no limit, so that whatever stands below never matches.
 * `past` is over at `now`.
 */
export interface RuleFinding {
  readonly kind: 'empty' | 'hidden' | 'overlap' | 'always' | 'past';
  /** Indexes of the rules above that win where both match; empty for the other kinds. */
  readonly above: readonly number[];
}

/** The finding of each rule, in order; null where there is nothing to say. */
export function checkSchedule(
  rules: readonly Pick<TargetRule, 'from' | 'until'>[],
  timeZone: string,
  now: number,
): (RuleFinding | null)[] {
  const stretches = rules.map((rule) => stretchOf(rule, timeZone));
  return stretches.map((own, index) => {
    if (own.until <= own.from) return { kind: 'empty', above: [] };
    const above = stretches.flatMap((other, at) =>
      at < index && other.from < other.until && other.from < own.until && own.from < other.until ? [at] : [],
    );
    if (
      remains(
        own,
        above.map((at) => stretches[at]).filter((stretch) => stretch !== undefined),
      ).length === 0
    ) {
      return { kind: 'hidden', above };
    }
    if (own.until <= now) return { kind: 'past', above: [] };
    if (above.length > 0) return { kind: 'overlap', above };
    if (own.from === Number.NEGATIVE_INFINITY && own.until === Number.POSITIVE_INFINITY) {
      return { kind: 'always', above: [] };
    }
    return null;
  });
}

/** What is left of `own` when all of `others` are taken out. */
function remains(own: Stretch, others: readonly Stretch[]): Stretch[] {
  let left: Stretch[] = [own];
  for (const other of others) {
    left = left.flatMap((part) =>
      [
        { from: part.from, until: Math.min(part.until, other.from) },
        { from: Math.max(part.from, other.until), until: part.until },
      ].filter(({ from, until }) => from < until),
    );
  }
  return left;
}

/** When the code next leads somewhere else after `now` (epoch ms), or null when it stays as it is. */
export function nextChange(
  code: Pick<Code, 'rules' | 'otherwise'>,
  now: number,
  timeZone: string,
): number | null {
  const current = resolveTarget(code, now, timeZone).target;
  const moments = code.rules
    .flatMap((rule) => Object.values(stretchOf(rule, timeZone)) as number[])
    .filter((at) => at > now && Number.isFinite(at))
    .sort((a, b) => a - b);
  return moments.find((at) => !sameTarget(resolveTarget(code, at, timeZone).target, current)) ?? null;
}

/** What is known of the chapters and scenes that codes can lead to. */
export interface TargetFacts {
  readonly chapters: readonly { readonly id: string; readonly sceneId: string | null }[];
  readonly scenes: readonly { readonly id: string; readonly published: boolean }[];
}

/** What a scan finds behind a target: `ready`, or what is missing there. */
export type Standing = 'ready' | 'no_target' | 'gone' | 'no_scene' | 'unpublished' | 'insecure';

export function standingOf(target: Target | null, facts: TargetFacts): Standing {
  if (!target) return 'no_target';
  if (target.kind === 'url') return target.url.startsWith('https:') ? 'ready' : 'insecure';
  let sceneId: string | null = target.id;
  if (target.kind === 'chapter') {
    const chapter = facts.chapters.find(({ id }) => id === target.id);
    if (!chapter) return 'gone';
    sceneId = chapter.sceneId;
    if (sceneId === null) return 'no_scene';
  }
  const scene = facts.scenes.find(({ id }) => id === sceneId);
  if (!scene) return target.kind === 'scene' ? 'gone' : 'no_scene';
  return scene.published ? 'ready' : 'unpublished';
}

/** What one saved version of a code changed against the one before. */
export type CodeChangeKind = 'minted' | 'style' | 'otherwise' | 'rules' | 'retired' | 'brought_back';

/** The differences between two versions; `before` null for the first. */
export function changesBetween(before: Code | null, after: Code): CodeChangeKind[] {
  if (!before) return ['minted'];
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
  const kinds: CodeChangeKind[] = [];
  if (before.retired !== after.retired) kinds.push(after.retired ? 'retired' : 'brought_back');
  if (!sameTarget(before.otherwise, after.otherwise)) kinds.push('otherwise');
  if (differs(before.rules, after.rules)) kinds.push('rules');
  if (differs(before.style, after.style)) kinds.push('style');
  return kinds;
}

/**
 * A typed address as it would be stored: `https://` is added where no scheme was typed. Null unless it is a
 * whole http(s) address with a host and without a password in it.
 */
export function parseUrl(entry: string): string | null {
  const typed = entry.trim();
  if (typed === '' || /\s/.test(typed)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(typed) ? typed : `https://${typed}`);
    const web = url.protocol === 'https:' || url.protocol === 'http:';
    const whole = url.hostname.includes('.') || url.hostname === 'localhost' || url.hostname.startsWith('[');
    if (!web || !whole || url.username || url.password || url.href.length > 2_000) return null;
    return url.href;
  } catch {
    return null;
  }
}
