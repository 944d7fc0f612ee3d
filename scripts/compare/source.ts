/** An OpenAPI document in one or many files, as plain objects that still know their file and line. */
import { dirname, join } from 'node:path/posix';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

export type Json = Record<string, unknown>;

/** Where something is written: the file, the line of the object, and the lines of its keys. */
interface Place {
  file: string;
  line: number;
  keys: Map<string, number>;
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asObject = (value: unknown): Json => (isObject(value) ? value : {});

/** A document whose references can be followed, also from one file into another. */
export class Source {
  readonly root: Json;
  readonly #files = new Map<string, Json>();
  readonly #places = new WeakMap<object, Place>();
  readonly #read: (file: string) => string;

  private constructor(root: Json | string, read: (file: string) => string) {
    this.#read = read;
    this.root = typeof root === 'string' ? this.#fileOf(root) : root;
  }

  /** A document in one piece. Nothing in it knows its line. */
  static of(root: Json): Source {
    return new Source(root, () => {
      throw new Error('a document in one piece refers to no other file');
    });
  }

  /**
   * A document in YAML or JSON files.
   *
   * @param file The file to begin with.
   * @param read Returns the text of a file, by a path relative to the same folder as `file`.
   */
  static load(file: string, read: (file: string) => string): Source {
    return new Source(file, read);
  }

  /** What a reference leads to, and the name of the last schema on the way; the object itself when it is none. */
  follow(from: Json): { target: Json; name: string | undefined } {
    let target = from;
    let name: string | undefined;
    const seen = new Set<Json>();
    while (typeof target['$ref'] === 'string') {
      if (seen.has(target)) throw new Error(`${target['$ref']} leads back to itself`);
      seen.add(target);
      const reference = target['$ref'];
      const [path = '', pointer = ''] = reference.split('#');
      const here = this.#places.get(target)?.file;
      const root = path === '' ? this.#rootOf(here) : this.#fileOf(join(dirname(here ?? ''), path));
      const parts = pointer
        .split('/')
        .slice(1)
        .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
      const found = parts.reduce<unknown>((value, part) => asObject(value)[part], root);
      if (!isObject(found)) throw new Error(`${reference} leads nowhere`);
      target = found;
      name = parts.at(-1);
    }
    return { target, name };
  }

  resolve(from: unknown): Json {
    return this.follow(asObject(from)).target;
  }

  /** `file:line` of an object or of one of its keys, where the document came from files. */
  placeOf(object: object, key?: string): string | undefined {
    const place = this.#places.get(object);
    if (place === undefined) return undefined;
    return `${place.file}:${key === undefined ? place.line : (place.keys.get(key) ?? place.line)}`;
  }

  /** All that it says, without comments and the way it is written. Two documents that say the same have the same text. */
  text(): string {
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(visit);
      if (!isObject(value)) return;
      if (typeof value['$ref'] === 'string') this.follow(value);
      Object.values(value).forEach(visit);
    };
    visit(this.root);
    // Following references reads further files, which are visited as well.
    for (const file of this.#files.values()) visit(file);
    return JSON.stringify([...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #rootOf(file: string | undefined): Json {
    return file === undefined ? this.root : this.#fileOf(file);
  }

  #fileOf(file: string): Json {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const lines = new LineCounter();
    const { contents, errors } = parseDocument(this.#read(file), { lineCounter: lines });
    const [error] = errors;
    if (error !== undefined) throw new Error(`${file}: ${error.message}`);
    const root = this.#plain(file, contents, lines);
    if (!isObject(root)) throw new Error(`${file} holds no object`);
    this.#files.set(file, root);
    return root;
  }

  #plain(file: string, node: Node | null, lines: LineCounter): unknown {
    const lineOf = ({ range }: Node): number => lines.linePos(range?.[0] ?? 0).line;
    if (isSeq<Node>(node)) return node.items.map((item) => this.#plain(file, item, lines));
    if (isScalar(node)) return node.value;
    if (!isMap<Node, Node | null>(node)) return null;
    const keys = new Map(node.items.map(({ key }) => [keyOf(key), lineOf(key)]));
    const object: Json = Object.fromEntries(
      node.items.map(({ key, value }) => [keyOf(key), this.#plain(file, value, lines)]),
    );
    this.#places.set(object, { file, line: lineOf(node), keys });
    return object;
  }
}

const keyOf = (key: Node): string => (isScalar(key) ? String(key.value) : String(key));
