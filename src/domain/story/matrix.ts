/** The matrix: chapters by phase, and in each cell how one channel tells the chapter. Pure; the server feeds it. */

import type { Phase } from '../campaign/model.ts';
import { findChannel } from '../channel/catalogue.ts';
import { tightestCount } from '../channel/check.ts';
import { countWords } from '../channel/count.ts';
import { type AlikePost, findAlikeProfiles, type Profile, postText, profileOf } from '../channel/likeness.ts';
import type { Count, PostCheck } from '../channel/model.ts';
import type { Stored } from '../shared/document.ts';
import type { Chapter, Post } from './model.ts';

/** Another post of the same chapter and language that says much the same. */
export interface Alike {
  readonly channel: string;
  readonly likeness: number;
  readonly isSame: boolean;
}

/** A post as a cell shows it. */
export interface MatrixPost {
  readonly id: string;
  readonly language: string;
  readonly state: Post['state'];
  readonly excerpt: string;
  readonly count: Pick<Count, 'used' | 'unit'> & { readonly limit: number | null };
  readonly isOver: boolean;
  readonly isBlocked: boolean;
  readonly alike: Alike | null;
}

export interface MatrixRow {
  readonly chapter: Stored<Chapter>;
  /** By channel id, in the order written. */
  readonly cells: ReadonlyMap<string, readonly MatrixPost[]>;
}

export interface MatrixGroup {
  /** null: chapters without a phase, or whose phase was taken out. */
  readonly phase: Phase | null;
  readonly rows: readonly MatrixRow[];
}

const EXCERPT_CHARS = 220;

/** The beginning of what the post says, without the lines between its fields. */
export const excerptOf = (post: Post): string => {
  const fields = findChannel(post.channel)?.fields.map(({ key }) => key) ?? Object.keys(post.fields);
  const text = fields
    .map((key) => (post.fields[key] ?? '').trim())
    .filter(Boolean)
    .join(' ')
    .replace(/\s+/g, ' ');
  const characters = [...text.slice(0, EXCERPT_CHARS * 2 + 2)];
  return characters.length > EXCERPT_CHARS ? `${characters.slice(0, EXCERPT_CHARS).join('')}…` : text;
};

/**
 * The one count that stands for the whole post: of all fields together, else of its longest field; a limit that
 * stops before one that advises. Without any limit: words.
 */
export function leadingCount(post: Pick<Post, 'channel' | 'fields'>, check: PostCheck): MatrixPost['count'] {
  const fields = findChannel(post.channel)?.fields ?? [];
  const main = fields.findLast(({ lines }) => lines === 'many') ?? fields.at(-1);
  const texts = check.counts.filter(
    ({ unit }) => !/^(?:hashtags|mentions|cashtags|links|uniqueLinks|addressLength)$/.test(unit),
  );
  const hard = texts.filter(({ severity }) => severity === 'hard');
  for (const some of [hard, texts]) {
    const found = tightestCount(some, 'all') ?? (main ? tightestCount(some, main.key) : undefined);
    if (found) return { used: found.used, unit: found.unit, limit: found.limit };
  }
  return { used: countWords(postText(post.fields)), unit: 'words', limit: null };
}

/** The room of a channel, for the head of its column; null when nothing limits its text. */
export function roomOf(
  channel: string,
  checkEmpty: PostCheck,
): { limit: number; unit: Count['unit'] } | null {
  const { limit, unit } = leadingCount({ channel, fields: {} }, checkEmpty);
  return limit === null ? null : { limit, unit };
}

/** What a post looks like by itself: it holds for as long as its version does. */
export type Studied = Pick<MatrixPost, 'excerpt' | 'count' | 'isOver' | 'isBlocked'> & {
  readonly profile: Profile;
};
type StudiedPost = Stored<Post> & { readonly studied: Studied };

export const studyPost = (post: Post, check: PostCheck): Studied => ({
  excerpt: excerptOf(post),
  count: leadingCount(post, check),
  isOver: check.findings.some(({ code, severity }) => code === 'over_limit' && severity === 'stop'),
  isBlocked: check.blocked,
  profile: profileOf(postText(post.fields)),
});

