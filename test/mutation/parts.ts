/**
 * The code whose mistakes cost records, in parts, each with the tests that are near it. A planted fault runs against
 * these alone: whatever sends a request passes through most of this code, and all tests against every fault take a day.
 */
export const parts: Record<string, { code: string; tests: string } | undefined> = {
  config: {
    code: 'src/wrapper/{config,environment}.ts',
    tests: 'test/client/{config,messages,responses,runtimes,transport}.test.ts',
  },
  errors: {
    code: 'src/wrapper/errors/*.ts',
    // What became of a request is asked by bulk alone.
    tests:
      'test/{bulk/{batch-failures,total-timeout,writer-retry-after,writer-turned-away},client/{copies,errors,error-codes,messages,stacks,create-retry-policy},faults/{answers,network,proxy,tls}}.test.ts',
  },
  keys: {
    code: 'src/wrapper/{idempotency,pfid}.ts',
    tests: 'test/{client,faults}/{idempotency,pfid}.test.ts',
  },
  retry: {
    code: 'src/wrapper/retry/*.ts',
    tests:
      'test/{client/{retry,create-retry-policy,config,error-codes},faults/{circuit-breaker,retry-after,idempotency}}.test.ts',
  },
  transport: {
    code: 'src/wrapper/transport/*.ts',
    tests:
      'test/{client/{transport,responses},faults/{abort,answers,close,fetch,network,payloads,proxy,timeouts,tls}}.test.ts',
  },
  bulk: {
    code: 'src/wrapper/bulk/*.ts',
    // Without those that draw at random, and those that measure.
    tests: 'test/{bulk/!(malformed|properties|memory|processes),client/{redact,sensitive}}.test.ts',
  },
};
