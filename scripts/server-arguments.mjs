/**
 * How Node runs the server. By its own measure V8 keeps what loading the program and a burst of scans left behind:
 * 290 MB at rest and 540 after a million scans instead of 170 and 240 (docs/decisions/010-quiet-server.md).
 */
export const serverArguments = ['--max-semi-space-size=8', '--heap-growing-percent=20', 'scripts/serve.ts'];
