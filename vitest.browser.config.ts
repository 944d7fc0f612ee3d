/** The tests of the sandbox's page, which need a browser: `npm run test:browser`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on the sources, never on a stale build.
  ssr: { resolve: { conditions: ['prefactor-source', 'node', 'module', 'import', 'default'] } },
  test: {
    include: ['test/sandbox-page/**/*.browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What the page shows follows with its next frames, which on a busy machine take a while.
    expect: { poll: { timeout: 15_000 } },
    // A developer's own proxy is no part of what is tested.
    env: { HTTP_PROXY: '', HTTPS_PROXY: '', NO_PROXY: '', http_proxy: '', https_proxy: '', no_proxy: '' },
  },
});
