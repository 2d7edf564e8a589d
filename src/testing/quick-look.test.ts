/** USDZ files, read back by another program: three's loader, which knows nothing of how they were made. */
import { readFileSync } from 'node:fs';
import { EXTMeshGPUInstancing, KHRMaterialsUnlit, KHRTextureTransform } from '@gltf-transform/extensions';
import sharp from 'sharp';
import { Box3, type Group, type Mesh, type MeshPhysicalMaterial, Vector3 } from 'three';
import { unzipSync } from 'three/addons/libs/fflate.module.js';
import { USDLoader } from 'three/addons/loaders/USDLoader.js';
import { describe, expect, it, vi } from 'vitest';
import { makeLighter, openIo } from '#server/assets/models/lighter.ts';
import { shapeOf } from '#server/assets/models/shape.ts';
import { stampStand } from '#server/assets/quick-look/package.ts';
import { makeUsdz } from '#server/assets/quick-look/usdz.ts';
import { brokenModels, modelByOthers, modelsByOthers, movingModel } from './models.ts';

const still = { clip: null, loop: true };

/** Pictures are asked for through the page, which is none here; they are looked at in the package itself. */
function read(usdz: Uint8Array): Group {
  const image = () => ({ addEventListener: () => undefined, removeEventListener: () => undefined });
  vi.stubGlobal('document', { createElementNS: image });
  try {
    return new USDLoader().parse(Uint8Array.from(usdz).buffer);
  } finally {
    vi.unstubAllGlobals();
  }
}

const meshesOf = (group: Group): Mesh<Mesh['geometry'], MeshPhysicalMaterial>[] => {
  const meshes: Mesh<Mesh['geometry'], MeshPhysicalMaterial>[] = [];
  group.updateMatrixWorld(true);
  group.traverse((object) => {
    if ((object as Mesh).isMesh) meshes.push(object as Mesh<Mesh['geometry'], MeshPhysicalMaterial>);
  });
  return meshes;
};

const trianglesOf = (group: Group): number =>
  meshesOf(group).reduce((sum, { geometry: { index, attributes } }) => {
    return sum + (index?.count ?? attributes['position']?.count ?? 0) / 3;
  }, 0);

/** What the model is by its own file: the lengths of its sides, and how many triangles. */
async function factsOf(glb: Uint8Array) {
  const { min, max, facts } = shapeOf(await (await openIo()).readBinary(glb));
  return { sides: max.map((value, axis) => value - (min[axis] ?? 0)), triangles: facts.triangles };
}

const layerOf = (usdz: Uint8Array): string =>
  Buffer.from(unzipSync(usdz)['model.usda'] ?? new Uint8Array()).toString();

const demo = (
  JSON.parse(readFileSync('db/demo/bundle/assets.json', 'utf8')) as { file: string; name: string }[]
)
  .filter(({ file }) => file.endsWith('.glb'))
  .map(({ file, name }) => [name, () => readFileSync(`db/demo/bundle/${file}`)] as const);

describe('models of others and of the demo', () => {
  const all = [...modelsByOthers.map((name) => [name, () => modelByOthers(name)] as const), ...demo];

  it.each(all)('%s', async (_name, load) => {
    const glb = new Uint8Array(load());
    const { sides, triangles } = await factsOf(glb);
    const usdz = stampStand(await makeUsdz(glb, still), { metres: 0.4, turnDeg: 0 });
    const entries = unzipSync(usdz);
    const [first, ...pictures] = Object.keys(entries);
    expect(first).toBe('model.usda');
    for (const name of pictures) {
      const { format, width, height } = await sharp(entries[name]).metadata();
      expect(name).toMatch(format === 'png' ? /\.png$/ : /\.jpg$/);
      expect(['png', 'jpeg']).toContain(format);
      expect(Math.max(width, height)).toBeLessThanOrEqual(2_048);
    }

    const group = read(usdz);
    const box = new Box3().setFromObject(group, true);
    const size = box.getSize(new Vector3()).toArray();
    const scale = 0.4 / Math.max(...sides);
    for (const [axis, side] of size.entries()) expect(side).toBeCloseTo((sides[axis] ?? 0) * scale, 3);
    const { x, z } = box.getCenter(new Vector3());
    for (const value of [box.min.y, x, z]) expect(value).toBeCloseTo(0, 4);
    expect(trianglesOf(group)).toBe(triangles);
    // Every picture of the package is worn by something.
    const layer = layerOf(usdz);
    for (const name of pictures) expect(layer).toContain(`@${name}@`);
  });
});

describe('what phones get', () => {
  it.each(['generic-button/left', 'samsung-galaxyxr/left'] as const)('%s, made lighter', async (name) => {
    const original = new Uint8Array(modelByOthers(name));
    const { glb } = await makeLighter(original);
    const { sides, triangles } = await factsOf(original);
    const usdz = await makeUsdz(glb ?? original, still);
    const group = read(usdz);
    const size = new Box3().setFromObject(group, true).getSize(new Vector3()).toArray();
    const longest = Math.max(...sides);
    for (const [axis, side] of size.entries()) expect(side).toBeCloseTo((sides[axis] ?? 0) / longest, 2);
    expect(trianglesOf(group)).toBe(triangles);
    expect(Object.keys(unzipSync(usdz)).length).toBeGreaterThan(2);
  });
});

