/** Keeps the token out of everything that is told about a request, even where a server repeats it. */
import { fieldOf, messageOf, outlineOf } from '../errors/causes.ts';

const mask = '[redacted]';

/** Takes secrets out of what is told. */
export class Redactor {
  readonly #secrets: readonly (string | undefined)[];
  #needles: ReadonlySet<string> | undefined;

  /** @param secrets Tokens, or `Authorization` headers that hold one; absent ones are left out. */
  constructor(secrets: readonly (string | undefined)[]) {
    this.#secrets = secrets;
  }

  text(given: string): string {
    // Most calls have nothing to tell, and never get here.
    this.#needles ??= needlesOf(this.#secrets);
    let redacted = given;
    for (const needle of this.#needles) redacted = redacted.replaceAll(needle, mask);
    return redacted;
  }

  /** A copy of parsed JSON, with the secrets taken out of every text and name in it. */
  json<Value>(value: Value): Value {
    return mapText(value, (text) => this.text(text));
  }

  /** What a caller's own code threw, as it is; where it shows a secret, an error with its name and message instead. */
  cause(thrown: unknown): unknown {
    if (!this.#isTelling(thrown, new Set())) return thrown;
    const { name, message } = outlineOf(thrown) ?? { name: 'Error', message: messageOf(thrown) };
    const clean = new Error(this.text(message));
    clean.name = this.text(name);
    return clean;
  }

  /** Whether anything that is shown of a thrown value changes when secrets are taken out. */
  #isTelling(thrown: unknown, seen: Set<unknown>): boolean {
    if (typeof thrown === 'string') return this.text(thrown) !== thrown;
    if (typeof thrown !== 'object' || thrown === null || ArrayBuffer.isView(thrown)) return false;
    if (seen.has(thrown) || seen.size > 100) return false;
    seen.add(thrown);
    const shown = Object.getOwnPropertyNames(thrown).map((name) => fieldOf(thrown, name));
    return [...headerValuesOf(thrown), ...shown].some((value) => this.#isTelling(value, seen));
  }
}

function needlesOf(secrets: readonly (string | undefined)[]): Set<string> {
  const tokens = secrets
    .map((secret) => secret?.replace(/^Bearer /, '') ?? '')
    .filter((token) => token !== '');
  return new Set(tokens.flatMap((token) => [token, JSON.stringify(token).slice(1, -1)]));
}

/** `inspect` shows the values of headers, which are no properties of theirs. */
function headerValuesOf(thrown: object): unknown[] {
  if (Object.prototype.toString.call(thrown) !== '[object Headers]') return [];
  try {
    return [...(thrown as Headers).values()];
  } catch {
    return [];
  }
}

type Holder = Record<string, unknown>;

/** Without recursion: a server may nest as deep as it likes. */
function mapText<Value>(value: Value, map: (text: string) => string): Value {
  const root: Holder = { value };
  const open: Holder[] = [root];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    for (const [name, field] of Object.entries(holder)) {
      if (typeof field === 'string') {
        holder[name] = map(field);
      } else if (Array.isArray(field)) {
        const copy = [...field];
        holder[name] = copy;
        open.push(copy as unknown as Holder);
      } else if (typeof field === 'object' && field !== null) {
        const copy = Object.fromEntries(Object.entries(field).map(([key, inner]) => [map(key), inner]));
        define(holder, name, copy);
        open.push(copy);
      }
    }
  }
  return root['value'] as Value;
}

/** Unlike an assignment, takes `__proto__` for a name like any other. */
function define(holder: Holder, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}
