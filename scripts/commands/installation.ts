import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSettings, SettingRefused, type Settings } from '#server/settings.ts';

/** Settings of an installation that exists; a mistyped DATA_DIR is not made into one. @throws SettingRefused */
export function existingInstallation(env: NodeJS.ProcessEnv): Settings {
  const dataDir = resolve(env['DATA_DIR'] || 'data');
  if (!existsSync(join(dataDir, 'wegmarke.db')))
    throw new SettingRefused(`There is no Wegmarke in ${dataDir}. Say where it is with DATA_DIR.`);
  return readSettings(env);
}
