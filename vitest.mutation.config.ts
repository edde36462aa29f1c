import { defineConfig } from 'vitest/config';

/** The tests that mutation testing of src/rules asks. */
export default defineConfig({ test: { include: ['test/rules/**/*.test.ts'], environment: 'node', testTimeout: 30_000 } });
