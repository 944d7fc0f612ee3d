import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on the sources, never on a stale build.
  ssr: { resolve: { conditions: ['prefactor-source', 'node', 'module', 'import', 'default'] } },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    testTimeout: 20_000,
    unstubEnvs: true,
    // A developer's own proxy is no part of what is tested.
    env: { HTTP_PROXY: '', HTTPS_PROXY: '', NO_PROXY: '', http_proxy: '', https_proxy: '', no_proxy: '' },
    coverage: {
      provider: 'v8',
      include: ['src/wrapper/**/*.ts'],
      reporter: [['text', { skipFull: true }]],
      thresholds: { lines: 95, branches: 90 },
    },
  },
});
