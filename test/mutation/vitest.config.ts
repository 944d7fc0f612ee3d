/** The tests near one part of the code, in one worker that keeps what it has loaded. */
import { defineConfig } from 'vitest/config';
import { parts } from './parts.ts';

const { MUTATED_PART: part = '' } = process.env;

export default defineConfig({
  // Tests run on the sources, never on a stale build.
  ssr: { resolve: { conditions: ['prefactor-source', 'node', 'module', 'import', 'default'] } },
  test: {
    unstubEnvs: true,
    include: [parts[part]?.tests ?? 'test/{client,faults,bulk}/*.test.ts'],
    isolate: false,
    fileParallelism: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    env: { HTTP_PROXY: '', HTTPS_PROXY: '', NO_PROXY: '', http_proxy: '', https_proxy: '', no_proxy: '' },
  },
});
