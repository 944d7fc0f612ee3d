/** What somebody probably meant by a name that is not known. */

/** Names under which other clients know options: whichever of a line is an option is what the others of it mean. */
const synonyms = [
  'apiToken apiKey token accessToken bearerToken auth',
  'apiUrl baseUrl url endpoint host server',
  'requestTimeout timeout timeoutMs requestTimeoutMs timeoutInSeconds',
  'totalTimeout deadline maxElapsedTime',
  'maxRetries retries maxAttempts attempts retry retryCount',
  'initialRetryDelay retryDelay minRetryDelay initialDelay backoff',
  'maxRetryDelay maxDelay maxBackoff',
  'retryMultiplier multiplier factor',
  'retryOnStatusCodes retryOn statusCodes retryStatusCodes',
  'defaultIdempotencyKey keyPrefix idempotencyKeyPrefix',
  'sdkHeader userAgent',
  'maxConnections connections poolSize maxSockets',
  'maxResponseSize maxContentLength maxBodyLength',
  'maxRequestSize maxBodyLength maxBodySize',
  'dispatcher agent httpAgent httpsAgent proxy',
  'validateRequests validateRequest validate',
  'signal abortSignal abortController',
  'headers defaultHeaders extraHeaders',
  'extraQuery query params searchParams',
  'extraBody body data json details payload',
  'maxItems batchSize maxBatchSize chunkSize pageSize limit',
  'maxBytes maxBatchBytes',
  'concurrency parallelism maxConcurrency',
  'flushInterval interval flushIntervalMs maxWait linger',
  'maxQueueItems maxQueueSize queueSize',
  'onFailed onError onFailure onFail',
  'stopOnError failFast',
].map((line) => line.split(' '));

/** Letters of a name that could be meant for another one: what is longer is no name. */
const longestName = 100;

/** Whether two names are the same but for case and separators. */
export function isSameName(one: string, other: string): boolean {
  return one.length <= longestName && squash(one) === squash(other);
}

/** The known name that differs from the given one in case, separators, one letter or a first word. */
export function closestTo(given: string, known: readonly string[]): string | undefined {
  if (given.length > longestName) return undefined;
  const [longer, ...others] = known.filter((name) => name.endsWith(`_${given}`));
  return (
    known.find((name) => isSameName(name, given)) ??
    known.find((name) => isOneOff(given, name)) ??
    (others.length === 0 ? longer : undefined)
  );
}

/** The option that is meant by a name that is none. */
export function optionMeantBy(given: string, options: readonly string[]): string | undefined {
  if (given.length > longestName) return undefined;
  const others = synonyms.filter((line) => line.some((one) => isSameName(one, given))).flat();
  return closestTo(given, options) ?? options.find((option) => others.includes(option));
}

function squash(name: string): string {
  return name.replaceAll(/[^a-z\d]/gi, '').toLowerCase();
}

/** Whether a letter was left out, added or mistaken, or two were swapped. */
function isOneOff(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [a, b] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  const isSwap = a.length === 2 && a === [...b].reverse().join('');
  return shorter > 1 && (isSwap || (a.length < 2 && b.length < 2));
}
