import { actions } from 'astro:actions';
import { createSignal, getOwner, runWithOwner } from 'solid-js';
import { changeBlock, type SceneCommand } from '#domain/scene/commands.ts';
import type { Scene } from '#domain/scene/model.ts';
import type { JobState } from '#domain/shared/job.ts';
import type { Lang } from '#i18n/text.ts';
import { call } from '#islands/ui/call.ts';
import { type MadeJob, makeJob } from '#islands/ui/make-job.ts';
import type { LightenDone, SceneAsset } from './model.ts';

export interface Lightening {
  /** The last job of a model; undefined before the first. */
  of(assetId: string): MadeJob | undefined;
  /** Has the server make a model lighter; every stage that then still shows it gets the lighter one. */
  start(assetId: string): void;
}

/**
 * Looks after models that are made lighter, whichever part of the editor is open. What comes of it is one step of undo
 * for each stage. `running` are the jobs that were under way when the page opened. Make it inside a component.
 */
export function makeLightening(around: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly running: Readonly<Record<string, JobState>>;
  readonly doc: () => Scene;
  readonly edit: (command: SceneCommand) => void;
  readonly addAsset: (asset: SceneAsset) => void;
}): Lightening {
  const { lang, campaignId, running, doc, edit, addAsset } = around;
  const owner = getOwner();
  const [jobs, setJobs] = createSignal<Readonly<Record<string, MadeJob>>>({});

  function end({ state, data }: JobState): void {
    if (state !== 'done') return;
    const { original, lighter } = data as LightenDone;
    addAsset(original);
    addAsset(lighter);
    if (lighter.id === original.id) return;
    for (const block of doc().blocks) {
      if (block.type === 'stage' && block.model === original.id)
        edit(changeBlock('stage', block.id, { model: lighter.id }));
    }
  }

  function jobFor(assetId: string): MadeJob {
    const known = jobs()[assetId];
    if (known) return known;
    const made = runWithOwner(owner, () => makeJob(end)) as MadeJob;
    setJobs((all) => ({ ...all, [assetId]: made }));
    return made;
  }

  for (const [assetId, state] of Object.entries(running)) jobFor(assetId).follow(state);
  return {
    of: (assetId) => jobs()[assetId],
    start: (assetId) =>
      void jobFor(assetId).start(call(actions.scene.lighten({ campaignId, asset: assetId }), lang)),
  };
}
