import type { Scene } from '#domain/scene/model.ts';
import { fill } from '#i18n/text.ts';
import type { ConflictField } from '#islands/ui/ConflictDialog.tsx';
import { type Editing, gist, shownText } from './editing.ts';

/** Both versions part by part: mine in my order, then what only the other one has. */
export function conflictFields(editing: Editing, mine: Scene, theirs: Scene): ConflictField[] {
  const { t } = editing;
  const lines = (scene: Scene) =>
    new Map(scene.blocks.map((block, index) => [block.id, { n: index + 1, kind: t[block.type], block }]));
  const [ours, others] = [lines(mine), lines(theirs)];
  const ids = [...new Set([...ours.keys(), ...others.keys()])];
  const say = (line: ReturnType<typeof lines> extends Map<string, infer Line> ? Line | undefined : never) =>
    line ? `${line.n}. ${gist(editing, line.block)}` : '';
  return [
    {
      label: t.conflictTitleField,
      mine: shownText(editing, mine.title),
      theirs: shownText(editing, theirs.title),
    },
    ...ids.map((id) => {
      const [own, other] = [ours.get(id), others.get(id)];
      const differs = JSON.stringify(own?.block) !== JSON.stringify(other?.block);
      const same = own && other && differs && say(own) === say(other);
      return {
        label: fill(t.blockName, { n: own?.n ?? other?.n ?? 0, kind: own?.kind ?? other?.kind ?? '' }),
        mine: say(own),
        // The line alone may read the same while settings differ; then it is marked.
        theirs: same ? `${say(other)} ≠` : say(other),
      };
    }),
  ];
}
