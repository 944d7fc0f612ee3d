/**
 * Plants faults in the code whose mistakes cost records, one at a time, and runs the tests near it: a fault that no
 * test notices has survived. Prints the survivors of each part, then the scores; exits 1 when one is below 90 %.
 *
 *     npm run test:mutation                  every part: hours
 *     npm run test:mutation -- keys retry    these
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/generate/document.ts';
import { parts } from './parts.ts';

const minimumScore = 90;

/** The statuses of a fault in Stryker's report; those of faults that cannot run or were left out say nothing. */
const noticed = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);

interface Report {
  files: Record<string, { mutants: { status: string }[] }>;
}

function scoreOf(part: string): { line: string; isEnough: boolean } {
  const report = JSON.parse(
    readFileSync(join(projectRoot, `reports/mutation/${part}.json`), 'utf8'),
  ) as Report;
  const statuses = Object.values(report.files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const found = statuses.filter((status) => noticed.has(status)).length;
  const planted = found + statuses.filter((status) => missed.has(status)).length;
  const score = (100 * found) / planted;
  return {
    line: `${part.padEnd(12)} ${score.toFixed(1).padStart(5)} %   ${found} of ${planted} faults noticed`,
    isEnough: score >= minimumScore,
  };
}

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !Object.hasOwn(parts, part));
if (unknown.length > 0) {
  process.stderr.write(
    `No part is named ${unknown.join(', ')}: there are ${Object.keys(parts).join(', ')}.\n`,
  );
  process.exit(2);
}

const scores = (asked.length === 0 ? Object.keys(parts) : asked).map((part) => {
  const { status } = spawnSync('stryker', ['run', join(import.meta.dirname, 'stryker.config.ts')], {
    cwd: projectRoot,
    env: { ...process.env, MUTATED_PART: part },
    stdio: 'inherit',
  });
  // Stryker leaves no report when the tests fail without any fault.
  if (status !== 0) process.exit(1);
  return scoreOf(part);
});

for (const { line } of scores) process.stdout.write(`${line}\n`);
process.exitCode = scores.every(({ isEnough }) => isEnough) ? 0 : 1;
