import type { Report } from 'gltf-validator';

/**
 * What the glTF validator says of a GLB, all of its findings; nothing outside the file is opened.
 * @throws whatever it ends with when the bytes are no glTF at all.
 */
export async function validate(glb: Uint8Array): Promise<Report> {
  const { default: validator } = await import('gltf-validator');
  return validator.validateBytes(glb, {
    // All of them: an error behind a hundred hints is an error.
    maxIssues: 0,
    externalResourceFunction: async () => {
      throw new Error('outside resource');
    },
  });
}

/** The first finding that makes a file wrong, undefined when none does. */
export const firstError = ({ issues }: Report): Report['issues']['messages'][number] | undefined =>
  issues.messages.find(({ severity }) => severity === 0);
