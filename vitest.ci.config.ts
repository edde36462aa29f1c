import { defineConfig } from 'vitest/config';

/** The tests that need more than Node: Trivy, Go, a registry, neighbouring checkouts. */
export default defineConfig({
  test: {
    include: ['test/**/*.itg.ts'],
    environment: 'node',
    globalSetup: ['test/parts/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
