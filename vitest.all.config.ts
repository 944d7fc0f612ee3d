/** Tests in full size, which take minutes: `npm run test:all`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on the sources, never on a stale build.
  ssr: { resolve: { conditions: ['prefactor-source', 'node', 'module', 'import', 'default'] } },
  test: {
    include: ['test/**/*.all.ts'],
    testTimeout: 240_000,
    maxWorkers: 2,
    // A developer's own proxy is no part of what is tested.
    env: { HTTP_PROXY: '', HTTPS_PROXY: '', NO_PROXY: '', http_proxy: '', https_proxy: '', no_proxy: '' },
  },
});
