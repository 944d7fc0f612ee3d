/** A change of the vendor's document, and what a report must say of it. */
import type { Kind } from '../../../scripts/compare/differences.ts';
import { asObject, type Json } from '../../../scripts/compare/source.ts';

export interface Expected {
  at: string;
  kind: Kind;
  breaking: boolean;
}

export interface Change {
  name: string;
  /** Changes of one target exclude each other. */
  target: string;
  /** Whether it takes away what other changes are made to. */
  hides: boolean;
  apply: (document: Json) => void;
  expected: Expected[];
}

/** What stands at a path of the document. */
export const at = (document: Json, path: readonly string[]): Json =>
  asObject(path.reduce<unknown>((value, key) => asObject(value)[key], document));

/** Whether a schema leads to a component. */
export const leadsOn = (schema: unknown): boolean => JSON.stringify(schema).includes('/schemas/');
