/**
 * Errors that every copy of this package knows. A process may have several: a package of its own with each of two
 * dependencies, one version beside another, one for each realm of Jest. To plain `instanceof`, an error of another copy is none.
 */
import { fieldOf } from './causes.ts';

type ErrorClass = abstract new (...args: never) => Error;

/**
 * Makes `instanceof` hold for errors of other copies, too.
 *
 * @param classes By the names under which all copies, minified or not, know them.
 */
export function brandErrors(classes: Readonly<Record<string, ErrorClass>>): void {
  for (const [name, errorClass] of Object.entries(classes)) {
    const brand = Symbol.for(`prefactor-http.${name}`);
    Object.defineProperty(errorClass.prototype, brand, { value: true });
    Object.defineProperty(errorClass, Symbol.hasInstance, {
      value(this: ErrorClass, value: unknown): boolean {
        // A class that somebody has derived inherits this, and has no brand of its own.
        if (this !== errorClass) return Function.prototype[Symbol.hasInstance].call(this, value);
        return fieldOf(value, brand) === true;
      },
    });
  }
}
