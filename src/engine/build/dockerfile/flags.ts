/** Flags of instructions (moby/buildkit instructions/bflag.go): `--name=value`, or `--name` alone for a boolean. */
import type { Frontend } from './frontend.ts';
import type { Flag, InstructionKind } from './instruction.ts';
import { fail } from './problem.ts';
import { suggestWord } from './suggest.ts';

type FlagType = 'boolean' | 'string' | 'strings';
interface FlagSpec {
  readonly name: string;
  readonly type: FlagType;
  readonly frontends: readonly Frontend[];
}

const BOTH: readonly Frontend[] = ['classic', 'buildkit'];
const BUILDKIT: readonly Frontend[] = ['buildkit'];
const flag = (name: string, type: FlagType, frontends: readonly Frontend[]): FlagSpec => ({ name, type, frontends });

const FLAGS: ReadonlyMap<InstructionKind, readonly FlagSpec[]> = new Map<InstructionKind, readonly FlagSpec[]>([
  ['from', [flag('platform', 'string', BOTH)]],
  ['run', [flag('mount', 'strings', BOTH), flag('network', 'string', BUILDKIT), flag('security', 'string', BUILDKIT)]],
  [
    'copy',
    [
      flag('chown', 'string', BOTH),
      flag('chmod', 'string', BOTH),
      flag('from', 'string', BOTH),
      flag('link', 'boolean', BUILDKIT),
      flag('parents', 'boolean', BUILDKIT),
      flag('exclude', 'strings', BUILDKIT),
    ],
  ],
  [
    'add',
    [
      flag('chown', 'string', BOTH),
      flag('chmod', 'string', BOTH),
      flag('link', 'boolean', BUILDKIT),
      flag('keep-git-dir', 'boolean', BUILDKIT),
      flag('checksum', 'string', BUILDKIT),
      flag('unpack', 'boolean', BUILDKIT),
      flag('exclude', 'strings', BUILDKIT),
    ],
  ],
  [
    'healthcheck',
    [
      flag('interval', 'string', BOTH),
      flag('timeout', 'string', BOTH),
      flag('start-period', 'string', BOTH),
      flag('start-interval', 'string', BUILDKIT),
      flag('retries', 'string', BOTH),
    ],
  ],
]);

export function listFlagNames(kind: InstructionKind, frontend: Frontend): readonly string[] {
  return specsOf(kind, frontend).map((spec) => spec.name);
}

export function checkFlags(kind: InstructionKind, flags: readonly Flag[], frontend: Frontend): void {
  const specs = specsOf(kind, frontend);
  const seen = new Set<string>();
  for (const { name, value, token } of flags) {
    const spec = specs.find((candidate) => candidate.name === name);
    if (spec === undefined) {
      const suggestion = suggestWord(name, specs.map((candidate) => candidate.name).sort(), true);
      fail({ code: 'dockerfile.unknownFlag', flag: name, ...(suggestion === undefined ? {} : { suggestion }) }, token.range);
    }
    if (seen.has(name) && spec.type !== 'strings') fail({ code: 'dockerfile.duplicateFlag', flag: name }, token.range);
    seen.add(name);
    const hasValue = token.text.includes('=');
    if (spec.type !== 'boolean' && !hasValue) fail({ code: 'dockerfile.flagNoValue', flag: name }, token.range);
    if (spec.type === 'boolean' && hasValue && value === '') fail({ code: 'dockerfile.flagNoValue', flag: name }, token.range);
    if (spec.type === 'boolean' && !/^(|true|false)$/i.test(value))
      fail({ code: 'dockerfile.flagNotBoolean', flag: name, value }, token.range);
  }
}

export function findFlag(flags: readonly Flag[], name: string): Flag | undefined {
  return flags.find((candidate) => candidate.name === name);
}
export function flagValue(flags: readonly Flag[], name: string): string {
  return findFlag(flags, name)?.value ?? '';
}
export function flagIsSet(flags: readonly Flag[], name: string): boolean {
  const found = findFlag(flags, name);
  return found !== undefined && found.value.toLowerCase() !== 'false';
}

function specsOf(kind: InstructionKind, frontend: Frontend): readonly FlagSpec[] {
  return (FLAGS.get(kind) ?? []).filter((spec) => spec.frontends.includes(frontend));
}
