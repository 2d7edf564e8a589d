const SCRIPT = /<script type="module" src="(\/_a\/[^"]+\.js)"><\/script>/g;
const IMPORT = /\b(?:import|from)\s*["']\.\/([^"'/]+\.js)["']/g;

/**
 * The page with everything that its scripts import statically named in its head: found only when a script has arrived,
 * each would cost a round trip before the page can be used. As scripts, not as `modulepreload`, which browsers ask for
 * even where scripts are off. `read` gives the text of a built script, null when there is none.
 */
export async function nameModules(
  html: string,
  read: (path: string) => Promise<string | null>,
): Promise<string> {
  const known = new Set([...html.matchAll(SCRIPT)].map(([, path = '']) => path));
  const wanted = new Set<string>();
  const look = async (path: string): Promise<void> => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    for (const [, name = ''] of ((await read(path)) ?? '').matchAll(IMPORT)) {
      const imported = folder + name;
      if (known.has(imported)) continue;
      known.add(imported);
      wanted.add(imported);
      await look(imported);
    }
  };
  for (const path of [...known]) await look(path);
  const tags = [...wanted].map((path) => `<script type="module" src="${path}"></script>`).join('');
  return html.replace('</head>', `${tags}</head>`);
}
