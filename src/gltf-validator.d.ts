declare module 'gltf-validator' {
  export interface Report {
    readonly issues: {
      readonly messages: readonly {
        readonly severity: number;
        readonly message: string;
        readonly pointer?: string;
      }[];
    };
    readonly info?: {
      readonly totalTriangleCount?: number;
      readonly resources?: readonly { readonly storage?: string }[];
    };
  }
  const validator: {
    validateBytes(
      bytes: Uint8Array,
      options: { maxIssues?: number; externalResourceFunction?: (uri: string) => Promise<Uint8Array> },
    ): Promise<Report>;
  };
  export default validator;
}
