/** How long the event loop is blocked at most, and how much of that is V8 collecting garbage. */
import { PerformanceObserver } from 'node:perf_hooks';

export interface Blocks {
  /** Milliseconds that no timer had a turn, without garbage collections. */
  readonly longestBlock: number;
  /** Milliseconds. */
  readonly longestCollection: number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Shorter ones are of no interest. */
const shortest = 5;

export function watchBlocks(): { stop(): Promise<Blocks> } {
  const collections: Stretch[] = [];
  const blocks: Stretch[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      collections.push({ from: startTime, to: startTime + duration });
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - last > shortest) blocks.push({ from: last, to: now });
    last = now;
  }, 1);
  return {
    async stop() {
      clearInterval(timer);
      // The observer is told a turn later.
      await new Promise((resolve) => setTimeout(resolve, 20));
      observer.disconnect();
      const longest = (lengths: readonly number[]): number => Math.max(0, ...lengths);
      const collecting = (block: Stretch): number =>
        collections.reduce(
          (sum, one) => sum + Math.max(0, Math.min(one.to, block.to) - Math.max(one.from, block.from)),
          0,
        );
      return {
        longestBlock: longest(blocks.map((block) => block.to - block.from - collecting(block))),
        longestCollection: longest(collections.map(({ from, to }) => to - from)),
      };
    },
  };
}
