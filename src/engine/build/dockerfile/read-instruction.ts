/** One logical line as a typed instruction (moby/buildkit instructions/parse.go). */
import { checkFlags, flagValue } from './flags.ts';
import type {
  ArgInstruction,
  CmdInstruction,
  EnvInstruction,
  FromInstruction,
  Instruction,
  LabelInstruction,
  ListInstruction,
  OnbuildInstruction,
  RunInstruction,
  ShellInstruction,
  WordInstruction,
} from './instruction.ts';
import { baseOf, commandLine, type InstructionText, jsonOrWords, triggerText, wordsOf } from './instruction-text.ts';
import { parseJsonStrings } from './json-strings.ts';
import { readMount } from './mount.ts';
import { fail } from './problem.ts';
import { readHealthcheck } from './read-healthcheck.ts';
import { readKeyValues } from './read-key-values.ts';
import { readTransfer } from './read-transfer.ts';
import { trimSpace } from './space.ts';
import { splitQuotedWords } from './split-words.ts';

type Reader = (text: InstructionText) => Instruction;

/** What docker refuses while it cuts the file into nodes, before any instruction is looked at. */
export function checkSyntax(text: InstructionText): void {
  if (text.name === 'ONBUILD') {
    if (text.argument.text !== '') checkSyntax(triggerText(text));
    return;
  }
  if ((text.name === 'ENV' || text.name === 'LABEL') && text.argument.text !== '') readKeyValues(text);
  const takesJson = ['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD', 'VOLUME'].includes(text.name);
  const json = takesJson ? text.argument.text : text.name === 'HEALTHCHECK' ? text.argument.text.replace(/^\S+\s*/, '') : '';
  if (parseJsonStrings(json).kind === 'notStrings') fail({ code: 'dockerfile.notStrings' }, text.argument.range);
}

/** @returns undefined for a word that is no instruction */
export function findReader(name: string): Reader | undefined {
  return READERS.get(name);
}
export function listInstructionNames(): readonly string[] {
  return [...READERS.keys()].sort();
}

const readPairs =
  (kind: 'env' | 'label'): Reader =>
  (text): EnvInstruction | LabelInstruction => {
    checkFlags(kind, text.flags, text.frontend);
    const pairs = readKeyValues(text);
    if (pairs.length === 0) fail({ code: 'dockerfile.atLeastOneArgument', instruction: text.name }, text.range);
    for (const { key } of pairs) if (key.text === '') fail({ code: 'dockerfile.blankName', instruction: text.name }, key.range);
    return { ...baseOf(text), kind, pairs };
  };

const readWord =
  (kind: WordInstruction['kind']): Reader =>
  (text): WordInstruction => {
    if (text.argument.text === '') fail({ code: 'dockerfile.exactlyOneArgument', instruction: text.name }, text.range);
    // STOPSIGNAL alone never looks at its flags.
    if (kind !== 'stopsignal') checkFlags(kind, text.flags, text.frontend);
    return { ...baseOf(text), kind, word: text.argument };
  };

const readCommand =
  (kind: 'cmd' | 'entrypoint'): Reader =>
  (text): CmdInstruction => {
    checkFlags(kind, text.flags, text.frontend);
    return { ...baseOf(text), kind, command: commandLine(text) };
  };

function readFrom(text: InstructionText): FromInstruction {
  const [image, as, name, ...more] = wordsOf(text);
  const hasName = as !== undefined && name !== undefined && more.length === 0 && as.text.toLowerCase() === 'as';
  if (image === undefined || (as !== undefined && !hasName)) return fail({ code: 'dockerfile.fromArguments' }, text.range);
  const stageName = hasName ? name.text.toLowerCase() : '';
  if (hasName && !/^[a-z][a-z0-9-_.]*$/.test(stageName)) fail({ code: 'dockerfile.stageName', name: name.text }, name.range);
  checkFlags('from', text.flags, text.frontend);
  const names = hasName ? { as, nameToken: name } : {};
  return { ...baseOf(text), kind: 'from', image, platform: flagValue(text.flags, 'platform'), name: stageName, ...names };
}

