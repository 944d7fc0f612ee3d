/**
 * Records the spans of a file, however large, one JSON object in a line. Run again, it repeats nothing.
 *
 *     node examples/backfilling-spans/backfill.ts spans.ndjson
 *
 * Lines that were not recorded go to `spans.ndjson.failed`, to be mended and backfilled themselves.
 */
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { progress } from '@clack/prompts';
import { type BulkInput, deriveIdempotencyKey, PrefactorHttpClient } from 'prefactor-http';

type NewSpan = BulkInput<'agent_spans/create'>;

/** A line of the file, with its number and its place in bytes. */
interface Line {
  readonly text: string;
  readonly number: number;
  readonly bytesRead: number;
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  await using file = await open(path);
  let number = 0;
  let bytesRead = 0;
  for await (const text of file.readLines({ autoClose: false })) {
    number += 1;
    bytesRead += Buffer.byteLength(text) + 1;
    if (text.trim() !== '') yield { text, number, bytesRead };
  }
}

/** The spans of the file. The key of each follows from where it stands, so that a second run replays the first. */
async function* spansOf(path: string, onRead: (line: Line) => void): AsyncGenerator<NewSpan> {
  for await (const line of linesOf(path)) {
    onRead(line);
    yield {
      _type: 'agent_spans/create',
      idempotency_key: await deriveIdempotencyKey('backfill', basename(path), line.number),
      // What is wrong with a line is told by the outcome of its span.
      details: parsed(line.text) as NewSpan['details'],
    };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Which file? node examples/backfilling-spans/backfill.ts spans.ndjson');
  process.exit(2);
}
await using client = new PrefactorHttpClient();
const failures = createWriteStream(`${path}.failed`);
const file = await open(path);
const { size } = await file.stat();
await file.close();

const lines: Line[] = [];
const bar = progress({ max: size });
bar.start(`Backfilling ${basename(path)}`);
let recorded = 0;
let failed = 0;
let bytesDone = 0;
const run = client.bulk.executeAll(
  spansOf(path, (line) => lines.push(line)),
  { concurrency: 4, onProgress: ({ succeeded }) => bar.message(`${succeeded} recorded, ${failed} failed`) },
);
for await (const outcome of run) {
  // Outcomes come in the order of the lines.
  const line = lines.shift();
  if (line === undefined) break;
  if (outcome.status === 'success') {
    recorded += 1;
  } else {
    failed += 1;
    failures.write(`${line.text}\n`);
    if (failed <= 10) console.error(`line ${line.number}: ${outcome.error.message}`);
  }
  bar.advance(line.bytesRead - bytesDone);
  bytesDone = line.bytesRead;
}
bar.stop(`${recorded} recorded, ${failed} failed`);
failures.end();
process.exitCode = failed === 0 ? 0 : 1;
