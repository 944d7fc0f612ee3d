/** What the document says of a bulk item: what it is about, when it happened, and whether it may have been done already. */
import { fieldAt } from '../call/fields.ts';
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
  if (operation === undefined) {
    return { instance: firstOf(fields, everywhere.instance), span: firstOf(fields, everywhere.span) };
  }
  const { instance, span } = operation.subject;
  return { instance: instance && textAt(fields, instance), span: span && textAt(fields, span) };
}

/** What stands at the first of these places where anything stands. */
function firstOf(fields: object, places: readonly Path[]): string | undefined {
  const place = places.find((path) => (fieldAt(fields, path) ?? null) !== null);
  return place && textAt(fields, place);
}

function textAt(fields: object, path: Path): string | undefined {
  const found = fieldAt(fields, path);
  return typeof found === 'string' ? found : undefined;
}

/**
 * Writes into an item when it happened, where the API would take the moment at which it arrives: now, but no later than
 * what the item says came afterwards, and no earlier than what came before.
 */
export function stampTimes(fields: object, operation: Operation | undefined, now: string): void {
  const times = operation?.nowWhenAbsent ?? [];
  for (const [index, { path, unlessStatus }] of times.entries()) {
    const last = path.length - 1;
    const holder = fieldAt(fields, path, last);
    const name = path[last];
    if (!isFields(holder) || name === undefined) continue;
    const status = Object.hasOwn(holder, 'status') ? holder['status'] : undefined;
    if (typeof status === 'string' && unlessStatus.includes(status)) continue;
    if (Object.hasOwn(holder, name) && (holder[name] ?? null) !== null) continue;
    const given = (rules: typeof times): string[] => rules.flatMap((rule) => textAt(fields, rule.path) ?? []);
    const later = given(times.slice(index + 1)).find((time) => isBefore(time, now));
    const earlier = given(times.slice(0, index)).find((time) => isBefore(now, time));
    holder[name] = later ?? earlier ?? now;
  }
}

function isBefore(one: string, other: string): boolean {
  return Date.parse(one) < Date.parse(other);
}

/** Whether an operation that cannot be done again, because of the state that is there, was done before. */
export function leadsToState(operation: Operation | undefined): boolean {
  return operation?.leadsToState ?? false;
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
