/** All tests, in five projects; what they share stands above them. `npm test` runs the first one. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on the sources, never on a stale build.
  ssr: { resolve: { conditions: ['prefactor-source', 'node', 'module', 'import', 'default'] } },
  test: {
    unstubEnvs: true,
    maxWorkers: 2,
    env: {
      // A developer's own proxy is no part of what is tested.
      HTTP_PROXY: '',
      HTTPS_PROXY: '',
      NO_PROXY: '',
      http_proxy: '',
      https_proxy: '',
      no_proxy: '',
      // Many tests start programs of their own, which compile the same modules again and again.
      NODE_COMPILE_CACHE: join(tmpdir(), 'prefactor-http-compile-cache'),
    },
    // Cases of each property in `test/fuzz/`.
    provide: { fuzzRuns: 100 },
    // By default. `--project` chooses others.
    project: 'fast',
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          testTimeout: 40_000,
          hookTimeout: 40_000,
        },
      },
      {
        // What takes minutes: `npm run test:all`.
        extends: true,
        test: {
          name: 'full-size',
          include: ['test/**/*.all.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Every property in so many cases that it takes an hour: `npm run test:fuzz`.
        extends: true,
        test: {
          name: 'fuzz',
          include: ['test/fuzz/*.test.ts'],
          provide: { fuzzRuns: 10_000 },
          testTimeout: 3_600_000,
        },
      },
      {
        // The sandbox's page, which needs a browser: `npm run test:browser`.
        extends: true,
        test: {
          name: 'browser',
          include: ['test/sandbox-page/**/*.browser.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // What the page shows follows with its next frames, which on a busy machine take a while.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/{wrapper,tracing}/**/*.ts'],
      reporter: [['text', { skipFull: true }]],
      thresholds: { lines: 95, branches: 90 },
    },
  },
});
