/** What an agent runs on, for the version that it is registered with. */
import type { RuntimeEnvironment } from '../generated/types.ts';
import { VERSION } from '../generated/version.ts';

interface Runtime {
  readonly process?: {
    readonly platform?: string;
    readonly versions?: Readonly<Record<string, string | undefined>>;
  };
  readonly navigator?: { readonly userAgent?: string };
}

/**
 * Says what this process runs on, as `agent_version.runtime_environment` of a registration has it.
 *
 * @param agentSdk Adapters for agent frameworks, as `package@version`. Default: none.
 * @returns What could be found out. Never throws.
 */
export function runtimeEnvironment(agentSdk: readonly string[] = []): RuntimeEnvironment {
  const { runtime, os } = found();
  return { runtime, os, agent_sdk: [...agentSdk], prefactor_sdk: [`prefactor-http@${VERSION}`] };
}

function found(): Required<Pick<RuntimeEnvironment, 'runtime' | 'os'>> {
  try {
    const { process, navigator } = globalThis as Runtime;
    const { versions = {}, platform = null } = process ?? {};
    // Others say a version of Node too.
    const name = ['bun', 'deno', 'node'].find((one) => versions[one] !== undefined);
    const isWorkerd = navigator?.userAgent === 'Cloudflare-Workers';
    return {
      runtime: isWorkerd ? 'workerd' : name === undefined ? null : `${name}@${versions[name]}`,
      os: platform === 'win32' ? 'windows' : platform,
    };
  } catch {
    // A stub that throws.
    return { runtime: null, os: null };
  }
}
