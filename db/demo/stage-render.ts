import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright';

/** How a model is looked at; angles and distance as in a stage block (distance in bounding radii). */
export interface Shot {
  readonly glb: Uint8Array;
  readonly background: string;
  readonly yawDeg: number;
  readonly pitchDeg: number;
  readonly distance: number;
  readonly fieldOfViewDeg: number;
  /** Second of the clip to stop at. */
  readonly atSeconds: number;
  readonly width: number;
  readonly height: number;
  /** Moves the point looked at, in bounding radii upwards. */
  readonly lift?: number;
}

const MODULES = new URL('../../node_modules/three/', import.meta.url);

/** Pictures of models as PNG, rendered by three in Chromium. For making posters; the product never needs it. */
export async function renderShots(shots: readonly Shot[]): Promise<Uint8Array[]> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-quic',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(message.text());
    });
    await page.route('http://stage.test/**', async (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/') return route.fulfill({ contentType: 'text/html', body: PAGE });
      const file = new URL(path.slice('/three/'.length), MODULES);
      if (!file.href.startsWith(MODULES.href)) return route.abort();
      return route.fulfill({ contentType: 'text/javascript', body: await readFile(file) });
    });
    await page.goto('http://stage.test/');
    await page.waitForFunction('window.shoot');
    const pictures: Uint8Array[] = [];
    for (const { glb, ...shot } of shots) {
      const argument = { ...shot, glb: Buffer.from(glb).toString('base64') };
      const data = (await page.evaluate(`window.shoot(${JSON.stringify(argument)})`)) as string;
      pictures.push(Buffer.from(data.slice(data.indexOf(',') + 1), 'base64'));
    }
    return pictures;
  } finally {
    await browser.close();
  }
}

const PAGE = `<!doctype html><meta charset="utf-8">
<script type="importmap">{"imports":{"three":"/three/build/three.module.js","three/addons/":"/three/examples/jsm/"}}</script>
<script type="module">
import * as THREE from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { RoomEnvironment } from 'three/addons/environments/RoomEnvironment.js';
import { EffectComposer } from 'three/addons/postprocessing/EffectComposer.js';
import { RenderPass } from 'three/addons/postprocessing/RenderPass.js';
import { UnrealBloomPass } from 'three/addons/postprocessing/UnrealBloomPass.js';
import { OutputPass } from 'three/addons/postprocessing/OutputPass.js';
window.shoot = async (s) => {
  const renderer = new THREE.WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
  renderer.setSize(s.width, s.height, false);
  renderer.toneMapping = THREE.ACESFilmicToneMapping;
  renderer.toneMappingExposure = 1.05;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = THREE.PCFSoftShadowMap;
  const scene = new THREE.Scene();
  const sheet = document.createElement('canvas'); sheet.width = sheet.height = 512;
  const pen = sheet.getContext('2d'); const fade = pen.createRadialGradient(256, 250, 20, 256, 270, 360);
  const base = new THREE.Color(s.background);
  fade.addColorStop(0, '#' + base.clone().offsetHSL(0, 0, 0.11).getHexString()); fade.addColorStop(1, '#' + base.clone().offsetHSL(0, 0, 0.01).getHexString());
  pen.fillStyle = fade; pen.fillRect(0, 0, 512, 512);
  scene.background = new THREE.CanvasTexture(sheet); scene.background.colorSpace = THREE.SRGBColorSpace; scene.backgroundIntensity = 1;
  const pmrem = new THREE.PMREMGenerator(renderer);
  scene.environment = pmrem.fromScene(new RoomEnvironment(), 0.04).texture;
  scene.environmentIntensity = 0.32;
  const key = new THREE.DirectionalLight('#ffd9a8', 1.5);
  const rim = new THREE.DirectionalLight('#7fa6c9', 1.6);
  scene.add(key, key.target, rim, new THREE.HemisphereLight('#6d8ba3', '#2b1c12', 0.55));
  const bytes = Uint8Array.from(atob(s.glb), (c) => c.charCodeAt(0));
  const gltf = await new GLTFLoader().parseAsync(bytes.buffer, '');
  scene.add(gltf.scene);
  const mixer = new THREE.AnimationMixer(gltf.scene);
  for (const clip of gltf.animations) mixer.clipAction(clip).play();
  mixer.setTime(s.atSeconds);
  gltf.scene.updateMatrixWorld(true);
  gltf.scene.traverse((o) => { if (o.isMesh) { const t = o.material.transparent || o.material.isMeshBasicMaterial; o.castShadow = !t; o.receiveShadow = !t; } });
  const box = new THREE.Box3().setFromObject(gltf.scene);
  const sphere = box.getBoundingSphere(new THREE.Sphere());
  const r = sphere.radius, c = sphere.center.clone(); c.y += (s.lift ?? 0) * r;
  key.position.set(c.x + r * 1.6, c.y + r * 2.4, c.z + r * 1.8); key.target.position.copy(c); key.castShadow = true;
  key.shadow.mapSize.set(2048, 2048); key.shadow.radius = 6; key.shadow.bias = -0.0006; key.shadow.normalBias = 0.02;
  const cam = key.shadow.camera; cam.left = cam.bottom = -r * 1.5; cam.right = cam.top = r * 1.5; cam.near = 0.1; cam.far = r * 8; cam.updateProjectionMatrix();
  rim.position.set(c.x - r * 2, c.y + r * 1.6, c.z - r * 2.4);
  const ground = new THREE.Mesh(new THREE.CircleGeometry(r * 8, 64).rotateX(-Math.PI / 2), new THREE.ShadowMaterial({ opacity: 0.38 }));
  ground.position.y = box.min.y - 0.001; ground.receiveShadow = true; scene.add(ground);
  const camera = new THREE.PerspectiveCamera(s.fieldOfViewDeg, s.width / s.height, 0.01, r * 40);
  const yaw = s.yawDeg * Math.PI / 180, pitch = s.pitchDeg * Math.PI / 180, d = s.distance * r;
  camera.position.set(c.x + Math.sin(yaw) * Math.cos(pitch) * d, c.y + Math.sin(pitch) * d, c.z + Math.cos(yaw) * Math.cos(pitch) * d);
  camera.lookAt(c);
  const target = new THREE.WebGLRenderTarget(s.width, s.height, { type: THREE.HalfFloatType, samples: 4 });
  const composer = new EffectComposer(renderer, target);
  composer.addPass(new RenderPass(scene, camera));
  composer.addPass(new UnrealBloomPass(new THREE.Vector2(s.width / 2, s.height / 2), 0.3, 0.65, 0.86));
  composer.addPass(new OutputPass());
  composer.render();
  const data = renderer.domElement.toDataURL('image/png');
  composer.dispose(); renderer.dispose(); renderer.forceContextLoss();
  return data;
};
</script>`;
