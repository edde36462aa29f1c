import { defineConfig } from 'rolldown';

export default defineConfig({
  input: { cli: 'src/cli.ts', main: 'src/main.ts' },
  platform: 'node',
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    cleanDir: true,
  },
});
