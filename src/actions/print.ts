import { z } from 'zod';
import { MOST_CODES } from '#domain/qr/labels.ts';
import { idPattern } from '#domain/shared/id.ts';
import { orderSchema } from '#server/codes/print/batch/index.ts';
import { action } from './action.ts';

export const print = {
  /** Starts an order of print files; answers its job. */
  start: action(
    z.strictObject({
      campaignId: z.string().regex(idPattern('cmp')),
      codes: z
        .array(z.string().regex(idPattern('cod')))
        .min(1)
        .max(MOST_CODES),
      order: orderSchema,
    }),
    (app, actor, { campaignId, codes, order }, { locals }) =>
      app.orders.start(actor, campaignId, codes, order, locals.lang),
  ),
};
