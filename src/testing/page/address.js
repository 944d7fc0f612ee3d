/** What the address of the page names: `#<id of a run>`, or `#<id of a run>/<id of a span>`. */

/**
 * @typedef {object} Choice
 * @property {string | undefined} run Undefined while nobody has chosen one: the newest is shown.
 * @property {string | undefined} span
 */

/** @returns {Choice} */
export function readAddress() {
  const [run, span] = location.hash.slice(1).split('/').map(decoded);
  return { run: run || undefined, span: span || undefined };
}

/**
 * Writes a choice into the address without a step in the history: only choosing a run is one, and that is a link.
 *
 * @param {Choice} choice
 */
export function writeAddress({ run, span }) {
  const address = run === undefined ? location.pathname + location.search : addressOf(run, span);
  history.replaceState(null, '', address);
}

/**
 * @param {string} run
 * @param {string} [span]
 */
export function addressOf(run, span) {
  return `#${encodeURIComponent(run)}${span === undefined ? '' : `/${encodeURIComponent(span)}`}`;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
