/** How the page writes times, durations, ids and numbers. */

// The page is in English, whatever the browser is set to, and its clock has 24 hours.
const count = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const clockExactly = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * @param {number} number
 * @param {string} singular
 */
export function counted(number, singular) {
  return `${count.format(number)} ${singular}${number === 1 ? '' : 's'}`;
}

/**
 * A time of day, with the day unless that is today.
 *
 * @param {number} time
 * @param {number} now
 */
export function timeText(time, now) {
  const text = clock.format(time);
  return day.format(time) === day.format(now) ? text : `${day.format(time)}, ${text}`;
}

/** @param {number} time */
export function exactTimeText(time) {
  return `${day.format(time)}, ${clockExactly.format(time)}`;
}

/**
 * A duration. A running one is shown in tenths of a second, which do not flicker.
 *
 * @param {number} milliseconds
 * @param {boolean} [isRunning]
 */
export function durationText(milliseconds, isRunning = false) {
  const duration = Math.max(0, milliseconds);
  if (isRunning && duration < 59_950) return `${(Math.floor(duration / 100) / 10).toFixed(1)} s`;
  if (duration < 999.5) return `${Math.round(duration)} ms`;
  if (duration < 9995) return `${(duration / second).toFixed(2)} s`;
  if (duration < 59_950) return `${(duration / second).toFixed(1)} s`;
  const seconds = Math.round(duration / second);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(duration / minute);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
  const hours = Math.round(duration / hour);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/**
 * A mark of the time axis: as short as it can be and still exact.
 *
 * @param {number} milliseconds
 * @returns {string}
 */
export function offsetText(milliseconds) {
  if (milliseconds === 0) return '0';
  /** @type {[number, string][]} */
  const units = [
    [24 * hour, 'd'],
    [hour, 'h'],
    [minute, 'min'],
    [second, 's'],
    [1, 'ms'],
  ];
  const [size, name] = units.find(([unit]) => milliseconds >= unit) ?? [1, 'ms'];
  const whole = Math.floor(milliseconds / size);
  const rest = milliseconds - whole * size;
  if (rest === 0) return `${whole} ${name}`;
  if (size <= second) return `${Number((milliseconds / size).toFixed(2))} ${name}`;
  return `${whole} ${name} ${offsetText(rest)}`;
}

/**
 * Ids of the same sandbox begin alike, so the end tells them apart.
 *
 * @param {string} id
 */
export function shortId(id) {
  return id.length <= 14 ? id : `…${id.slice(-8)}`;
}

/** @param {number} number */
function twoDigits(number) {
  return String(number).padStart(2, '0');
}
