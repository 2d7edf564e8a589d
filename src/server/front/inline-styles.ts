import { createHash } from 'node:crypto';

export interface Inlined {
  readonly html: string;
  /** CSP source of the style that now stands in the page, null when the page names no stylesheet. */
  readonly hash: string | null;
}

const LINK = /<link rel="stylesheet" href="([^"]+)"\s*\/?>/g;

/**
 * The page with its stylesheets in it, as one `<style>`: on a street's network each stylesheet of its own costs a
 * round trip before the first words. `read` gives the text of a stylesheet of ours; the hash is taken of those
 * texts alone, never of what stands in the page.
 */
export async function inlineStyles(html: string, read: (href: string) => Promise<string>): Promise<Inlined> {
  const hrefs = [...html.matchAll(LINK)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
  if (hrefs.length === 0) return { html, hash: null };
  const css = (await Promise.all(hrefs.map(read))).join('\n');
  if (/<\/style/i.test(css)) throw new Error('a stylesheet holds the end of a style element');
  let first = true;
  const page = html.replace(LINK, () => {
    const tag = first ? `<style>${css}</style>` : '';
    first = false;
    return tag;
  });
  return { html: page, hash: `'sha256-${createHash('sha256').update(css).digest('base64')}'` };
}
