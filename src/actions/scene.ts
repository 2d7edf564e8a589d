import { z } from 'zod';
import { sceneSchema } from '#domain/scene/schema.ts';
import { idPattern } from '#domain/shared/id.ts';
import { action } from './action.ts';

const campaignId = z.string().regex(idPattern('cmp'));
const sceneId = z.string().regex(idPattern('scn'));

export const scene = {
  create: action(z.strictObject({ campaignId, doc: sceneSchema }), (app, actor, input) =>
    app.scenes.create(actor, input.campaignId, input.doc),
  ),
  save: action(
    z.strictObject({ campaignId, id: sceneId, baseVersion: z.number().int().min(1), doc: sceneSchema }),
    (app, actor, input) => app.scenes.save(actor, input.campaignId, input.id, input.baseVersion, input.doc),
  ),
  /** Freezes the draft the author saw (`baseVersion`); tells the version's number. */
  publish: action(
    z.strictObject({ campaignId, id: sceneId, baseVersion: z.number().int().min(1) }),
    async (app, actor, input) => {
      const version = await app.scenes.publish(actor, input.campaignId, input.id, input.baseVersion);
      return { id: version.id, number: version.number, publishedAt: version.publishedAt };
    },
  ),
  /** The pictures, models or sounds of the workspace, newest first, to choose one from. */
  listAssets: action(z.strictObject({ kind: z.enum(['image', 'model', 'audio']) }), (app, actor, { kind }) =>
    app.assets.list(actor, kind),
  ),
  /** Makes a model lighter for phones; tells the job. */
  lighten: action(
    z.strictObject({ campaignId, asset: z.string().regex(/^ast_[0-9a-f]{32}$/) }),
    (app, actor, input) => app.models.start(actor, input.campaignId, input.asset),
  ),
  trash: action(z.strictObject({ campaignId, id: sceneId }), async (app, actor, input) => {
    await app.scenes.trash(actor, input.campaignId, input.id);
    return { done: true };
  }),
  restore: action(z.strictObject({ campaignId, id: sceneId }), (app, actor, input) =>
    app.scenes.restore(actor, input.campaignId, input.id),
  ),
};
