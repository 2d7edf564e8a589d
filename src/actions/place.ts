import { z } from 'zod';
import { placementSchema, placeSchema } from '#domain/place/schema.ts';
import { idPattern } from '#domain/shared/id.ts';
import { action } from './action.ts';

const campaignId = z.string().regex(idPattern('cmp'));
const placeId = z.string().regex(idPattern('plc'));
const placementId = z.string().regex(idPattern('plm'));
const baseVersion = z.number().int().min(1);

export const place = {
  /** Sets or removes the plan that the campaign's map is drawn on. */
  setPlan: action(
    z.strictObject({
      campaignId,
      plan: z
        .string()
        .regex(/^ast_[0-9a-f]{32}$/)
        .nullable(),
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
  restorePlacement: action(z.strictObject({ campaignId, id: placementId }), (app, actor, input) =>
    app.places.restorePlacement(actor, input.campaignId, input.id),
  ),
};
