import { paths } from '#paths';
import { makeContent } from '#server/app.ts';
import { readSettings } from '#server/settings.ts';
import type { Done } from './done.ts';

/** A new one-time link; the former one stops working. */
export async function ownerLink(env: NodeJS.ProcessEnv): Promise<Done> {
  const settings = readSettings(env);
  const content = await makeContent(settings);
  try {
    content.accounts.ensureWorkspace('Wegmarke');
    const url = `${settings.publicOrigin}${paths.setUp(content.accounts.makeOwnerLink())}`;
    return { text: url, json: { url } };
  } finally {
    content.close();
  }
}
