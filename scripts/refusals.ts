import { DatabaseRefused } from '#db/open.ts';
import { DomainError } from '#domain/shared/error.ts';
import { errorSentence } from '#i18n/errors.ts';
import { SettingRefused } from '#server/settings.ts';

const databases: Record<DatabaseRefused['reason'], string> = {
  damaged: 'is damaged and was left as it is. Restore the last backup: npm run -s wegmarke -- restore FILE',
  newer: 'was written by a newer Wegmarke. Update the program, or restore a backup made with this version.',
  not_writable: 'cannot be written. Check the rights of the data folder, or choose another with DATA_DIR.',
  in_use: 'is in use by a Wegmarke that is running. Stop that one first, or choose another with DATA_DIR.',
  old_sqlite: 'needs SQLite 3.51.3 or newer. Run npm ci again.',
  migration_failed:
    'could not be brought up to date and was left as it is. Keep the file and report the lines above.',
};

/** What went wrong and what to do about it, for the operator's terminal; null for what nobody foresaw. */
export function refusalSentence(cause: unknown, env: NodeJS.ProcessEnv): string | null {
  if (cause instanceof SettingRefused) return cause.message;
  if (cause instanceof DatabaseRefused) return `${cause.path} ${databases[cause.reason]}`;
  if (cause instanceof Error && cause.name === 'NotBuilt')
    return 'The site is not built. Start with npm start, or run npm run build.';
  if (cause instanceof DomainError)
    return `${errorSentence('en', cause.code, cause.details)} ${JSON.stringify(cause.details)}`;
  const { code, path } = (cause ?? {}) as NodeJS.ErrnoException;
  const port = env['PORT'] ?? '4400';
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the other program, or start with another port: PORT=4500 npm start`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `HOST is no address of this machine: ${env['HOST']}.`;
  if (code === 'EACCES' && path === undefined)
    return `Port ${port} is not open to this user. Choose one above 1024 with PORT.`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `${path} cannot be written. Check its rights, or choose another data folder with DATA_DIR.`;
  if (code === 'EEXIST') return `${path} is there already and is not overwritten. Choose another name.`;
  if (code === 'ENOENT' || code === 'ENOTDIR') return `${path} does not exist. Check the path.`;
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return 'The disk is full. Free some space and try again.';
  return null;
}
