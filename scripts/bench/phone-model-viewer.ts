import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';

/**
 * A page with one model in `<model-viewer>` (its own bundle, three included) at its best: code and model are asked for in
 * the head, the model is shown at once, and both are sent compressed. `seen.stageMs` is set at the first frame after
 * the model was loaded and shown.
 */
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>-</title>
<link rel="modulepreload" href="/model-viewer.js">
<link rel="preload" as="fetch" href="/model.glb" crossorigin>
<style>body { margin: 0 } model-viewer { display: block; width: 100vw; height: 100vh }</style>
<model-viewer src="/model.glb" alt="-" loading="eager" reveal="auto"></model-viewer>
<script>
  const viewer = document.querySelector('model-viewer');
  const told = (type) => new Promise((resolve) => viewer.addEventListener(type, resolve, { once: true }));
  Promise.all([told('load'), told('poster-dismissed')]).then(() =>
    requestAnimationFrame(() => { seen.stageMs = performance.now(); }),
  );
</script>
<script type="module" src="/model-viewer.js"></script>`;

/** Serves the page, and `model` beside it, on a free port of 127.0.0.1. */
export async function serveModelViewer(model: Uint8Array): Promise<{ url: string; close(): void }> {
  const code = readFileSync('node_modules/@google/model-viewer/dist/model-viewer.min.js');
  const files: Record<string, { type: string; body: Buffer }> = {
    '/': { type: 'text/html', body: brotliCompressSync(page) },
    '/model-viewer.js': { type: 'text/javascript', body: brotliCompressSync(code) },
    '/model.glb': { type: 'model/gltf-binary', body: brotliCompressSync(model) },
  };
  const server = createServer(({ url = '/' }, response) => {
    const file = files[url];
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': file.type,
      'Content-Encoding': 'br',
      'Content-Length': file.body.length,
      'Cache-Control': 'no-store',
    });
    response.end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
