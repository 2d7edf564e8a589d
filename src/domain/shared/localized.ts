import { z } from 'zod';
import type { Localized } from './language.ts';

/** A text by language. Empty texts are kept: "not written yet" is said by `pick`, not by a missing key. */
export const localizedSchema = (maxChars: number) =>
  z.record(z.string().regex(/^[a-z]{2}$/), z.string().max(maxChars)) satisfies z.ZodType<Localized>;
