/** Compares two schemas, field by field. */
import { type Context, Differences, type Extent, isBreaking, type Kind } from './differences.ts';
import { anything, type Property, type Shape, withoutVariants } from './shape.ts';

/** Where a schema is used: what is said of the use and not of the schema, such as null, belongs there. */
export interface Use {
  readonly at: string;
  readonly place: string | undefined;
}

export class SchemaComparison {
  readonly #differences: Differences;
  /** The pairs that are being compared: a schema may contain itself. */
  readonly #under: Map<object, Set<object>>;

  constructor(differences: Differences, under = new Map<object, Set<object>>()) {
    this.#differences = differences;
    this.#under = under;
  }

  /** Records how the revision's schema differs from the base's, where the base uses it. */
  compare(base: Shape, revision: Shape, context: Context, use: Use = base): void {
    const partners = this.#under.get(base.origin) ?? new Set();
    if (partners.has(revision.origin)) return;
    this.#under.set(base.origin, partners.add(revision.origin));
    this.#compareNull(base, revision, context, use);
    if (base.variants.length > 0 && revision.variants.length > 0) {
      this.#compareVariants(base, revision, context);
    } else if (base.variants.length > 0 || revision.variants.length > 0) {
      this.#compareOwn(withoutVariants(base), withoutVariants(revision), context);
    } else {
      this.#compareOwn(base, revision, context);
    }
    partners.delete(revision.origin);
  }

  #compareOwn(base: Shape, revision: Shape, context: Context): void {
    this.#compareTypes(base, revision, context);
    this.#compareValues(base, revision, context);
    this.#compareConstraints(base, revision, context);
    this.#compareProperties(base, revision, context);
    if (base.deprecated !== revision.deprecated)
      this.#add(
        context,
        base,
        'deprecated',
        revision.deprecated ? 'is deprecated' : 'is no longer deprecated',
        false,
      );
    // Answers are open in any case.
    if (context.side === 'request' && base.closed !== revision.closed) {
      const [kind, change, extent] = revision.closed
        ? (['closed', 'takes no further fields', 'narrower'] as const)
        : (['opened', 'takes further fields', 'wider'] as const);
      this.#add(context, base, kind, change, isBreaking(extent, context.side));
    }
    this.#compareInside(base, base.items, revision.items, '[]', context);
    this.#compareInside(base, base.additional, revision.additional, '{}', context);
  }

  /** Compares the fields of two objects, or the parameters of two operations. */
  compareFields(
    base: ReadonlyMap<string, Property>,
    revision: ReadonlyMap<string, Property>,
    context: Context,
    owner: { at: string; place: string | undefined; nameOf?: (field: string) => string },
  ): void {
    const nameOf = owner.nameOf ?? ((field) => `${owner.at}.${field}`);
    for (const [name, property] of base) {
      const other = revision.get(name);
      if (other === undefined) {
        // Nobody would notice: what the API does not know, it drops.
        this.#add(context, property, 'field-removed', 'is gone', true);
        continue;
      }
      if (property.required !== other.required) {
        const [kind, change, extent] = other.required
          ? (['required', 'becomes required', 'narrower'] as const)
          : (['optional', 'becomes optional', 'wider'] as const);
        this.#add(context, property, kind, change, isBreaking(extent, context.side));
      }
      this.compare(property.shape(), other.shape(), context, property);
    }
    for (const [name, { required }] of revision) {
      if (base.has(name)) continue;
      const field = { at: nameOf(name), place: owner.place };
      const isDemanded = required && context.side === 'request';
      this.#add(context, field, 'field-added', required ? 'is new and required' : 'is new', isDemanded);
    }
  }

  #compareProperties(base: Shape, revision: Shape, context: Context): void {
    this.compareFields(base.properties, revision.properties, context, base);
  }

  #compareNull(base: Shape, revision: Shape, context: Context, use: Use): void {
    if (base.types === undefined || revision.types === undefined) return;
    const [before, after] = [base.types.has('null'), revision.types.has('null')];
    if (before === after) return;
    const extent = after ? 'wider' : 'narrower';
    this.#add(
      context,
      use,
      'type',
      after ? 'may be null' : 'may no longer be null',
      isBreaking(extent, context.side),
    );
  }

  #compareTypes(base: Shape, revision: Shape, context: Context): void {
    const [before, after] = [withoutNull(base), withoutNull(revision)];
    const extent = extentOf(before, after);
    if (extent === undefined) return;
    const change = `type ${textOf(before)} → ${textOf(after)}`;
    this.#add(context, base, 'type', change, isBreaking(extent, context.side));
  }

  #compareValues({ values: before, ...base }: Shape, { values: after }: Shape, context: Context): void {
    if (before === undefined && after === undefined) return;
    if (before === undefined || after === undefined) {
      const extent = after === undefined ? 'wider' : 'narrower';
      const [kind, change] =
        after === undefined
          ? (['value-added', 'takes any value'] as const)
          : (['value-removed', `takes only ${after.join(', ')}`] as const);
      this.#add(context, base, kind, change, isBreaking(extent, context.side));
      return;
    }
    // Whoever reads an enum expects further values; a constant tells one thing from another.
    const isConstant = before.length === 1;
    for (const value of after.filter((one) => !before.includes(one))) {
      const breaking = isConstant && isBreaking('wider', context.side);
      this.#add(context, base, 'value-added', `gains the value ${value}`, breaking);
    }
    for (const value of before.filter((one) => !after.includes(one))) {
      const breaking = isBreaking('narrower', context.side);
      this.#add(context, base, 'value-removed', `loses the value ${value}`, breaking);
    }
  }

  #compareConstraints(base: Shape, revision: Shape, context: Context): void {
    const keywords = new Set([...Object.keys(base.constraints), ...Object.keys(revision.constraints)]);
    for (const keyword of keywords) {
      const [before, after] = [base.constraints[keyword], revision.constraints[keyword]];
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      const change = `${keyword} ${shortText(before)} → ${shortText(after)}`;
      const extent = constraintExtent(keyword, before, after);
      this.#add(context, base, 'constraint', change, isBreaking(extent, context.side));
    }
  }

  #compareInside(
    owner: Shape,
    before: (() => Shape) | undefined,
    after: (() => Shape) | undefined,
    mark: string,
    context: Context,
  ): void {
    if (before === undefined && after === undefined) return;
    const any = anything(owner.at + mark);
    const inside = before?.() ?? any;
    this.compare({ ...inside, place: inside.place ?? owner.place }, after?.() ?? any, context);
  }

  /** Pairs the alternatives that are alike, and compares those; what has no partner is new or gone. */
  #compareVariants(base: Shape, revision: Shape, context: Context): void {
    const pairs = base.variants.flatMap((before, from) =>
      revision.variants.map((after, to) => ({
        from,
        to,
        before,
        after,
        distance: this.#distanceOf(before, after, context),
      })),
    );
    pairs.sort((a, b) => a.distance - b.distance);
    const [left, right] = [new Set(base.variants.keys()), new Set(revision.variants.keys())];
    for (const { from, to, before, after, distance } of pairs) {
      if (!left.has(from) || !right.has(to) || distance === Number.POSITIVE_INFINITY) continue;
      left.delete(from);
      right.delete(to);
      this.compare(before, after, context);
    }
    for (const index of left) {
      const name = nameOf(base.variants[index]);
      const breaking = isBreaking('narrower', context.side);
      this.#add(context, base, 'variant-removed', `loses the alternative ${name}`, breaking);
    }
    for (const index of right) {
      const name = nameOf(revision.variants[index]);
      this.#add(
        context,
        base,
        'variant-added',
        `gains the alternative ${name}`,
        isBreaking('wider', context.side),
      );
    }
  }

  #add(context: Context, { at, place }: Use, kind: Kind, change: string, breaking: boolean): void {
    this.#differences.add(context, { at, kind, change, breaking, place });
  }

  /** How much two alternatives differ. Those of one name belong together, those of different types do not. */
  #distanceOf(before: Shape, after: Shape, context: Context): number {
    if (before.name !== undefined && before.name === after.name) return -1;
    if (extentOf(withoutNull(before), withoutNull(after)) === 'different') return Number.POSITIVE_INFINITY;
    const differences = new Differences();
    new SchemaComparison(differences, this.#under).compare(before, after, context);
    return differences.size;
  }
}

