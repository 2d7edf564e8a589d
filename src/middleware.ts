import { defineMiddleware } from 'astro:middleware';
import { paths } from '#paths';

/** The studio is for those who are signed in; the address asked for is kept for afterwards. */
export const onRequest = defineMiddleware(({ locals, url, redirect, request }, next) => {
  const studio = url.pathname === paths.studio() || url.pathname.startsWith(`${paths.studio()}/`);
  if (studio && !locals.actor) {
    const back = request.method === 'GET' ? `?back=${encodeURIComponent(url.pathname)}` : '';
    return redirect(`${paths.signIn()}${back}`, 303);
  }
  return next();
});
