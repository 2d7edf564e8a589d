import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { inlineStyles } from './inline-styles.ts';

const sheets: Record<string, string> = { '/a.css': 'p{color:red}', '/b.css?x=1&y=2': ':root{--ink:#111}' };
const read = async (href: string): Promise<string> => sheets[href] ?? '';

test('all stylesheets become one style in the place of the first, with its hash', async () => {
  const { html, hash } = await inlineStyles(
    '<head><link rel="stylesheet" href="/a.css"><title>t</title><link rel="stylesheet" href="/b.css?x=1&amp;y=2"/></head>',
    read,
  );
  const css = 'p{color:red}\n:root{--ink:#111}';
  expect(html).toBe(`<head><style>${css}</style><title>t</title></head>`);
  expect(hash).toBe(`'sha256-${createHash('sha256').update(css).digest('base64')}'`);
});

test('an inline style that stands in the page is not blessed', async () => {
  const { hash } = await inlineStyles('<style>b{}</style>', read);
  expect(hash).toBeNull();
});

test('a stylesheet that would end the element is refused', async () => {
  await expect(
    inlineStyles('<link rel="stylesheet" href="/c.css">', async () => 'a{}</STYLE><script>'),
  ).rejects.toThrow('end of a style element');
});
