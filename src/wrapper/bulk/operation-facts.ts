/** What the document says of a bulk item: what it is about, when it happened, and whether it may have been done already. */
import { type Operation, operations, type Path } from '../call/operations.ts';

type Fields = Readonly<Record<string, unknown>>;

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
export function subjectOf(fields: Fields, operation: Operation | undefined): Subject {
  const named = (part: 'instance' | 'span'): string | undefined => {
    const path = operation?.subject[part];
    const paths = operation === undefined ? everywhere[part] : path === undefined ? [] : [path];
    // The first that is there decides, even where it is no id.
    const found = paths
      .map((one) => fieldAt(fields, one))
      .find((value) => (value ?? undefined) !== undefined);
    return typeof found === 'string' ? found : undefined;
  };
  return { instance: named('instance'), span: named('span') };
}

/** Writes down when an item happened, where the API would take the moment at which it arrives. */
export function stampTimes(fields: Fields, operation: Operation | undefined, now: string): void {
  for (const { path, unlessStatus } of operation?.nowWhenAbsent ?? []) {
    const holder = fieldAt(fields, path.slice(0, -1));
    const name = path.at(-1);
    if (!isFields(holder) || name === undefined) continue;
    if (unlessStatus.some((status) => status === fieldAt(holder, ['status']))) continue;
    if ((fieldAt(holder, [name]) ?? undefined) === undefined) holder[name] = now;
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
