/** What a comparison finds, and how it is rated. */

/** In which direction a schema travels. */
export type Side = 'request' | 'answer';

const kinds = [
  'operation-added',
  'operation-removed',
  'security',
  'answer-added',
  'answer-removed',
  'field-added',
  'field-removed',
  'required',
  'optional',
  'type',
  'value-added',
  'value-removed',
  'constraint',
  'closed',
  'opened',
  'variant-added',
  'variant-removed',
  'deprecated',
] as const;

export type Kind = (typeof kinds)[number];

export const isKind = (value: unknown): value is Kind => kinds.some((kind) => kind === value);

/** One difference, told from the base to the revision, however many operations it shows up in. */
export interface Difference {
  /** The schema and field of the base, `AgentSpan.status`, or the operation: `GET /api/v1/ping`, `… ?limit`, `… 200`. */
  readonly at: string;
  readonly kind: Kind;
  /** What changes, from the base to the revision: `loses the value "pending"`. */
  readonly change: string;
  /** Whether code that keeps to the base is wrong for the revision. */
  breaking: boolean;
  /** `file:line` of the base, where it came from files. */
  readonly place: string | undefined;
  readonly sides: Set<Side>;
  /** Operations of the base, by id. */
  readonly operations: Set<string>;
}

/** What the revision accepts or sends, beside what the base does. */
export type Extent = 'wider' | 'narrower' | 'different';

/** A request must stay acceptable, an answer must stay what was expected. */
export const isBreaking = (extent: Extent, side: Side): boolean =>
  extent === 'different' || extent === (side === 'request' ? 'narrower' : 'wider');

/** Where a comparison stands: the operation and the direction. */
export interface Context {
  readonly operation: string;
  readonly side: Side;
}

/** Collects differences; the same one in several operations is one, as breaking as it is in any of them. */
export class Differences {
  readonly #found = new Map<string, Difference>();

  add(
    context: Context,
    found: { at: string; kind: Kind; change: string; breaking: boolean; place: string | undefined },
  ): void {
    const { at, kind, change, breaking, place } = found;
    const key = `${at} ${kind} ${change}`;
    const known = this.#found.get(key) ?? {
      at,
      kind,
      change,
      breaking: false,
      place,
      sides: new Set(),
      operations: new Set(),
    };
    known.breaking ||= breaking;
    known.sides.add(context.side);
    known.operations.add(context.operation);
    this.#found.set(key, known);
  }

  get size(): number {
    return this.#found.size;
  }

  /** All of them: breaking ones first, then by name. */
  list(): Difference[] {
    const order = ({ breaking, at, kind, change }: Difference): string =>
      `${breaking ? 0 : 1} ${at} ${kind} ${change}`;
    return [...this.#found.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }
}