describe('a layer', () => {
  it('names nothing that is not there', async () => {
    for (const [, load] of demo) {
      const layer = layerOf(await makeUsdz(new Uint8Array(load()), still));
      const made: string[] = [];
      const path: string[] = [];
      let name = '';
      for (const line of layer.split('\n')) {
        const def = /^def \w+ "([A-Za-z_]\w*)"/.exec(line)?.[1];
        if (line.startsWith('def ')) expect(def, line).toBeDefined();
        if (def) name = def;
        if (line === '{') {
          path.push(name);
          expect(made, 'siblings have names of their own').not.toContain(`/${path.join('/')}`);
          made.push(`/${path.join('/')}`);
        } else if (line === '}' && path.length > 0) path.pop();
      }
      expect(path).toEqual([]);
      const named = [...layer.matchAll(/<(\/[^>.]+)(?:\.[^>]+)?>/g)].map(([, target]) => target);
      expect(named.length).toBeGreaterThan(10);
      expect(named.filter((target) => !made.includes(target ?? ''))).toEqual([]);
    }
  });

  it('says metres, up, and that it stands on what is level', async () => {
    const layer = layerOf(await makeUsdz(await movingModel(), still));
    for (const line of [
      'defaultPrim = "Root"',
      'metersPerUnit = 1',
      'upAxis = "Y"',
      'uniform token preliminary:planeAnchoring:alignment = "horizontal"',
    ])
      expect(layer).toContain(`\n${line}\n`);
    expect(layer).not.toContain('timeSamples');
  });
});

describe('what moves', () => {
  it('plays the clip of the stage alone, once or over and over', async () => {
    const glb = await movingModel();
    const wave = await makeUsdz(glb, { clip: 'wave', loop: true });
    const [clip] = read(wave).animations;
    expect(clip?.duration).toBeCloseTo(1, 3);
    expect(clip?.tracks).toHaveLength(1);
    const turned = layerOf(wave).match(/^15: .*$/gm);
    expect(turned).toEqual(['15: (0.707107, 0, 0, 0.707107),']);
    expect(layerOf(wave)).toContain('\nendTimeCode = 30\n');
    expect(layerOf(await makeUsdz(glb, { clip: 'wave', loop: false }))).toContain('\nendTimeCode = 630\n');
  });

  it('stands as the clip begins where bones and morph targets move', async () => {
    const io = await openIo();
    const document = await io.readBinary(await movingModel());
    const root = document.getRoot();
    const bend = root.listAnimations().find((each) => each.getName() === 'bend');
    // Begins lying on its side: the head is turned by a quarter.
    bend?.listSamplers()[0]?.getOutput()?.setElement(0, [0, 0, Math.SQRT1_2, Math.SQRT1_2]);
    root
      .listNodes()
      .find((node) => node.getName() === 'breath')
      ?.setWeights([1]);
    const glb = await io.writeBinary(document);
    const heights = async (clip: string | null) => {
      const meshes = meshesOf(read(await makeUsdz(glb, { clip, loop: true })));
      return meshes.map((mesh) => new Box3().setFromObject(mesh, true).getSize(new Vector3()).y * 4);
    };
    const [, breath, upright] = await heights(null);
    expect([breath, upright]).toEqual([expect.closeTo(1.5, 3), expect.closeTo(1, 3)]);
    const [, , bent] = await heights('bend');
    // From its left corner's foot to its right corner, half of whose way is turned upwards.
    expect(bent).toBeGreaterThan(1.2);
  });
});

describe('nodes', () => {
  it('are copied, mirrored and stepped as glTF says', async () => {
    const io = await openIo();
    const document = await io.readBinary(await movingModel());
    const root = document.getRoot();
    const [board, breath] = ['board', 'breath'].map((name) =>
      root.listNodes().find((node) => node.getName() === name),
    );
    for (const material of root.listMaterials()) material.setDoubleSided(false);
    breath?.setScale([-1, 1, 1]);
    const places = document
      .createAccessor()
      .setType('VEC3')
      .setArray(new Float32Array([0, 0, 0, 0, 0, -3, 0, 0, 4]))
      .setBuffer(root.listBuffers()[0] ?? null);
    const batch = document.createExtension(EXTMeshGPUInstancing).createInstancedMesh();
    board?.setExtension('EXT_mesh_gpu_instancing', batch.setAttribute('TRANSLATION', places));
    root.listAnimations()[0]?.listSamplers()[0]?.setInterpolation('STEP');
    const usdz = await makeUsdz(await io.writeBinary(document), { clip: 'wave', loop: true });
    const group = read(usdz);
    expect(meshesOf(group)).toHaveLength(5);
    const { x, y, z } = new Box3().setFromObject(group, true).getSize(new Vector3());
    expect([x, y, z].map((side) => side * 7)).toEqual([
      expect.closeTo(2, 3),
      expect.closeTo(4, 3),
      expect.closeTo(7, 3),
    ]);
    const layer = layerOf(usdz);
    // The mirrored one alone shows both sides: its front is another one for every viewer.
    expect(layer.match(/doubleSided = 1/g)).toHaveLength(1);
    const keys = [...layer.matchAll(/^([\d.]+): \((.*?)\)/gm)].map(([, at, value]) => [Number(at), value]);
    expect(keys).toEqual([
      [0, '1, 0, 0, 0'],
      [14.97, '1, 0, 0, 0'],
      [15, '0.707107, 0, 0, 0.707107'],
      [29.97, '0.707107, 0, 0, 0.707107'],
      [30, '1, 0, 0, 0'],
    ]);
  });
});

