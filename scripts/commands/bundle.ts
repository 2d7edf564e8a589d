import { existsSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { DomainError } from '#domain/shared/error.ts';
import { makeContent } from '#server/app.ts';
import type { StoredCampaign } from '#server/campaigns/index.ts';
import { readSettings } from '#server/settings.ts';
import type { Done } from './done.ts';
import { existingInstallation } from './installation.ts';
import { writeWhole } from './whole-file.ts';

/** The campaign whose id, or title in any language, is `wish`. @throws DomainError `not_found`, or `invalid` when several fit. */
export function chooseCampaign(campaigns: readonly StoredCampaign[], wish: string): StoredCampaign {
  const fitting = campaigns.filter(({ id, doc }) => id === wish || Object.values(doc.title).includes(wish));
  const [first, second] = fitting;
  if (!first) throw new DomainError('not_found', { campaign: wish });
  if (second) throw new DomainError('invalid', { campaign: wish, ids: fitting.map(({ id }) => id) });
  return first;
}

/** Imports a bundle as a new campaign of this installation's workspace. */
export async function importCampaign(env: NodeJS.ProcessEnv, file: string): Promise<Done> {
  if (!existsSync(file)) throw new DomainError('not_found', { file });
  const content = await makeContent(readSettings(env));
  try {
    const workspaceId = content.accounts.ensureWorkspace('Wegmarke');
    const { campaignId, notes } = await content.transfer.importBundle(workspaceId, file, 'operator');
    const lines = notes.map((note) =>
      note.kind === 'url_target'
        ? `  code ${note.codeId}: its target ${note.url} is off until somebody sets it again`
        : note.kind === 'url_link'
          ? `  scene ${note.sceneId} links to ${note.url}`
          : `  ${note.documentId}: ${note.missing} is not in the bundle`,
    );
    return { text: [`Imported as ${campaignId}.`, ...lines].join('\n'), json: { campaignId, notes } };
  } finally {
    content.close();
  }
}

/** Writes a campaign as a bundle; an existing file is never overwritten, a failed one is not left behind. */
export async function exportCampaign(env: NodeJS.ProcessEnv, wish: string, file: string): Promise<Done> {
  const content = await makeContent(existingInstallation(env));
  try {
    const { id } = chooseCampaign(await content.campaigns.listAll(), wish);
    await writeWhole(file, async (stream) => {
      const written = finished(stream);
      await Promise.all([content.transfer.exportBundle(id, stream), written]);
    });
    return { text: `Exported ${id} to ${file}.`, json: { campaignId: id, file } };
  } finally {
    content.close();
  }
}
