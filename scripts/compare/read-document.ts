/** Reads a document to compare with, from a file or a URL. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { isObject, type Json } from './source.ts';

/** What is wrong with what a caller gave; the message is for people. */
export class InputError extends Error {}

/**
 * @param place A file in JSON or YAML, or an `http:` or `https:` URL that answers with JSON.
 * @throws {InputError} When there is none, or it is no OpenAPI 3 document.
 */
export async function readDocument(place: string): Promise<Json> {
  const document = /^https?:/.test(place) ? await fromUrl(place) : await fromFile(place);
  if (!isObject(document)) throw new InputError(`${place} is no OpenAPI document: it holds no object.`);
  const { openapi, swagger, paths } = document;
  if (typeof openapi !== 'string' || !openapi.startsWith('3.')) {
    const version = openapi ?? swagger;
    const found = version === undefined ? 'it has no field `openapi`' : `its version is ${String(version)}`;
    throw new InputError(`${place} is no OpenAPI 3 document: ${found}.`);
  }
  if (!isObject(paths)) throw new InputError(`${place} is no OpenAPI document: it has no \`paths\`.`);
  return document;
}

async function fromFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new InputError(`Cannot read ${file}: ${why}.`);
  });
  try {
    return file.endsWith('.json') ? JSON.parse(text) : parse(text);
  } catch (error) {
    throw new InputError(`${file} is neither JSON nor YAML: ${messageOf(error)}`);
  }
}

async function fromUrl(url: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(60_000),
  }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new InputError(`Cannot reach ${url}: ${messageOf(cause)}`);
  });
  if (!response.ok) throw new InputError(`${url} answered with status ${response.status}.`);
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    const type = response.headers.get('content-type') ?? 'nothing';
    throw new InputError(
      `${url} answered with no JSON, but with ${type}: ${JSON.stringify(text.slice(0, 60))}`,
    );
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
