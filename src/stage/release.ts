import { type Material, type Mesh, type Object3D, type SkinnedMesh, Texture } from 'three';

/** Gives back what the objects below `root` hold on the graphics card. */
export function release(root: Object3D): void {
  root.traverse((object) => {
    const mesh = object as Mesh;
    if (!mesh.isMesh) return;
    mesh.geometry.dispose();
    for (const material of Array.isArray(mesh.material) ? mesh.material : [mesh.material]) {
      releaseMaterial(material);
    }
    (mesh as SkinnedMesh).skeleton?.dispose();
  });
}

function releaseMaterial(material: Material): void {
  for (const value of Object.values(material)) {
    if (!(value instanceof Texture)) continue;
    value.dispose();
    // Bitmaps stay in memory until they are closed.
    if (typeof ImageBitmap !== 'undefined' && value.image instanceof ImageBitmap) value.image.close();
  }
  material.dispose();
}
