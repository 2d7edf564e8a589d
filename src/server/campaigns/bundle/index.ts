/**
 * Campaign bundles: the one lossless form of a campaign, a zip of JSON and files or a folder in the same
 * layout (`#domain/campaign/bundle.ts`). This folder owns reading and writing them. It promises that what
 * `readBundle` gives was checked to the last byte and that nothing is stored; storing is the caller's.
 */
export { type OpenBundle, readBundle } from './read.ts';
export { writeBundle, writeBundleFolder } from './write.ts';
