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
const pattern = new RegExp(`^1\\.${id}\\.${id}\\.(h?)\\.([\\w.!~*'()-]*)$`);

export function writeHandle({ id = '', span = '', isHandedOver, name = '' }: HandleContent): string {
  // Percent signs would be decoded wherever the handle stands in a URL.
  const text = encodeURIComponent(name.toWellFormed()).replaceAll('~', '%7E').replaceAll('%', '~');
  return `1.${id}.${span}.${isHandedOver ? 'h' : ''}.${text}`;
}

/** @throws When it is no handle, or of a version that is not known here. */
export function readHandle(handle: string): HandleContent {
  const [, id, span, flag, text = ''] = pattern.exec(handle) ?? [];
  if (flag === undefined) throw new RangeError('no handle of a run');
  const name = decodeURIComponent(text.replaceAll('~', '%')) || undefined;
  return { id, span, isHandedOver: flag === 'h', name };
}
