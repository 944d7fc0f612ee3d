/** Stops sending after repeated transient failures, so that an agent does not wait for an API that is down. */
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { isTransientHttpError } from '../errors/classify.ts';
import { PrefactorCircuitOpenError } from '../errors/errors.ts';
import { findIssues, milliseconds, plainObject, positiveCount, type Rule } from '../validation/rules.ts';

/** When a circuit breaker opens, and for how long. */
export interface CircuitBreakerConfig {
  /** How many calls in a row must fail, each with all its retries, before the circuit opens. */
  readonly threshold: number;
  /** Milliseconds until one call is let through; the others are refused until it has succeeded. */
  readonly halfOpenAfter: number;
}

const breakerRules: Readonly<Record<keyof CircuitBreakerConfig, Rule>> = {
  threshold: positiveCount,
  halfOpenAfter: milliseconds,
};

/** What is wrong with the option `circuitBreaker`, or `undefined`. */
export function breakerProblem(value: unknown): string | undefined {
  const problem = plainObject(value);
  if (problem !== undefined) return problem;
  const given = value as Partial<CircuitBreakerConfig>;
  const [issue] = findIssues(given, breakerRules);
  if (issue !== undefined) return `has a ${issue.path} that ${issue.message}`;
  const missing = Object.keys(breakerRules).filter(
    (name) => given[name as keyof CircuitBreakerConfig] === undefined,
  );
  return missing.length === 0 ? undefined : `must have ${missing.join(' and ')}`;
}

/**
 * Runs a call unless the circuit is open. Only failures that may pass by themselves open it: an answer such as 404 shows
 * that the API is alive, and an aborted call shows nothing.
 */
export type CircuitBreaker = <T>(call: () => Promise<T>, signal: AbortSignal) => Promise<T>;

// cockatiel reads these options, too: said to be absent, none is found on a polluted Object.prototype.
const shield: object = { halfOpenSampling: undefined, initialState: undefined };

export function createCircuitBreaker({ threshold, halfOpenAfter }: CircuitBreakerConfig): CircuitBreaker {
  const breaker = circuitBreaker(
    handleWhen((error) => {
      if (error instanceof Undecided) return error.wasTrying;
      return isTransientHttpError(error);
    }),
    { ...shield, halfOpenAfter, breaker: new ConsecutiveBreaker(threshold) },
  );

  return async (call, signal) => {
    // cockatiel would let further calls wait for the trying one, without regard to their signals.
    if (breaker.state === CircuitState.HalfOpen) throw circuitOpen();
    // What became of the call is known here: cockatiel looks for it under names that others may put on `Object.prototype`.
    let end: (() => Awaited<ReturnType<typeof call>>) | undefined;
    try {
      await breaker.execute(async () => {
        const isTrying = breaker.state === CircuitState.HalfOpen;
        try {
          const value = await call();
          end = () => value;
        } catch (error) {
          end = () => {
            throw error;
          };
          // A call that began before the circuit opened says nothing of how things are now.
          const isLate = !isTrying && breaker.state !== CircuitState.Closed;
          if (signal.aborted || isLate) throw new Undecided(isTrying);
          if (isTransientHttpError(error)) throw error;
        }
      });
    } catch {
      // Told below.
    }
    if (end === undefined) throw circuitOpen();
    return end();
  };
}

/** A call that proves nothing, because it was aborted or late: a closed circuit does not count it, a trying one stays open. */
class Undecided extends Error {
  readonly wasTrying: boolean;

  constructor(wasTrying: boolean) {
    super();
    this.wasTrying = wasTrying;
  }
}

function circuitOpen(): PrefactorCircuitOpenError {
  return new PrefactorCircuitOpenError('the circuit is open after repeated failures: nothing was sent');
}
