/**
 * What the daemon does with a container's surroundings before it makes the container: refuses, completes, warns (moby 20.10
 * `daemon/daemon_unix.go` verifyPlatformContainerSettings, adaptContainerSettings).
 */
import { goQuote } from '../../go/quote.ts';
import type { HostSettings } from '../../machine/host-settings.ts';
import { CommandFailure } from '../command-call.ts';
import { DAEMON_FACTS } from '../system-facts.data.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { CAPABILITIES } from './capabilities.data.ts';

const CPUS = DAEMON_FACTS.NCPU;
const MIN_MEMORY = 6 * 1024 * 1024;
const MIN_KERNEL_MEMORY = MIN_MEMORY;
const NANOSECONDS = 1e9;

/** The daemon looks at them before it looks for the image. @throws CommandFailure */
export function checkHostSettings(settings: HostSettings): void {
  const problem = findProblem(settings);
  if (problem !== undefined) throw new CommandFailure(daemonSays(problem));
}

/** A container's memory with swap is twice its memory where nothing was said. */
export function completeHostSettings(settings: HostSettings): HostSettings {
  const { Memory = 0, MemorySwap = 0 } = settings;
  return Memory > 0 && MemorySwap === 0 ? { ...settings, MemorySwap: 2 * Memory } : settings;
}

/** @returns what the daemon refuses, in its words without the client's beginning */
/** @param isUpdate of what is changed alone: what was set before is not looked at here */
export function findProblem(settings: HostSettings, isUpdate = false): string | undefined {
  const { Memory = 0, MemorySwap = 0, MemoryReservation = 0, NanoCpus = 0, CpuPeriod = 0, CpuQuota = 0 } = settings;
  if (Memory > 0 && Memory < MIN_MEMORY) return 'Minimum memory limit allowed is 6MB';
  if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory)
    return 'Minimum memoryswap limit should be larger than memory limit, see usage';
  if (Memory === 0 && MemorySwap > 0 && !isUpdate)
    return 'You should always set the Memory limit when using Memoryswap limit, see usage';
  if (MemoryReservation > 0 && MemoryReservation < MIN_MEMORY) return 'Minimum memory reservation allowed is 6MB';
  if (Memory > 0 && MemoryReservation > Memory)
    return 'Minimum memory limit can not be less than memory reservation limit, see usage';
  const { KernelMemory = 0 } = settings;
  if (KernelMemory > 0 && KernelMemory < MIN_KERNEL_MEMORY) return 'Minimum kernel memory limit allowed is 6MB';
  if (NanoCpus > 0 && CpuPeriod > 0) return 'Conflicting options: Nano CPUs and CPU Period cannot both be set';
  if (NanoCpus > 0 && CpuQuota > 0) return 'Conflicting options: Nano CPUs and CPU Quota cannot both be set';
  if (NanoCpus < 0 || NanoCpus > CPUS * NANOSECONDS)
    return `Range of CPUs is from 0.01 to ${CPUS}.00, as there are only ${CPUS} CPUs available`;
  if (CpuPeriod !== 0 && (CpuPeriod < 1000 || CpuPeriod > 1_000_000))
    return 'CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)';
  if (CpuQuota > 0 && CpuQuota < 1000) return 'CPU cfs quota can not be less than 1ms (i.e. 1000)';
  const cpuset = findCpusetProblem(settings);
  if (cpuset !== undefined) return cpuset;
  const { OomScoreAdj = 0 } = settings;
  if (OomScoreAdj < -1000 || OomScoreAdj > 1000) return `Invalid value ${OomScoreAdj}, range for oom score adj is [-1000, 1000]`;
  for (const key of ['CapAdd', 'CapDrop'] as const) {
    const unknown = settings[key]?.find((name) => name !== 'ALL' && !CAPABILITIES.has(name));
    if (unknown !== undefined) return `invalid ${key}: unknown capability: ${goQuote(unknown)}`;
  }
  return findSecurityProblem(settings);
}

/** `0-2,4`: what there is not, of processors or of memory. */
function findCpusetProblem({ CpusetCpus = '', CpusetMems = '' }: HostSettings): string | undefined {
  for (const [what, text, count, words] of [
    ['cpus', CpusetCpus, CPUS, 'CPUs'],
    ['mems', CpusetMems, 1, 'memory nodes'],
  ] as const) {
    const parts = text.split(',').filter((part) => part !== '');
    const bad = parts.find((part) => !/^\d+(-\d+)?$/.test(part));
    if (bad !== undefined) return `Invalid value ${text} for cpuset ${what}: invalid format: ${bad}`;
    const available = count === 1 ? '0' : `0-${count - 1}`;
    if (parts.some((part) => Number(part.split('-').at(-1)) >= count))
      return `Requested ${words} are not available - requested ${text}, available: ${available}`;
  }
  return undefined;
}

/** What the daemon says and does all the same (moby 20.10 `verifyPlatformContainerSettings`). */
export function listWarnings(settings: HostSettings): readonly string[] {
  const { KernelMemory = 0, Memory = 0, OomKillDisable = false, discarded = [] } = settings;
  return [
    ...discarded,
    ...(KernelMemory > 0 ? ['Specifying a kernel memory limit is deprecated and will be removed in a future release.'] : []),
    ...(OomKillDisable && Memory === 0
      ? [
          'OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.',
        ]
      : []),
  ];
}

const SECURITY = /^(no-new-privileges([=:](true|false))?|(label|apparmor|seccomp|systempaths)[=:].*)$/;

function findSecurityProblem({ SecurityOpt = [] }: HostSettings): string | undefined {
  const wrong = SecurityOpt.find((option) => !SECURITY.test(option));
  return wrong === undefined ? undefined : `invalid --security-opt 2: ${goQuote(wrong)}`;
}

const LOG_OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['json-file', ['max-file', 'max-size', 'compress', 'labels', 'labels-regex', 'env', 'env-regex', 'tag']],
  ['local', ['max-file', 'max-size', 'compress']],
  ['none', []],
]);

/** Of the driver and its options; looked at after the image. */
export function findLogProblem({ LogConfig }: HostSettings): string | undefined {
  if (LogConfig === undefined) return undefined;
  const { Type, Config } = LogConfig;
  const known = LOG_OPTIONS.get(Type);
  if (known === undefined) return `error looking up logging plugin ${Type}: plugin ${goQuote(Type)} not found`;
  const unknown = Object.keys(Config).find((name) => !known.includes(name));
  return unknown === undefined ? undefined : `unknown log opt '${unknown}' for ${Type} log driver`;
}
