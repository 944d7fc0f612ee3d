/** What a step costs that is recorded, for everybody in turn, round after round. Tells microseconds of CPU time. */
import { startApi } from './api.ts';
import { collectGarbage, tell } from './program.ts';
import { type Recorder, recorders } from './recorders.ts';

const rounds = 60;
/** Not counted: the compiler is still at work. */
const warmUpRounds = 15;
/** So many that the clock of a thread tells them apart, and so few that nothing is sent meanwhile. */
const steps = 1_000;

export interface StepCost {
  readonly rounds: number;
  readonly steps: number;
  readonly costs: readonly { readonly name: string; readonly microseconds: readonly number[] }[];
}

using api = await startApi(0);
const all = recorders(api.url);
const costs = all.map(({ name }) => ({ name, microseconds: [] as number[] }));
for (let round = -warmUpRounds; round < rounds; round++) {
  for (const [index, recorder] of all.entries()) {
    const cost = await costOf(recorder);
    if (round >= 0) costs[index]?.microseconds.push(cost);
  }
}
tell({ rounds, steps, costs } satisfies StepCost);

/** Without the sending, and without the collection of what others have left. */
async function costOf(recorder: Recorder): Promise<number> {
  let took = 0;
  await recorder.flush();
  collectGarbage();
  await recorder.run(async (step) => {
    // Of this thread alone: others use the machine too.
    const before = process.threadCpuUsage();
    for (let n = 0; n < steps; n++) await step();
    const { user, system } = process.threadCpuUsage(before);
    took = user + system;
  });
  await recorder.flush();
  return took / steps;
}
