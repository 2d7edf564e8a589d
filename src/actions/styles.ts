import { z } from 'zod';
import { paletteBookSchema, savedStyleSchema } from '#domain/qr/style-library-schema.ts';
import { idPattern } from '#domain/shared/id.ts';
import { action } from './action.ts';

const id = z.string().regex(idPattern('sty'));
const codeId = z.string().regex(idPattern('cod'));
const version = z.number().int().min(1);
const MOST_CODES = 5_000;

export const styles = {
  create: action(z.strictObject({ doc: savedStyleSchema }), (app, actor, input) =>
    app.styles.create(actor, input.doc),
  ),
  save: action(z.strictObject({ id, baseVersion: version, doc: savedStyleSchema }), (app, actor, input) =>
    app.styles.save(actor, input.id, input.baseVersion, input.doc),
  ),
  trash: action(z.strictObject({ id }), async (app, actor, input) => {
    await app.styles.trash(actor, input.id);
    return { done: true };
  }),
  restore: action(z.strictObject({ id }), (app, actor, input) => app.styles.restore(actor, input.id)),
  savePalettes: action(
    z.strictObject({ baseVersion: z.number().int().min(0), doc: paletteBookSchema }),
    (app, actor, input) => app.styles.savePalettes(actor, input.baseVersion, input.doc),
  ),
  uses: action(z.strictObject({ id }), async (app, actor, input) => ({
    uses: await app.styles.uses(actor, input.id),
  })),
  /** Gives codes that wear the style its newest version. */
  update: action(
    z.strictObject({ id, codeIds: z.array(codeId).max(MOST_CODES) }),
    async (app, actor, input) => ({ steps: await app.styles.update(actor, input.id, input.codeIds) }),
  ),
  takeBack: action(
    z.strictObject({
      id,
      steps: z.array(z.strictObject({ codeId, before: version, after: version })).max(MOST_CODES),
    }),
    async (app, actor, input) => ({ count: await app.styles.takeBack(actor, input.id, input.steps) }),
  ),
};
