/** What the document says of a bulk item: what it is about, when it happened, and whether it may have been done already. */
import { type Operation, operations, type Path } from '../call/operations.ts';

/** The instance and the span that an item is about. */
export interface Subject {
  readonly instance: string | undefined;
  readonly span: string | undefined;
}

/**
 * What an item is about, so that order can be kept.
 *
 * @param operation `undefined` for a type that the document does not describe: it may name its subject wherever others do.
 */
export function subjectOf(fields: object, operation: Operation | undefined): Subject {
  const named = (part: 'instance' | 'span'): string | undefined => {
    const place = operation?.subject[part];
    const places = operation === undefined ? everywhere[part] : place === undefined ? [] : [place];
    for (const path of places) {
      const found = fieldAt(fields, path);
      if (found !== undefined && found !== null) return typeof found === 'string' ? found : undefined;
    }
    return undefined;
  };
  return { instance: named('instance'), span: named('span') };
}

/** Writes into an item when it happened, where the API would take the moment at which it arrives. */
export function stampTimes(fields: object, operation: Operation | undefined, now: string): void {
  for (const { path, unlessStatus } of operation?.nowWhenAbsent ?? []) {
    const holder = fieldAt(fields, path.slice(0, -1));
    const name = path.at(-1);
    if (!isFields(holder) || name === undefined) continue;
    const status = fieldAt(holder, ['status']);
    if (!unlessStatus.some((one) => one === status)) holder[name] = fieldAt(holder, [name]) ?? now;
  }
}

/** Whether an operation that cannot be done again, because of the state that is there, was done before. */
export function leadsToState(operation: Operation | undefined): boolean {
  return operation?.leadsToState ?? false;
}

function fieldAt(value: unknown, path: Path): unknown {
  return path.reduce(
    (holder, name) => (isFields(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined),
    value,
  );
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Where items name their subject, what most of them do first. */
const everywhere = { instance: placesOf('instance'), span: placesOf('span') };

function placesOf(part: 'instance' | 'span'): Path[] {
  const uses = new Map<string, number>();
  for (const { subject } of Object.values<Operation>(operations)) {
    const place = subject[part]?.join('.');
    if (place !== undefined) uses.set(place, (uses.get(place) ?? 0) + 1);
  }
  return [...uses].toSorted(([, a], [, b]) => b - a).map(([place]) => place.split('.'));
}
