import type { APIRoute } from 'astro';
import { sceneColours, themeCss } from '#components/play/colours.ts';
import { findDraft } from './_find.ts';

/** The colours of a draft; never kept, since every edit may change them. */
export const GET: APIRoute = async ({ params, locals }) => {
  const draft = await findDraft(locals, params['scene'] ?? '');
  if (!draft) return new Response('', { status: 404 });
  const grounds = Object.fromEntries(
    draft.scene.blocks.flatMap((block) => (block.type === 'stage' ? [[block.id, block.background]] : [])),
  );
  // A phone has no scroll bar beside its screen.
  const css = `${themeCss(sceneColours(draft.campaign.theme), grounds)}\nhtml{scrollbar-width:none}`;
  return new Response(css, {
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'no-store' },
  });
};
