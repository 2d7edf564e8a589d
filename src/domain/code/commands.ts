import type { Code, Target, TargetRule } from './model.ts';

/** Edits of where a code leads. Each returns the same document when nothing changes, so that it is no step of undo. */
export const setOtherwise =
  (otherwise: Target | null) =>
  (code: Code): Code =>
    sameTarget(code.otherwise, otherwise) ? code : { ...code, otherwise };

/** Adds a rule behind the others; the first that matches wins. */
export const addRule =
  (rule: TargetRule) =>
  (code: Code): Code => ({ ...code, rules: [...code.rules, rule] });

export const setRule =
  (id: string, change: Partial<Omit<TargetRule, 'id'>>) =>
  (code: Code): Code => ({
    ...code,
    rules: code.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)),
  });

export const removeRule =
  (id: string) =>
  (code: Code): Code =>
    code.rules.some((rule) => rule.id === id)
      ? { ...code, rules: code.rules.filter((rule) => rule.id !== id) }
      : code;

/** Moves a rule to `index` (held within the list). */
export const moveRule =
  (id: string, index: number) =>
  (code: Code): Code => {
    const from = code.rules.findIndex((rule) => rule.id === id);
    const to = Math.max(0, Math.min(code.rules.length - 1, index));
    const moved = code.rules[from];
    if (!moved || from === to) return code;
    const rules = code.rules.filter((rule) => rule.id !== id);
    return { ...code, rules: [...rules.slice(0, to), moved, ...rules.slice(to)] };
  };

/** A retired code answers with a page that says so; its letters are never used again. */
export const retire = (code: Code): Code => (code.retired ? code : { ...code, retired: true });
export const bringBack = (code: Code): Code => (code.retired ? { ...code, retired: false } : code);

export const sameTarget = (a: Target | null, b: Target | null): boolean =>
  a === b || (a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));