const nameOf = (shape: Shape | undefined): string => {
  const type = shape?.properties.get('_type')?.shape().values?.[0];
  return shape?.name ?? type ?? textOf(shape?.types);
};

function withoutNull({ types }: Shape): ReadonlySet<string> | undefined {
  return types && new Set([...types].filter((type) => type !== 'null'));
}

const textOf = (types: ReadonlySet<string> | undefined): string =>
  types === undefined ? 'any' : [...types].sort().join(' | ');

function extentOf(
  before: ReadonlySet<string> | undefined,
  after: ReadonlySet<string> | undefined,
): Extent | undefined {
  if (before === undefined || after === undefined) {
    if (before === after) return undefined;
    return after === undefined ? 'wider' : 'narrower';
  }
  const holds = (types: ReadonlySet<string>, type: string): boolean =>
    types.has(type) || (type === 'integer' && types.has('number'));
  const gains = [...after].some((type) => !holds(before, type));
  const loses = [...before].some((type) => !holds(after, type));
  if (gains && loses) return 'different';
  if (gains) return 'wider';
  return loses ? 'narrower' : undefined;
}

/** A value as JSON, cut off where nobody would read on. */
function shortText(value: unknown): string {
  const text = value === undefined ? 'none' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function constraintExtent(keyword: string, before: unknown, after: unknown): Extent {
  if (before === undefined) return 'narrower';
  if (after === undefined) return 'wider';
  if (typeof before !== 'number' || typeof after !== 'number' || keyword === 'multipleOf') return 'different';
  const isLower = /^(min|exclusiveMin)/.test(keyword);
  return after > before === isLower ? 'narrower' : 'wider';
}
