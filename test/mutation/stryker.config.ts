/** How one part of the code is mutated; `run.ts` names the part. */
import { parts } from './parts.ts';

const { MUTATED_PART: part = '' } = process.env;

export default {
  mutate: [parts[part]?.code ?? '', '!src/wrapper/**/*.d.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  coverageAnalysis: 'perTest',
  // What runs once, when a module is loaded, would ask for every test each time.
  ignoreStatic: true,
  ignorePatterns: ['dist', 'coverage', 'bench', 'reports'],
  tempDirName: '.stryker',
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: `reports/mutation/${part}.json` },
  clearTextReporter: { reportTests: false, allowColor: false, allowEmojis: false },
};
