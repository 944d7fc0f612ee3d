/** The text by which another process goes on with a run. */

/** What a handle says. */
export interface HandleContent {
  /** Id of the run; `undefined` when it could not be registered. */
  readonly id?: string | undefined;
  /** Id of the span below which others go on. */
  readonly span?: string | undefined;
  /** Whether whoever goes on with the run ends it. */
  readonly isHandedOver?: boolean | undefined;
  readonly name?: string | undefined;
}

const id = '([0-7][0-9a-hjkmnp-tv-z]{31})?';
const pattern = new RegExp(`^1\\.${id}\\.${id}\\.(h?)\\.([\\w.!~*'()%-]*)$`);

export function writeHandle({ id = '', span = '', isHandedOver, name = '' }: HandleContent): string {
  return `1.${id}.${span}.${isHandedOver ? 'h' : ''}.${encodeURIComponent(name.toWellFormed())}`;
}

/** @throws When it is no handle, or of a version that is not known here. */
export function readHandle(handle: string): HandleContent {
  const [, id, span, flag, name = ''] = pattern.exec(handle) ?? [];
  if (flag === undefined) throw new RangeError('no handle of a run');
  return { id, span, isHandedOver: flag === 'h', name: decodeURIComponent(name) || undefined };
}
