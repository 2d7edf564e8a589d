import { z } from 'zod';
import { bulkPlanSchema } from '#domain/code/bulk/model.ts';
import { codeSchema, targetSchema } from '#domain/code/schema.ts';
import { idPattern } from '#domain/shared/id.ts';
import { bearerWords } from '#i18n/studio/bearer.ts';
import { action } from './action.ts';

const campaignId = z.string().regex(idPattern('cmp'));
const importId = z.string().regex(idPattern('imp'));
const codeId = z.string().regex(idPattern('cod'));

export const code = {
  mint: action(
    z.strictObject({
      campaignId,
      bearer: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('placement'), id: z.string().regex(idPattern('plm')) }),
        z.strictObject({ kind: z.literal('post'), id: z.string().regex(idPattern('pst')) }),
      ]),
      otherwise: targetSchema.nullable(),
    }),
    (app, actor, input) => app.codes.mint(actor, input.campaignId, input.bearer, input.otherwise),
  ),
  save: action(
    z.strictObject({ campaignId, id: codeId, baseVersion: z.number().int().min(1), doc: codeSchema }),
    (app, actor, input) => app.codes.save(actor, input.campaignId, input.id, input.baseVersion, input.doc),
  ),
  /** Makes all codes of a table, or none. */
  bulk: action(
    z.strictObject({
      campaignId,
      plan: bulkPlanSchema,
      styleId: z.string().regex(idPattern('sty')).nullable(),
    }),
    (app, actor, input) => app.bulk.make(actor, input.campaignId, input.plan, input.styleId),
  ),
  takeBackBulk: action(z.strictObject({ campaignId, id: importId }), (app, actor, input) =>
    app.bulk.takeBack(actor, input.campaignId, input.id),
  ),
  restoreBulk: action(z.strictObject({ campaignId, id: importId }), (app, actor, input) =>
    app.bulk.restore(actor, input.campaignId, input.id),
  ),
  /** The other codes of the campaign, and what bears each, in words of the studio's language. */
  others: action(
    z.strictObject({ campaignId, id: codeId }),
    async (app, actor, { campaignId: campaign, id }, { locals }) => {
      const [{ doc }, codes, { places, placements }, posts] = await Promise.all([
        app.campaigns.overview(actor, campaign),
        app.codes.list(actor, campaign),
        app.places.list(actor, campaign),
        app.stories.listPosts(actor, campaign),
      ]);
      const bearers = { places, placements, posts, languages: doc.languages };
      return codes
        .filter((other) => other.id !== id)
        .map((other) => ({
          id: other.id,
          version: other.version,
          doc: other.doc,
          updatedAt: other.updatedAt,
          letters: other.letters,
          bearer: bearerWords(locals.lang, other.bearer, bearers),
        }));
    },
  ),
  history: action(z.strictObject({ campaignId, id: codeId }), (app, actor, input) =>
    app.codes.history(actor, input.campaignId, input.id),
  ),
  /** Proves the stored artwork; the job's data is the StoredProof. */
  prove: action(z.strictObject({ campaignId, id: codeId }), (app, actor, input) =>
    app.proofs.start(actor, input.campaignId, input.id),
  ),
  /** Looks for a look near the stored one that passes a proof; the job's data is a ProvenRepair or null. */
  repairByProof: action(z.strictObject({ campaignId, id: codeId }), (app, actor, input) =>
    app.proofs.startRepair(actor, input.campaignId, input.id),
  ),
  proofs: action(z.strictObject({ campaignId, id: codeId }), (app, actor, input) =>
    app.proofs.list(actor, input.campaignId, input.id),
  ),
};
