import { z } from 'zod';
import { placementSchema, placementStates, placeSchema } from '#domain/place/schema.ts';
import { idPattern } from '#domain/shared/id.ts';
import { action } from './action.ts';

const campaignId = z.string().regex(idPattern('cmp'));
const placeId = z.string().regex(idPattern('plc'));
const placementId = z.string().regex(idPattern('plm'));
const baseVersion = z.number().int().min(1);
const asset = z.string().regex(/^ast_[0-9a-f]{32}$/);
/** Which print, how many of its events the person had seen, and what they say to the next one. */
const said = {
  campaignId,
  id: placementId,
  after: z.int().min(0),
  note: z.string().trim().max(500).default(''),
  /** Epoch ms, when it was not just now. */
  at: z.int().min(0).optional(),
};

export const place = {
  /** Sets or removes the plan that the campaign's map is drawn on. */
  setPlan: action(
    z.strictObject({
      campaignId,
      plan: asset.nullable(),
    }),
    async (app, actor, input) => ({ plan: await app.places.setPlan(actor, input.campaignId, input.plan) }),
  ),
  create: action(z.strictObject({ campaignId, doc: placeSchema }), (app, actor, input) =>
    app.places.createPlace(actor, input.campaignId, input.doc),
  ),
  save: action(
    z.strictObject({ campaignId, id: placeId, baseVersion, doc: placeSchema }),
    (app, actor, input) =>
      app.places.savePlace(actor, input.campaignId, input.id, input.baseVersion, input.doc),
  ),
  trash: action(z.strictObject({ campaignId, id: placeId }), async (app, actor, input) => {
    await app.places.trashPlace(actor, input.campaignId, input.id);
    return { done: true };
  }),
  restore: action(z.strictObject({ campaignId, id: placeId }), (app, actor, input) =>
    app.places.restorePlace(actor, input.campaignId, input.id),
  ),
  createPlacement: action(z.strictObject({ campaignId, doc: placementSchema }), (app, actor, input) =>
    app.places.createPlacement(actor, input.campaignId, input.doc),
  ),
  savePlacement: action(
    z.strictObject({ campaignId, id: placementId, baseVersion, doc: placementSchema }),
    (app, actor, input) =>
      app.places.savePlacement(actor, input.campaignId, input.id, input.baseVersion, input.doc),
  ),
  trashPlacement: action(z.strictObject({ campaignId, id: placementId }), async (app, actor, input) => {
    await app.places.trashPlacement(actor, input.campaignId, input.id);
    return { done: true };
  }),
  /** The next step in a print's life. Answers with the whole life. */
  step: action(
    z.strictObject({ ...said, to: z.enum(placementStates), photo: asset.nullable().default(null) }),
    (app, actor, { campaignId, id, ...step }) => app.places.life.step(actor, campaignId, id, step),
  ),
  /** Reads a photo of the real print and keeps both; `hangs` when it was taken in its place. */
  photo: action(
    z.strictObject({ ...said, photo: asset, hangs: z.boolean() }),
    (app, actor, { campaignId, id, ...taken }) => app.places.life.addPhoto(actor, campaignId, id, taken),
  ),
  /** Takes back the newest entry of a print's life by one more entry. */
  undo: action(
    z.strictObject({ ...said, event: z.string().regex(idPattern('evt')) }),
    (app, actor, { campaignId, id, ...undo }) => app.places.life.undo(actor, campaignId, id, undo),
  ),
  restorePlacement: action(z.strictObject({ campaignId, id: placementId }), (app, actor, input) =>
    app.places.restorePlacement(actor, input.campaignId, input.id),
  ),
};
