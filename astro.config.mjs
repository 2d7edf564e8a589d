import node from '@astrojs/node';
import solid from '@astrojs/solid-js';
import { defineConfig } from 'astro/config';
import { slimThreePlugin } from './scripts/slim-three.ts';

// Nothing is inlined, so that one set of CSP hashes holds for every page (docs/decisions/003-csp.md).
export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  integrations: [solid()],
  build: { inlineStylesheets: 'never', assets: '_a' },
  // A bulk import of a thousand rows is one action.
  security: { checkOrigin: true, actionBodySizeLimit: 4_000_000 },
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  devToolbar: { enabled: false },
  vite: { plugins: [slimThreePlugin], build: { assetsInlineLimit: 0 } },
});
