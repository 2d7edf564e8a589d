import type { BlockCount, SceneWays, Way } from '#domain/insight/model.ts';
import { type Block, leadsOf, type Scene } from '#domain/scene/model.ts';
import { DomainError } from '#domain/shared/error.ts';
import type { Localized } from '#domain/shared/language.ts';

interface Version {
  readonly sceneId: string;
  readonly number: number;
  readonly scene: Scene;
}

/** What a part says, for those who ask which one it was. */
function wordsOf(block: Block | undefined): Localized {
  if (block === undefined) return {};
  if (block.type === 'text') return block.text;
  if (block.type === 'image') return block.caption;
  if (block.type === 'stage') return block.alt;
  return block.type === 'link' ? block.label : block.prompt;
}

/** @param versions the played ones of one scene, the newest first */
function waysOf(newest: Version, versions: readonly Version[], counts: readonly BlockCount[]): SceneWays {
  const times = (kind: BlockCount['kind'], id: string | null): number =>
    counts
      .filter((each) => each.kind === kind && (kind === 'chosen' ? each.optionId : each.blockId) === id)
      .reduce((sum, { events }) => sum + events, 0);
  const blocks = new Map<string, Block>();
  const options = new Map<string, Map<string, Localized>>();
  for (const block of versions.flatMap(({ scene }) => scene.blocks)) {
    if (!blocks.has(block.id)) blocks.set(block.id, block);
    const known = options.get(block.id) ?? new Map<string, Localized>();
    for (const { id, label } of leadsOf(block)) if (!known.has(id)) known.set(id, label);
    options.set(block.id, known);
  }
  const offered = new Set(
    newest.scene.blocks.flatMap((block) => [block.id, ...leadsOf(block).map(({ id }) => id)]),
  );
  /** Older versions may have had it; then it counts as long as it was taken. */
  const matters = ({ id, times: taken }: Way): boolean => taken > 0 || (id !== null && offered.has(id));

  const choices = [...blocks.values()].flatMap((block) => {
    const ways = [...(options.get(block.id) ?? [])]
      .map(([id, text]) => ({ id, text, times: times('chosen', id) }))
      .filter(matters);
    return ways.length > 0 ? [{ id: block.id, prompt: wordsOf(block), options: ways }] : [];
  });
  const links = [...blocks.values()].flatMap((block): Way[] => {
    if (block.type !== 'link') return [];
    const text = Object.values(block.label).some(Boolean) ? block.label : { '': block.url };
    return [{ id: block.id, text, times: times('link', block.id) }];
  });
  const ended = new Set(counts.filter(({ kind }) => kind === 'completed').map(({ blockId }) => blockId));
  const ends = [...ended].map((id) => ({
    id,
    text: wordsOf(blocks.get(id ?? '')),
    times: times('completed', id),
  }));
  return {
    sceneId: newest.sceneId,
    title: newest.scene.title,
    choices,
    links: links.filter(matters),
    ends: ends.sort((a, b) => b.times - a.times),
  };
}

const toldBy = ({ choices, links, ends }: SceneWays): number =>
  [...choices.flatMap(({ options }) => options), ...links, ...ends].reduce(
    (sum, { times }) => sum + times,
    0,
  );

/**
 * What readers chose, scene by scene, the most told first: events of all versions of a scene added up by option
 * and part, in the words of the newest version that was played. A version that is gone is left out.
 */
export async function readWays(
  find: (versionId: string) => Promise<Version>,
  counts: readonly BlockCount[],
): Promise<SceneWays[]> {
  const ids = [...new Set(counts.map(({ versionId }) => versionId))];
  const played = new Map<string, Version>();
  for (const id of ids) {
    const version = await find(id).catch((cause: unknown) => {
      if (cause instanceof DomainError && cause.code === 'not_found') return null;
      throw cause;
    });
    if (version) played.set(id, version);
  }
  const ways: SceneWays[] = [];
  for (const [sceneId, versions] of Map.groupBy(played.values(), (version) => version.sceneId)) {
    const ordered = versions.toSorted((a, b) => b.number - a.number);
    const [newest] = ordered;
    const its = counts.filter(({ versionId }) => played.get(versionId)?.sceneId === sceneId);
    if (newest) ways.push(waysOf(newest, ordered, its));
  }
  return ways.sort((a, b) => toldBy(b) - toldBy(a));
}
