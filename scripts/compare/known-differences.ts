/** The differences that are meant: `openapi/known-differences.yaml`. */
import { parse } from 'yaml';
import { type Difference, isKind, type Kind } from './differences.ts';
import { asObject, isObject } from './source.ts';

/** Differences that are meant, for one reason. */
interface Entry {
  readonly reason: string;
  readonly kind: Kind;
  /** The `at` of differences; `*` stands for anything. */
  readonly at: readonly string[];
  /** Their `change`, likewise; anything when undefined. */
  readonly change: string | undefined;
}

export interface Sorted {
  readonly unknown: Difference[];
  readonly known: Difference[];
  /** What of the file no difference matches any more. */
  readonly unused: string[];
}

/** @throws When the file is not what it should be; the message says where. */
export function readKnownDifferences(text: string): Entry[] {
  const entries: unknown = parse(text);
  if (!Array.isArray(entries)) throw new Error('known differences: not a list');
  return entries.map((entry, index) => {
    const { reason, kind, at, change, ...more } = asObject(entry);
    const fail = (what: string): never => {
      throw new Error(`known differences, entry ${index + 1}: ${what}`);
    };
    if (!isObject(entry)) return fail('not an object');
    if (typeof reason !== 'string' || reason.trim() === '') return fail('has no reason');
    if (!isKind(kind)) return fail(`${JSON.stringify(kind)} is no kind of difference`);
    if (!Array.isArray(at) || at.length === 0 || !at.every((one) => typeof one === 'string'))
      return fail('at is not a list of texts');
    if (change !== undefined && typeof change !== 'string') return fail('change is no text');
    if (Object.keys(more).length > 0) return fail(`nobody knows ${Object.keys(more).join(', ')}`);
    return { reason, kind, at, change };
  });
}

export function sortOut(differences: readonly Difference[], entries: readonly Entry[]): Sorted {
  const patterns = entries.flatMap(({ kind, at, change = '*' }) =>
    at.map((text) => ({
      kind,
      text,
      pattern: patternOf(text),
      change: patternOf(change),
      isUsed: false,
    })),
  );
  const unknown: Difference[] = [];
  const known: Difference[] = [];
  for (const difference of differences) {
    const matching = patterns.filter(
      ({ kind, pattern, change }) =>
        kind === difference.kind && pattern.test(difference.at) && change.test(difference.change),
    );
    for (const one of matching) one.isUsed = true;
    (matching.length > 0 ? known : unknown).push(difference);
  }
  const unused = patterns.filter(({ isUsed }) => !isUsed).map(({ kind, text }) => `${kind} ${text}`);
  return { unknown, known, unused };
}

/** A pattern in which only `*` means something. */
function patternOf(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
