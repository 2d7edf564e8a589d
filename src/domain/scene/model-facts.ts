/** What a 3D model weighs on a phone, beside its bytes. */
export interface ModelFacts {
  /** As shown, every instance counted. */
  readonly triangles: number;
  readonly textures: number;
  /** The longest edge of any texture; 0 without one. */
  readonly texturePx: number;
  /** Its geometry is compressed (`EXT_meshopt_compression`), so that a phone needs the decoder; absent means no. */
  readonly meshopt?: boolean | undefined;
}