function readRun(text: InstructionText): RunInstruction {
  checkFlags('run', text.flags, text.frontend);
  const mounts = text.flags.filter((flag) => flag.name === 'mount').map(({ value, token }) => ({ value, token }));
  for (const mount of mounts) readMount(mount, text.frontend === 'classic' ? (value) => value : undefined);
  const network = flagValue(text.flags, 'network') || 'default';
  if (network !== 'default' && network !== 'none' && network !== 'host') fail({ code: 'run.network', value: network }, text.range);
  const security = flagValue(text.flags, 'security') || 'sandbox';
  if (security !== 'sandbox' && security !== 'insecure') fail({ code: 'run.security', value: security }, text.range);
  return { ...baseOf(text), kind: 'run', command: commandLine(text), mounts, network, security };
}

function readArg(text: InstructionText): ArgInstruction {
  const parts = splitQuotedWords(text.argument.text, text.escapeToken);
  if (parts.length === 0) fail({ code: 'dockerfile.atLeastOneArgument', instruction: text.name }, text.range);
  const args = parts.map((part) => {
    const equals = part.text.indexOf('=');
    if (equals < 0) return { name: text.tokenOf(part) };
    if (equals === 0) return fail({ code: 'dockerfile.blankName', instruction: text.name }, text.tokenOf(part).range);
    const middle = part.start + equals;
    return {
      name: text.tokenOf({ text: part.text.slice(0, equals), start: part.start, end: middle }),
      value: text.tokenOf({ text: part.text.slice(equals + 1), start: middle + 1, end: part.end }),
    };
  });
  return { ...baseOf(text), kind: 'arg', args };
}

function readShell(text: InstructionText): ShellInstruction {
  checkFlags('shell', text.flags, text.frontend);
  const { form, args } = commandLine(text);
  if (args.length === 0) fail({ code: 'dockerfile.atLeastOneArgument', instruction: text.name }, text.range);
  if (form === 'shell') fail({ code: 'dockerfile.shellNotJson' }, text.argument.range);
  return { ...baseOf(text), kind: 'shell', shell: args };
}

function readList(kind: ListInstruction['kind']): Reader {
  return (text): ListInstruction => {
    const items = kind === 'volume' ? jsonOrWords(text) : wordsOf(text);
    if (items.length === 0) fail({ code: 'dockerfile.atLeastOneArgument', instruction: text.name }, text.range);
    checkFlags(kind, text.flags, text.frontend);
    if (kind === 'expose')
      return {
        ...baseOf(text),
        kind,
        items: items.sort((left, right) => (left.text < right.text ? -1 : left.text > right.text ? 1 : 0)),
      };
    const volumes = items.map((item) => ({ ...item, text: trimSpace(item.text) }));
    for (const volume of volumes) if (volume.text === '') fail({ code: 'dockerfile.volumeEmpty' }, volume.range);
    return { ...baseOf(text), kind, items: volumes };
  };
}

function readOnbuild(text: InstructionText): OnbuildInstruction {
  if (text.argument.text === '') fail({ code: 'dockerfile.atLeastOneArgument', instruction: text.name }, text.range);
  checkFlags('onbuild', text.flags, text.frontend);
  const trigger = triggerText(text);
  if (trigger.name === 'ONBUILD') fail({ code: 'dockerfile.onbuildChain' }, text.argument.range);
  if (trigger.name === 'MAINTAINER' || trigger.name === 'FROM')
    fail({ code: 'dockerfile.onbuildTrigger', trigger: trigger.name }, text.argument.range);
  return { ...baseOf(text), kind: 'onbuild', trigger: text.source.replace(/^\s*ONBUILD\s*/i, '') };
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['ADD', (text) => readTransfer(text, 'add')],
  ['ARG', readArg],
  ['CMD', readCommand('cmd')],
  ['COPY', (text) => readTransfer(text, 'copy')],
  ['ENTRYPOINT', readCommand('entrypoint')],
  ['ENV', readPairs('env')],
  ['EXPOSE', readList('expose')],
  ['FROM', readFrom],
  ['HEALTHCHECK', (text) => ({ ...baseOf(text), kind: 'healthcheck', health: readHealthcheck(text) })],
  ['LABEL', readPairs('label')],
  ['MAINTAINER', readWord('maintainer')],
  ['ONBUILD', readOnbuild],
  ['RUN', readRun],
  ['SHELL', readShell],
  ['STOPSIGNAL', readWord('stopsignal')],
  ['USER', readWord('user')],
  ['VOLUME', readList('volume')],
  ['WORKDIR', readWord('workdir')],
]);
