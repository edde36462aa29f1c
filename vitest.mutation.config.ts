import { defineConfig } from 'vitest/config';

/** The tests that mutation testing of src/rules asks; without isolation a mutant takes half the time. */
export default defineConfig({
  test: { include: ['test/rules/**/*.test.ts'], environment: 'node', isolate: false, testTimeout: 30_000 },
});
