import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Block } from '#domain/scene/model.ts';
import { runAside } from '../aside.ts';
import type { Playing } from './usdz.ts';

/** A model and what is shown of it; a stage's size, turn and place are stamped into the file when it is fetched. */
export interface QuickLook extends Playing {
  readonly model: string;
}

/** Another number makes all files anew. */
const FORMAT = 1;
const MAKE = new URL('./make.ts', import.meta.url);

/** What Quick Look would show of a block; null for what no camera shows. */
export function quickLookOf(block: Block): QuickLook | null {
  if (block.type !== 'stage' || block.model === null || block.ar.stand === 'page') return null;
  const { clip, loop } = block.animation;
  return { model: block.model, clip, loop: clip === null || loop };
}

/**
 * The USDZ files, in a folder of their own: named by what they are made from, so that they never change, and made again
 * at any time, so that no backup or bundle carries them.
 */
export function makeQuickLookStore(folder: string, modelFile: (assetId: string) => string) {
  const nameOf = ({ model, clip, loop }: QuickLook): string => {
    const hash = createHash('sha256').update(JSON.stringify([clip, loop]));
    return `${model}.${FORMAT}-${hash.digest('hex').slice(0, 16)}`;
  };
  const fileOf = (look: QuickLook): string => join(folder, `${nameOf(look)}.usdz`);
  /** Says that there is none, so that nobody tries again. */
  const refusalOf = (look: QuickLook): string => join(folder, `${nameOf(look)}.none`);

  async function remove(isGone: (name: string) => boolean): Promise<void> {
    for (const name of await readdir(folder).catch(() => []))
      if (isGone(name)) await rm(join(folder, name), { force: true });
  }

  return {
    /** Where the file lies; null while there is none. */
    find(look: QuickLook): string | null {
      const file = fileOf(look);
      return existsSync(file) ? file : null;
    },

    /** True when it was made, or cannot be made. */
    isKnown: (look: QuickLook): boolean => existsSync(fileOf(look)) || existsSync(refusalOf(look)),

    /**
     * Makes the file in a process of its own. False when there is none: the model cannot be read, shows nothing or is
     * too heavy. @throws the signal's reason once it is aborted; an error with code `ENOSPC` when the disk is full.
     */
    async make(look: QuickLook, signal: AbortSignal): Promise<boolean> {
      const model = modelFile(look.model);
      await mkdir(folder, { recursive: true });
      // A name of its own: what a server that was killed had begun may still be at work.
      const half = `${fileOf(look)}.${randomBytes(6).toString('hex')}.half`;
      try {
        const playing = JSON.stringify({ clip: look.clip, loop: look.loop });
        const isMade = await runAside(MAKE, [model, half, playing], { what: 'no USDZ of a model', signal });
        // Its model may have been removed meanwhile.
        if (!existsSync(model)) return false;
        if (isMade) await rename(half, fileOf(look));
        else await writeFile(refusalOf(look), '');
        return isMade;
      } finally {
        await rm(half, { force: true });
      }
    },

    /** Removes what was made of a model. */
    drop: (assetId: string): Promise<void> => remove((name) => name.startsWith(`${assetId}.`)),

    /** Removes what an earlier version made, and what was not finished; called at start. */
    sweep: (): Promise<void> =>
      remove((name) => !/\.(?:usdz|none)$/.test(name) || !name.includes(`.${FORMAT}-`)),
  };
}
