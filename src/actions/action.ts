import { type ActionAPIContext, ActionError, type ActionErrorCode, defineAction } from 'astro:actions';
import { z } from 'zod';
import { DomainError, type ErrorCode } from '#domain/shared/error.ts';
import { errorSentence } from '#i18n/errors.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/context.ts';

/** Astro's name for the status of each refusal. */
const names: Record<ErrorCode, ActionErrorCode> = {
  not_found: 'NOT_FOUND',
  not_allowed: 'FORBIDDEN',
  not_signed_in: 'UNAUTHORIZED',
  invalid: 'UNPROCESSABLE_CONTENT',
  conflict: 'CONFLICT',
  too_large: 'CONTENT_TOO_LARGE',
  wrong_type: 'UNSUPPORTED_MEDIA_TYPE',
  image_too_large: 'UNPROCESSABLE_CONTENT',
  model_invalid: 'UNPROCESSABLE_CONTENT',
  disk_full: 'INSUFFICIENT_STORAGE',
  link_used: 'GONE',
  code_retired: 'GONE',
  code_in_use: 'CONFLICT',
  nothing_to_publish: 'UNPROCESSABLE_CONTENT',
  preflight_failed: 'UNPROCESSABLE_CONTENT',
  bundle_invalid: 'UNPROCESSABLE_CONTENT',
  rate_limited: 'TOO_MANY_REQUESTS',
  busy: 'SERVICE_UNAVAILABLE',
  unavailable: 'SERVICE_UNAVAILABLE',
};

/** A refusal as the browser reads it: its name, details and the sentence in the reader's language, as JSON. */
function toActionError(cause: unknown, context: ActionAPIContext): ActionError {
  if (cause instanceof ActionError) return cause;
  const refusal =
    cause instanceof DomainError
      ? cause
      : cause instanceof z.ZodError
        ? new DomainError('invalid', {
            fields: Object.fromEntries(cause.issues.map((issue) => [issue.path.join('.'), issue.code])),
          })
        : diskFull(cause)
          ? new DomainError('disk_full')
          : null;
  if (!refusal) {
    console.error('action failed:', cause instanceof Error ? cause.stack : cause);
    return new ActionError({
      code: 'INTERNAL_SERVER_ERROR',
      message: refusalText('unavailable', {}, context),
    });
  }
  return new ActionError({
    code: names[refusal.code],
    message: refusalText(refusal.code, refusal.details, context),
  });
}

const diskFull = (cause: unknown): boolean => {
  const code = (cause as { code?: string } | null)?.code;
  return code === 'SQLITE_FULL' || code === 'ENOSPC';
};

const refusalText = (
  code: ErrorCode,
  details: Readonly<Record<string, unknown>>,
  context: ActionAPIContext,
): string => JSON.stringify({ code, details, message: errorSentence(context.locals.lang, code, details) });

/** Astro's handler type is a conditional that is only resolved for a known schema. */
type HandlerOf<Input extends z.ZodType, Output> = Parameters<
  typeof defineAction<Output, undefined, Input>
>[0]['handler'];

/** An action of a signed-in member of the studio: parsed by `input`, then one call. */
export function action<Input extends z.ZodType, Output>(
  input: Input,
  handle: (app: App, actor: Actor, value: z.infer<Input>, context: ActionAPIContext) => Promise<Output>,
) {
  const handler = async (value: z.infer<Input>, context: ActionAPIContext): Promise<Output> => {
    try {
      const { app, actor } = context.locals;
      if (!actor) throw new DomainError('not_signed_in');
      return await handle(app, actor, value, context);
    } catch (cause) {
      throw toActionError(cause, context);
    }
  };
  return defineAction({ input, handler: handler as HandlerOf<Input, Output> });
}

/** An action behind a form that anybody may send: set-up and sign-in. */
export function openFormAction<Input extends z.ZodType, Output>(
  input: Input,
  handle: (app: App, value: z.infer<Input>, context: ActionAPIContext) => Promise<Output>,
) {
  const handler = async (value: z.infer<Input>, context: ActionAPIContext): Promise<Output> => {
    try {
      return await handle(context.locals.app, value, context);
    } catch (cause) {
      throw toActionError(cause, context);
    }
  };
  return defineAction({ accept: 'form', input, handler: handler as HandlerOf<Input, Output> });
}

/** A form of a signed-in member. */
export function formAction<Input extends z.ZodType, Output>(
  input: Input,
  handle: (app: App, actor: Actor, value: z.infer<Input>, context: ActionAPIContext) => Promise<Output>,
) {
  return openFormAction(input, async (app, value, context) => {
    const { actor } = context.locals;
    if (!actor) throw new DomainError('not_signed_in');
    return handle(app, actor, value, context);
  });
}
