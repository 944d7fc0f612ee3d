/** Calls the option `redact`. Whatever that does, the payload is sent as it wants it, or masked. */
import type { Redact } from '../config.ts';
import { warn } from '../environment.ts';
import { isPromise } from '../realms.ts';
import { isFields } from '../validation/schema.ts';
import { readValue, UnawaitedPromise, withMarkers } from './json-value.ts';

/** What is sent in place of a payload. */
interface Redacted {
  readonly payload: unknown;
  /** Whether `redact` has put sensitive values into it. */
  readonly isMarked: boolean;
}

/** What `redact` may do wrong, as a warning and the mask say it. */
type Mistake = 'threw' | 'returned a promise' | 'returned no object' | 'marked values that cannot be marked';

export class PayloadRedactor {
  readonly #redact: Redact;
  #hasWarned = false;

  constructor(redact: Redact) {
    this.#redact = redact;
  }

  /**
   * @param payload As `readValue` and `withMarkers` make it.
   * @param path Where it is in its body or bulk item.
   * @param mayMark Whether sensitive values may be in it.
   */
  redact(payload: unknown, path: string, mayMark: boolean): Redacted {
    const given = plainCopy(payload);
    const redacted = this.#redacted(given, path);
    if (typeof redacted === 'string') return this.#masked(redacted, path);
    if (redacted.isMarked && !mayMark) return this.#masked('marked values that cannot be marked', path);
    return redacted;
  }

  #redacted(given: unknown, path: string): Redacted | Mistake {
    const redact = this.#redact;
    try {
      const result: unknown = redact(given as Record<string, unknown>, path);
      if (isAwaitable(result)) return 'returned a promise';
      const { value, sensitive } = readValue(result);
      const isMark = sensitive.some(({ length }) => length === 0);
      const payload = plainCopy(withMarkers(value));
      const isAllowed = isFields(payload) || (!isFields(given) && payload !== undefined);
      return isAllowed && !isMark ? { payload, isMarked: sensitive.length > 0 } : 'returned no object';
    } catch (thrown) {
      return thrown instanceof UnawaitedPromise ? 'returned a promise' : 'threw';
    }
  }

  /** Nothing of the payload is shown, nor what was thrown: that may hold what it was to take out. */
  #masked(mistake: Mistake, path: string): Redacted {
    if (!this.#hasWarned) {
      this.#hasWarned = true;
      warn(
        `prefactor-http: redact ${mistake} (${path}); a marker is sent in place of the whole payload, and of any other with which this happens from now on`,
      );
    }
    return { payload: { redacted: `[redact ${mistake}]` }, isMarked: false };
  }
}

/** What arrives of a value: nobody else's, with nothing in it but what JSON has. */
function plainCopy(value: unknown): unknown {
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}

function isAwaitable(value: unknown): boolean {
  if (isPromise(value)) {
    // Nobody else is told of its rejection.
    value.catch(() => {});
    return true;
  }
  return isFields(value) && typeof value['then'] === 'function';
}
