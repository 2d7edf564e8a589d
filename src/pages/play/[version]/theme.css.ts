import type { APIRoute } from 'astro';
import { sceneColours, themeCss } from '#components/play/colours.ts';

/** A version's colours. Short-lived, as a campaign may change its colours while a version stays. */
export const GET: APIRoute = async ({ params, locals }) => {
  const { scene, campaign } = await locals.app.scenes.getVersion(params['version'] ?? '');
  const grounds = Object.fromEntries(
    scene.blocks.flatMap((block) => (block.type === 'stage' ? [[block.id, block.background]] : [])),
  );
  return new Response(themeCss(sceneColours(campaign.theme), grounds), {
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
  });
};
