/** Undoes what servers and proxies did to a body on its way. */
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** What became of a body. */
export interface DecodedBody {
  /** As much of it as could be decoded. */
  readonly bytes: Buffer;
  /** It exceeds the limit: decoding stopped. */
  readonly tooLarge: boolean;
  /** Why the rest could not be decoded. */
  readonly error: Error | undefined;
}

const decoders = new Map<string, (bytes: Buffer) => ReturnType<typeof createGunzip>>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['br', () => createBrotliDecompress()],
  // Meant to begin with a header of zlib's; some servers leave it out.
  ['deflate', (bytes) => ((bytes[0] ?? 0) % 16 === 8 ? createInflate() : createInflateRaw())],
]);

/**
 * @param encoding The header `content-encoding`. One that is not known here changes nothing: mostly it is no encoding.
 * @param maxSize Bytes, once decoded.
 * @param done Called once, at once where there is nothing to decode.
 */
export function decodeBody(
  bytes: Buffer,
  encoding: string | null,
  maxSize: number,
  done: (body: DecodedBody) => void,
): void {
  const create = encoding === null ? undefined : decoders.get(encoding.trim().toLowerCase());
  // An answer without a body is often marked with the encoding that a body would have had.
  if (create === undefined || bytes.length === 0) {
    done({ bytes, tooLarge: false, error: undefined });
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  const end = (tooLarge: boolean, error?: Error) => done({ bytes: Buffer.concat(chunks), tooLarge, error });
  const decoder = create(bytes)
    .on('data', (chunk: Buffer) => {
      if (decoder.destroyed) return;
      size += chunk.length;
      if (size > maxSize) {
        decoder.destroy();
        end(true);
      } else chunks.push(chunk);
    })
    .on('error', (error) => end(false, error))
    .on('end', () => end(false));
  decoder.end(bytes);
}
