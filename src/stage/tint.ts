import type { Color, Mesh, MeshStandardMaterial, Object3D } from 'three';

/** Colours what is lit of a model as a coloured light would; what shines by itself stays. White gives back its own colours. */
export function makeTint(root: Object3D): (light: Color) => void {
  const own = new Map<MeshStandardMaterial, Color>();
  root.traverse((object) => {
    const { material } = object as Mesh;
    for (const one of material ? [material].flat() : []) {
      const { isMeshStandardMaterial, color } = one as MeshStandardMaterial;
      if (isMeshStandardMaterial) own.set(one as MeshStandardMaterial, color.clone());
    }
  });
  return (light) => {
    for (const [material, colour] of own) material.color.copy(colour).multiply(light);
  };
}
