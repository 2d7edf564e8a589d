import { defineMiddleware } from 'astro:middleware';
import { DomainError } from '#domain/shared/error.ts';
import { paths } from '#paths';

/**
 * The studio is for those who are signed in; the address asked for is kept for afterwards. A page whose
 * document does not exist, or belongs to another workspace, is the 404 page.
 */
export const onRequest = defineMiddleware(async ({ locals, url, redirect, request, rewrite }, next) => {
  const studio = url.pathname === paths.studio() || url.pathname.startsWith(`${paths.studio()}/`);
  if (studio && !locals.actor) {
    const back = request.method === 'GET' ? `?back=${encodeURIComponent(url.pathname)}` : '';
    return redirect(`${paths.signIn()}${back}`, 303);
  }
  try {
    return await next();
  } catch (cause) {
    if (cause instanceof DomainError && cause.code === 'not_found') return rewrite('/404');
    throw cause;
  }
});
