import { z } from 'zod';
import { idPattern } from '../shared/id.ts';
import { eventKinds } from './model.ts';
import { VISIT_REACH_MS, visitIdPattern } from './visit.ts';

/** Longest body of `/api/events` that is read. */
export const MAX_EVENTS_BYTES = 8_192;

export const visitEventSchema = z.strictObject({
  kind: z.enum(eventKinds),
  block: z.string().regex(idPattern('blk')).nullable(),
  option: z.string().regex(idPattern('opt')).optional(),
  /** Milliseconds since the navigation began. */
  atMs: z.number().min(0).max(VISIT_REACH_MS),
});

/** The body of `/api/events`: what one phone reports about one visit to one frozen version. */
export const eventsSchema = z.strictObject({
  v: z.string().regex(visitIdPattern),
  version: z.string().regex(idPattern('ver')),
  events: z.array(visitEventSchema).min(1).max(50),
});
