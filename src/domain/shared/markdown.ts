import { marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

/** Author texts above this are refused before they are parsed. */
export const MAX_MARKDOWN_CHARS = 20_000;
const MAX_NESTING = 40;
/** Runs of emphasis marks read in one paragraph or list item: for each the parser looks through all that follows. */
const MAX_EMPHASIS = 200;
const EMPHASIS_OR_BREAK = /\n[ \t]*(?:\n|[-*+][ \t]+(?=\S))|[*_~]+/g;
const LINK = /^(?:https?:\/\/|mailto:)/i;
/** Quotes and lists opened one inside the other on one line. */
const BLOCK_MARK = /(?:>|[-*+]|\d{1,9}[.)])[ \t]*/g;
const NESTED_BLOCKS = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){41,}/gm;

/**
 * Author text (CommonMark subset) as safe HTML: paragraphs, emphasis, lists, quotes, headings 3–4 and
 * http(s)/mailto links; anything else is dropped. Runs of nesting marks beyond 40 are cut, and emphasis beyond 200
 * marks in a paragraph stays as it was typed, so that a hostile text cannot exhaust the parser.
 */
export function renderMarkdown(source: string): string {
  let runs = 0;
  const calm = source
    .slice(0, MAX_MARKDOWN_CHARS)
    .replace(NESTED_BLOCKS, (run) => run.match(BLOCK_MARK)?.slice(0, MAX_NESTING).join('') ?? '')
    .replace(/([[*_`~(\]])\1{40,}/g, (run) => run.slice(0, MAX_NESTING))
    .replace(EMPHASIS_OR_BREAK, (found) => {
      runs = found.startsWith('\n') ? 0 : runs + 1;
      return runs > MAX_EMPHASIS ? found.replace(/./g, '\\$&') : found;
    });
  const html = marked.parse(calm, { async: false, gfm: true, breaks: true });
  return sanitizeHtml(html, {
    allowedTags: [
      'p',
      'br',
      'em',
      'strong',
      'del',
      'ul',
      'ol',
      'li',
      'blockquote',
      'h3',
      'h4',
      'a',
      'hr',
      'code',
    ],
    allowedAttributes: { a: ['href', 'rel'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    nestingLimit: MAX_NESTING,
    transformTags: {
      h1: 'h3',
      h2: 'h3',
      a: (tagName, { href = '' }) => ({
        tagName,
        attribs: LINK.test(href) ? { href, rel: 'noopener nofollow' } : ({} as Record<string, string>),
      }),
    },
  });
}
