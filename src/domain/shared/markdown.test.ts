import { expect, test } from 'vitest';
import { MAX_MARKDOWN_CHARS, renderMarkdown } from './markdown.ts';

const allowed = new Set('p br em strong del ul ol li blockquote h3 h4 a hr code'.split(' '));

/** What a browser would make of the HTML that is not on the list: elements, attributes, schemes. */
function dangers(html: string): string[] {
  const found: string[] = [];
  const text = html.replace(
    /<\/?([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g,
    (_, name: string, rest: string) => {
      if (!allowed.has(name.toLowerCase())) found.push(`<${name}>`);
      for (const [, attribute = '', value = ''] of rest.matchAll(/([^\s=/]+)(?:\s*=\s*"([^"]*)")?/g)) {
        if (!(name === 'a' && (attribute === 'href' || attribute === 'rel')))
          found.push(`${name} ${attribute}`);
        if (attribute === 'href' && !/^(?:https?:\/\/|mailto:)/.test(value)) found.push(value);
      }
      return '';
    },
  );
  if (text.includes('<')) found.push(`left: ${text.slice(text.indexOf('<'), text.indexOf('<') + 40)}`);
  return found;
}

const script = 'alert(1)';
const schemes = [
  `javascript:${script}`,
  `JaVaScRiPt:${script}`,
  ` javascript:${script}`,
  `java\tscript:${script}`,
  `java\nscript:${script}`,
  `\u0001javascript:${script}`,
  `javascript&colon;${script}`,
  `&#106;avascript:${script}`,
  `&#x6A;avascript&#58;${script}`,
  `vbscript:${script}`,
  `data:text/html,<script>${script}</script>`,
  'data:text/html;base64,PHNjcmlwdD4=',
  '//evil.example',
  'file:///etc/passwd',
  'blob:https://x/y',
  'feed:javascript:alert(1)',
  'view-source:javascript:alert(1)',
  `javascript\u200b:${script}`,
];
const raw = [
  `<script>${script}</script>`,
  `<SCRIPT SRC=//evil.example>`,
  `<img src=x onerror=${script}>`,
  `<img src="x"onerror="${script}">`,
  `<svg onload=${script}>`,
  `<svg><script>${script}</script></svg>`,
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  `<iframe src=javascript:${script}></iframe>`,
  '<iframe srcdoc="<script>alert(1)</script>">',
  `<a href="javascript:${script}">x</a>`,
  `<a href=javascript:${script}>x</a>`,
  `<a href='java&#10;script:${script}'>x</a>`,
  '<a href="https://ok.example" onclick="alert(1)">x</a>',
  '<a href="https://ok.example" style="position:fixed;inset:0">x</a>',
  '<a href="https://ok.example" target=_blank>x</a>',
  '<p onmouseover=alert(1)>x</p>',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<object data="javascript:alert(1)">',
  '<embed src="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><button>x</button></form>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<body onload=alert(1)>',
  '<base href="//evil.example">',
  '<link rel=stylesheet href="//evil.example">',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<style>@import "//evil.example";</style>',
  '<template><script>alert(1)</script></template>',
  '<!--><script>alert(1)</script-->',
  '<!-- --!><img src=x onerror=alert(1)>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</script>',
  '<<script>alert(1)//<</script>',
  '<img src=x:alert(alt) onerror=eval(src) alt=0>',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<title><img src=x onerror=alert(1)></title>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<select><img src=x onerror=alert(1)></select>',
  '<custom-element onclick=alert(1)>',
  '<marquee onstart=alert(1)>',
  '<a xlink:href="javascript:alert(1)"><rect/></a>',
  '<p id="x" name="y" class="z">x</p>',
  '<h3 onclick=alert(1)>x</h3>',
];
const wraps: ((text: string) => string)[] = [
  (text) => text,
  (text) => `**${text}**`,
  (text) => `> ${text}`,
  (text) => `- ${text}`,
  (text) => `\`${text}\``,
  (text) => `\`\`\`\n${text}\n\`\`\``,
  (text) => `[${text}](https://ok.example "${text}")`,
  (text) => `# ${text}`,
  (text) => `| a |\n| - |\n| ${text} |`,
];
const links: ((url: string) => string)[] = [
  (url) => `[x](${url})`,
  (url) => `[x](<${url}>)`,
  (url) => `<${url}>`,
  (url) => `[x][1]\n\n[1]: ${url}`,
  (url) => `![x](${url})`,
  (url) => `[![x](${url})](${url})`,
];

test('no vector leaves an element, attribute or scheme that is not on the list', () => {
  const vectors = [
    ...raw.flatMap((text) => wraps.map((wrap) => wrap(text))),
    ...schemes.flatMap((url) => links.map((link) => link(url))),
  ];
  expect(vectors.length).toBeGreaterThan(300);
  for (const vector of vectors) expect([vector, dangers(renderMarkdown(vector))]).toEqual([vector, []]);
});

test('the check itself sees dangers', () => {
  for (const html of [
    '<script>',
    '<p onclick="x">',
    '<a href="javascript:x">',
    '<a href="//evil.example">',
    'a < b <img',
    '<a href=x onclick="y">',
  ])
    expect([html, dangers(html).length > 0]).toEqual([html, true]);
});

test('what authors write stays', () => {
  expect(renderMarkdown('**a** _b_ [c](https://ok.example)\n\n- d')).toBe(
    '<p><strong>a</strong> <em>b</em> <a href="https://ok.example" rel="noopener nofollow">c</a></p>\n<ul>\n<li>d</li>\n</ul>\n',
  );
  expect(renderMarkdown('a < b & c')).toContain('a &lt; b &amp; c');
});

test('emphasis beyond 200 marks in one paragraph is words', () => {
  const html = renderMarkdown(`${'*a* '.repeat(150)}\n\n${'*b* '.repeat(90)}\n- ${'*b* '.repeat(90)}`);
  expect(html.match(/<em>a<\/em>/g)).toHaveLength(100);
  expect(html.match(/\*a\*/g)).toHaveLength(50);
  expect(html.match(/<em>b<\/em>/g)).toHaveLength(180);
});

test('a megabyte of marks or quotes ends, within the size that is parsed at all', () => {
  const many = 1_000_000;
  for (const text of [
    '[',
    '*',
    '_',
    '`',
    '~',
    '>',
    '> ',
    '- ',
    '(',
    '![',
    '[x](',
    '<',
    '<a ',
    '&#',
    '**a',
    '[a](<b',
    '|a',
    '1. ',
    '\\',
    '#',
    '[^',
    '***a_',
  ]) {
    const html = renderMarkdown(text.repeat(many / text.length));
    expect([text, dangers(html)]).toEqual([text, []]);
    expect(html.length).toBeLessThan(MAX_MARKDOWN_CHARS * 12);
  }
});