/**
 * Rows grouped by phase in the campaign's order, chapters in theirs; what has no phase stands last. `study` is asked
 * once for each post, so that a caller can keep its answers.
 */
export function layMatrix(
  phases: readonly Phase[],
  chapters: readonly Stored<Chapter>[],
  posts: readonly Stored<Post>[],
  study: (post: Stored<Post>) => Studied,
): MatrixGroup[] {
  const byChapter = Map.groupBy(posts, ({ doc }) => doc.chapterId);
  const row = (chapter: Stored<Chapter>): MatrixRow => {
    const own = (byChapter.get(chapter.id) ?? []).map((stored) => ({ ...stored, studied: study(stored) }));
    const shown = own.map((stored) => ({ channel: stored.doc.channel, post: cellOf(stored, own) }));
    const cells = Map.groupBy(shown, ({ channel }) => channel);
    return {
      chapter,
      cells: new Map([...cells].map(([channel, entries]) => [channel, entries.map(({ post }) => post)])),
    };
  };
  const known = new Set(phases.map(({ id }) => id));
  const rowsOf = (belongs: (phaseId: string | null) => boolean) =>
    chapters.filter(({ doc }) => belongs(doc.phaseId)).map(row);
  const groups = phases.map((phase): MatrixGroup => ({ phase, rows: rowsOf((id) => id === phase.id) }));
  const rest = rowsOf((id) => id === null || !known.has(id));
  return rest.length > 0 || phases.length === 0 ? [...groups, { phase: null, rows: rest }] : groups;
}

/** Likeness is the matrix's greatest work; it holds for as long as none of the chapter's posts changes. */
const nearest = new WeakMap<
  Studied,
  { readonly others: readonly Studied[]; readonly found: AlikePost | undefined }
>();

/** The post that is most like `own`, by its place in `others`. */
function nearestTo(own: Studied, others: readonly Studied[]): AlikePost | undefined {
  const known = nearest.get(own);
  const isSame =
    known?.others.length === others.length && known.others.every((each, at) => each === others[at]);
  if (known && isSame) return known.found;
  const [found] = findAlikeProfiles(
    own.profile,
    others.map(({ profile }, at) => ({ id: String(at), profile })),
  );
  nearest.set(own, { others, found });
  return found;
}

function cellOf({ id, doc, studied }: StudiedPost, siblings: readonly StudiedPost[]): MatrixPost {
  const { profile: _, ...seen } = studied;
  const others = siblings.filter((other) => other.id !== id && other.doc.language === doc.language);
  const found = nearestTo(
    studied,
    others.map((other) => other.studied),
  );
  const other = found && others[Number(found.id)];
  const alike =
    found && other ? { channel: other.doc.channel, likeness: found.likeness, isSame: found.isSame } : null;
  return { id, language: doc.language, state: doc.state, ...seen, alike };
}

/** The chapters in the order in which the matrix shows them, which is the order of their numbers. */
export const inOrder = (
  phases: readonly Phase[],
  chapters: readonly Stored<Chapter>[],
): Stored<Chapter>[] => {
  const place = new Map(phases.map(({ id }, at) => [id, at]));
  const of = ({ doc }: Stored<Chapter>): number => place.get(doc.phaseId ?? '') ?? phases.length;
  return chapters.toSorted((a, b) => of(a) - of(b));
};

/**
 * The order after chapter `id` was put into `phaseId` before chapter `beforeId` (null: at the end of that phase).
 * Ids in, ids out, all in the order of the matrix.
 */
export function placed(
  phases: readonly Phase[],
  chapters: readonly Stored<Chapter>[],
  move: { readonly id: string; readonly phaseId: string | null; readonly beforeId: string | null },
): string[] {
  const moved = chapters.map((stored) =>
    stored.id === move.id ? { ...stored, doc: { ...stored.doc, phaseId: move.phaseId } } : stored,
  );
  const own = moved.find(({ id }) => id === move.id);
  const rest = moved.filter(({ id }) => id !== move.id);
  if (!own) return chapters.map(({ id }) => id);
  const at = move.beforeId === null ? rest.length : rest.findIndex(({ id }) => id === move.beforeId);
  return inOrder(phases, rest.toSpliced(at < 0 ? rest.length : at, 0, own)).map(({ id }) => id);
}
