/** The warnings of this process while a function runs. */
export async function warningsDuring(run: () => unknown): Promise<string[]> {
  const warnings: string[] = [];
  const onWarning = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', onWarning);
  try {
    await run();
    // A warning is told one turn later.
    await new Promise(setImmediate);
  } finally {
    process.off('warning', onWarning);
  }
  return warnings;
}
