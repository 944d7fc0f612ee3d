/** Makes a large item smaller: cuts the longest texts of its payloads, and nothing else of it. */
import { fieldAt, withFieldAt } from '../call/fields.ts';
import { type Operation, payloadsAnywhere } from '../call/operations.ts';
import { byteLength } from '../environment.ts';
import { refuse } from '../validation/rules.ts';

/** Bytes that a marker has at most, `[cut: 1048576 bytes]`. What has no more is never cut. */
const markerBytes = 32;

/** A text in a payload, and how many bytes of JSON it has. */
interface Text {
  readonly holder: Record<string, unknown>;
  readonly name: string;
  readonly text: string;
  readonly bytes: number;
}

/**
 * The JSON of an item with at most so many bytes. Where cutting texts is not enough, whole payloads give way to a marker,
 * the largest first.
 *
 * @param operation `undefined` for an item of a type that the document does not describe.
 * @param called What errors call the item.
 * @throws {PrefactorClientError} `code: 'item_too_large'` when even that is not enough.
 */
export function cutItem(
  json: string,
  maxBytes: number,
  operation: Operation | undefined,
  called: { readonly method: string; readonly name: string },
): string {
  const bytes = byteLength(json);
  if (bytes <= maxBytes) return json;
  let item = JSON.parse(json) as object;
  let excess = bytes - maxBytes;
  let paths = (operation?.payloads ?? payloadsAnywhere).map(({ path }) => path);
  while (excess > 0 && !cutTexts(textsIn(paths.map((path) => fieldAt(item, path))), excess)) {
    const [largest, ...others] = paths
      .map((path) => ({ path, bytes: bytesOf(fieldAt(item, path)) }))
      .sort((a, b) => b.bytes - a.bytes);
    const marker = { cut: markerOf(largest?.bytes ?? 0) };
    if (largest === undefined || largest.bytes <= bytesOf(marker)) {
      const message = `has ${bytes} bytes, and cannot be cut to the ${maxBytes} that maxItemBytes allows`;
      refuse('item_too_large', called.method, { path: called.name || 'the item', message });
    }
    item = withFieldAt(item, largest.path, marker);
    excess -= largest.bytes - bytesOf(marker);
    paths = others.map(({ path }) => path);
  }
  return JSON.stringify(item);
}

/** Cuts the longest texts, all to the same length, until there are so many bytes less; or none, if that cannot be. */
function cutTexts(texts: readonly Text[], excess: number): boolean {
  const sorted = texts.toSorted((a, b) => b.bytes - a.bytes);
  let sum = 0;
  for (const [index, { bytes }] of sorted.entries()) {
    sum += bytes;
    const length = Math.floor((sum - excess) / (index + 1));
    // The next one is longer than what would be left of these: it must be cut too.
    if (length < (sorted[index + 1]?.bytes ?? 0)) continue;
    if (length < markerBytes) return false;
    for (const { holder, name, text } of sorted.slice(0, index + 1)) {
      const kept = text.slice(0, beginningOf(text, length - markerBytes).length);
      holder[name] = kept + markerOf(byteLength(text.slice(kept.length)));
    }
    return true;
  }
  return false;
}

const markerOf = (bytes: number): string => `[cut: ${bytes} bytes]`;

/** The texts that can be cut. */
function textsIn(payloads: unknown[]): Text[] {
  const texts: Text[] = [];
  const open = [...payloads];
  while (open.length > 0) {
    const holder = open.pop();
    if (typeof holder !== 'object' || holder === null) continue;
    const fields = holder as Record<string, unknown>;
    // Of a sensitive value, only the value: its labels say what it is.
    for (const name of Object.hasOwn(fields, '$sensitive') ? ['value'] : Object.keys(fields)) {
      const text = fields[name];
      if (typeof text !== 'string') open.push(text);
      else if (text.length > markerBytes)
        texts.push({ holder: fields, name, text, bytes: beginningOf(text).bytes });
    }
  }
  return texts;
}

/** Bytes of JSON; of nothing where nothing is. */
function bytesOf(value: unknown): number {
  return value === undefined ? 0 : byteLength(JSON.stringify(value));
}

/** How much of a text has so many bytes inside JSON at most, with no character divided; and how many these are. */
function beginningOf(
  text: string,
  maxBytes = Number.POSITIVE_INFINITY,
): { readonly length: number; readonly bytes: number } {
  let length = 0;
  let bytes = 0;
  while (length < text.length) {
    const code = text.codePointAt(length) ?? 0;
    const more = jsonBytesOf(code);
    if (bytes + more > maxBytes) break;
    bytes += more;
    length += code > 0xffff ? 2 : 1;
  }
  return { length, bytes };
}

/** Bytes of a character inside JSON: to write the text only to measure it would take several times as long. */
function jsonBytesOf(code: number): number {
  if (code === 0x22 || code === 0x5c) return 2;
  if (code < 0x20) return code >= 0x08 && code <= 0x0d && code !== 0x0b ? 2 : 6;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code > 0xffff) return 4;
  return code >= 0xd800 && code <= 0xdfff ? 6 : 3;
}
