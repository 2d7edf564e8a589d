import type { APIRoute } from 'astro';
import { worldOutlines } from '#server/places/world.ts';

/** The ground of maps without a plan; made once, when the site is built. */
export const prerender = true;

export const GET: APIRoute = () =>
  new Response(JSON.stringify(worldOutlines()), { headers: { 'Content-Type': 'application/json' } });
