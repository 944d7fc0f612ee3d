/**
 * The time of a sandbox. It stands for a server, so its durations are real ones even where a test has replaced the timers
 * of the process: what is taken here is taken before. Its dates are those of the process, so that what a test makes of
 * `Date` is on one line with the timestamps that the agent sends.
 */
import { performance } from 'node:perf_hooks';
import { clearTimeout, setTimeout } from 'node:timers';
import { type Clock, systemClock } from '../wrapper/clock.ts';

const now = performance.now.bind(performance);
const [start, stop] = [setTimeout, clearTimeout];

export const realClock: Clock = {
  ...systemClock,
  monotonic: now,
  after(delay, run) {
    const timer = start(run, delay);
    return () => stop(timer);
  },
};