describe('surfaces', () => {
  it('move their pictures as glTF says: offset, turn and scale', async () => {
    const io = await openIo();
    const document = await io.readBinary(await movingModel());
    const [material] = document.getRoot().listMaterials();
    const moved = document.createExtension(KHRTextureTransform).createTransform();
    moved
      .setOffset([0.25, 0.5])
      .setScale([2, 4])
      .setRotation(Math.PI / 2);
    material?.getBaseColorTextureInfo()?.setExtension('KHR_texture_transform', moved);
    const [first] = meshesOf(read(await makeUsdz(await io.writeBinary(document), still)));
    const { position, uv } = first?.geometry.attributes ?? {};
    const corners = new Map<string, string>();
    for (let at = 0; at < (uv?.count ?? 0); at++)
      corners.set(
        [position?.getX(at), position?.getY(at)].join(),
        [uv?.getX(at).toFixed(2), uv?.getY(at).toFixed(2)].join(),
      );
    // As three moves the same picture in the page: a quarter turn takes u to -v and v to u.
    expect(corners.get('-1,0')).toBe('0.25,0.50');
    expect(corners.get('1,0')).toBe('0.25,2.50');
    expect(corners.get('-1,1')).toBe('4.25,0.50');
  });

  it('wear factors in their pictures and keep alpha where it is used', async () => {
    const io = await openIo();
    const document = await io.readBinary(await movingModel());
    const [material] = document.getRoot().listMaterials();
    material?.setBaseColorFactor([0.5, 1, 1, 0.5]).setAlphaMode('BLEND').setEmissiveFactor([0, 0.25, 0]);
    const usdz = await makeUsdz(await io.writeBinary(document), still);
    const entries = unzipSync(usdz);
    const { data, info } = await sharp(entries['pictures/p0.png'])
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(4);
    // Half the light of 150 in sRGB is 109.
    expect([...data.subarray(0, 4)]).toEqual([109, 20, 20, 128]);
    const layer = layerOf(usdz);
    expect(layer).toContain('float inputs:opacity.connect = </Root/Materials/m0/Base.outputs:a>');
    expect(layer).toContain('color3f inputs:emissiveColor = (0, 0.25, 0)');
    expect(meshesOf(read(usdz)).every(({ material: { transparent } }) => transparent)).toBe(true);
  });

  it('glow where no light should fall on them', async () => {
    const io = await openIo();
    const document = await io.readBinary(await movingModel());
    const unlit = document.createExtension(KHRMaterialsUnlit).createUnlit();
    for (const material of document.getRoot().listMaterials())
      material.setExtension('KHR_materials_unlit', unlit);
    const usdz = await makeUsdz(await io.writeBinary(document), still);
    const [mesh] = meshesOf(read(usdz));
    expect(mesh?.material.color.getHex()).toBe(0);
    expect(mesh?.material.emissiveMap).toBeTruthy();
    expect([mesh?.material.ior, mesh?.material.roughness, mesh?.material.metalness]).toEqual([1, 1, 0]);
  });

  it('refuses what shows nothing, and pictures that are none', async () => {
    const io = await openIo();
    const document = await io.readBinary(await movingModel());
    document.getRoot().listTextures()[0]?.setImage(new Uint8Array(64));
    await expect(makeUsdz(await io.writeBinary(document), still)).rejects.toThrow();
    for (const mesh of document.getRoot().listMeshes()) mesh.dispose();
    await expect(makeUsdz(await io.writeBinary(document), still)).rejects.toThrow('shows nothing');
  });

  it('ends over every broken file, with a reason or with something sound', async () => {
    const made: string[] = [];
    for (const { name, glb } of await brokenModels()) {
      const usdz = await makeUsdz(new Uint8Array(glb), { clip: 'wave', loop: true }).catch((cause) => {
        expect(cause, name).toBeInstanceOf(Error);
        return null;
      });
      if (!usdz) continue;
      made.push(name);
      expect(layerOf(usdz)).not.toMatch(/NaN|Infinity/);
      expect(new Box3().setFromObject(read(usdz), true).isEmpty(), name).toBe(false);
    }
    // The examiner refuses these as well; here only what is drawn matters.
    expect(made).toEqual([
      'a length beyond its end',
      'a buffer of a terabyte',
      'indices of vertices that are not there',
      'a node that is its own grandchild',
    ]);
  });
});
