/**
 * How Node runs the server. A young generation of 16 MB, the default, keeps what loading the program left behind:
 * 290 MB at rest instead of 172 (docs/decisions/010-quiet-server.md).
 */
export const serverArguments = ['--max-semi-space-size=4', 'scripts/serve.ts'];
