import { z } from 'zod';
import { formAction, openFormAction } from './action.ts';

const password = z.string().min(10).max(256);
const email = z.email().max(200);

/** Each hands the session's cookies to the front by `locals.cookies`. */
export const account = {
  setUp: openFormAction(
    z.object({ token: z.string().min(10).max(100), name: z.string().trim().min(1).max(80), email, password }),
    async (app, input, { locals, request }) => {
      locals.cookies.push(...(await app.accounts.setUp(input, request.headers)));
      return { done: true };
    },
  ),
  signIn: openFormAction(
    z.object({ email, password: z.string().min(1).max(256) }),
    async (app, input, { locals, request }) => {
      locals.cookies.push(...(await app.accounts.signIn(input, request.headers)));
      return { done: true };
    },
  ),
  signOut: formAction(z.object({}), async (app, _actor, _input, { locals, request }) => {
    locals.cookies.push(...(await app.accounts.signOut(request.headers)));
    return { done: true };
  }),
  changePassword: formAction(
    z.object({ current: z.string().min(1).max(256), next: password }),
    async (app, actor, input, { locals, request }) => {
      locals.cookies.push(...(await app.accounts.changePassword(actor, input, request.headers)));
      return { done: true };
    },
  ),
  endSession: formAction(z.object({ id: z.string().max(100) }), async (app, actor, { id }) => {
    await app.accounts.endSession(actor, id);
    return { done: true };
  }),
};
