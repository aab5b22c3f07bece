/**
 * What the course teaches about Dockerfiles, as rules: each finds the places where a file does otherwise. None stops a build; docker itself
 * is silent about most of them.
 */
import type { Instruction, RunInstruction } from '../../build/dockerfile/instruction.ts';
import type { Token } from '../../build/dockerfile/position.ts';
import { type CommandWords, readCommands } from '../read-commands.ts';
import type { StageLines } from './source-places.ts';

export type CourseRule =
  | 'copy-before-install'
  | 'secret-variable'
  | 'secret-file'
  | 'removed-later'
  | 'update-alone'
  | 'cd-lost'
  | 'only-last-counts'
  | 'add-for-copy';

export interface Finding {
  readonly rule: CourseRule;
  readonly at: Pick<Token, 'range'>;
  readonly facts: Readonly<Record<string, string>>;
  /** what the marked text should be instead */
  readonly instead?: string;
}

/** They read what they need from one or two files, and take long. */
const INSTALLS =
  /\b(?:npm (?:ci|install|i)\b|yarn(?: install)?(?=\s|$)|pnpm (?:install|i)\b|pip3? install|bundle install|composer install|go mod download|cargo (?:build|fetch)|mvn )/;
const SECRET_NAME =
  /(?:^|_)(?:pass(?:word|wd|phrase)?|senha|secret|segredo|token|api_?key|access_?key|private_?key|credentials?)(?:$|_)/i;
const SECRET_FILE =
  /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|\.npmrc|\.netrc|\.pypirc|id_(?:rsa|dsa|ecdsa|ed25519)|credentials|[^/]+\.(?:pem|key|p12|pfx)|\.aws|\.ssh|\.git-credentials)\/?$/;
const NOT_SECRET = /\.(?:example|sample|template)$|\.pub$/;
const WHOLE_CONTEXT = /^\.?\/?$/;

/** In the order in which they stand. */
export function findCourseProblems(stage: StageLines): Finding[] {
  const { instructions } = stage;
  return [
    ...copiesBeforeInstall(instructions),
    ...instructions.flatMap(secrets),
    ...removals(instructions),
    ...updatesAlone(instructions),
    ...instructions.flatMap(lostFolder),
    ...repeated(instructions),
    ...instructions.flatMap(addForCopy),
  ];
}

export function copiesAll(instruction: Instruction): boolean {
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return false;
  return (
    (instruction.kind === 'add' || instruction.from === '') && instruction.sources.some(({ text }) => WHOLE_CONTEXT.test(text))
  );
}

function textOf({ command }: RunInstruction): string {
  return command.args.map(({ text }) => text).join(' ');
}

function copiesBeforeInstall(instructions: readonly Instruction[]): Finding[] {
  const install = instructions.findIndex((one) => one.kind === 'run' && INSTALLS.test(textOf(one)));
  const installing = instructions[install];
  if (installing?.kind !== 'run') return [];
  const command = INSTALLS.exec(textOf(installing))?.[0].trim() ?? '';
  return instructions
    .slice(0, install)
    .filter(copiesAll)
    .map((at) => ({ rule: 'copy-before-install', at, facts: { command } }));
}

function secrets(instruction: Instruction): Finding[] {
  if (instruction.kind === 'env') {
    const named = instruction.pairs.filter(
      ({ key, value }) => SECRET_NAME.test(key.text) && value.text !== '' && !value.text.includes('$'),
    );
    return named.map(({ key }) => ({ rule: 'secret-variable', at: key, facts: { name: key.text, instruction: 'ENV' } }));
  }
  if (instruction.kind === 'arg') {
    const named = instruction.args.filter(({ name }) => SECRET_NAME.test(name.text));
    return named.map(({ name }) => ({ rule: 'secret-variable', at: name, facts: { name: name.text, instruction: 'ARG' } }));
  }
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return [];
  const files = instruction.sources.filter(({ text }) => SECRET_FILE.test(text) && !NOT_SECRET.test(text));
  return files.map((at) => ({ rule: 'secret-file', at, facts: { file: at.text } }));
}

/** `rm` of what an instruction before made: the layer below keeps it. */
function removals(instructions: readonly Instruction[]): Finding[] {
  return instructions.flatMap((instruction, index): Finding[] => {
    if (instruction.kind !== 'run') return [];
    const commands = readCommands(textOf(instruction));
    const gone = commands.flatMap((command, place) => {
      const paths = removedPaths(command);
      return paths.filter(
        (path) => !commands.slice(0, place).some(({ words }) => makes(words.map(({ text }) => text).join(' '), path)),
      );
    });
    const path = gone.find((one) => instructions.slice(0, index).some((earlier) => madeBy(earlier, one)));
    return path === undefined ? [] : [{ rule: 'removed-later', at: instruction, facts: { path } }];
  });
}

function removedPaths({ words }: CommandWords): string[] {
  const [program, ...rest] = words.map(({ text }) => text);
  if (program !== 'rm') return [];
  return rest.filter((word) => !word.startsWith('-') && word.length > 2);
}

/** Folders that package managers fill. */
const CACHES: readonly { readonly path: RegExp; readonly by: RegExp }[] = [
  { path: /^\/var\/(?:lib|cache)\/apt/, by: /\bapt(?:-get)? (?:update|install)/ },
  { path: /^\/var\/cache\/apk/, by: /\bapk (?:add|update)(?!.*--no-cache)/ },
  { path: /^\/root\/\.npm/, by: /\bnpm (?:ci|i|install)/ },
  { path: /^\/root\/\.cache/, by: /\bpip3? install(?!.*--no-cache-dir)/ },
];

function makes(command: string, path: string): boolean {
  const bare = path.replace(/\/?\*?$/, '');
  if (!/^(?:rm|ls|cat|test|\[) ?/.test(command) && new RegExp(`(?:^|[\\s=>"'])${escaped(bare)}(?:$|[/\\s"';])`).test(command))
    return true;
  return CACHES.some((cache) => cache.path.test(path) && cache.by.test(command));
}

function madeBy(instruction: Instruction, path: string): boolean {
  if (instruction.kind === 'run')
    return readCommands(textOf(instruction)).some(({ words }) => makes(words.map(({ text }) => text).join(' '), path));
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return false;
  const to = instruction.destination.text.replace(/\/$/, '');
  if (path === to || path === instruction.destination.text) return true;
  return instruction.sources.some(({ text }) => {
    const name = text.slice(text.replace(/\/$/, '').lastIndexOf('/') + 1);
    return path === `${to}/${name}` || path === name;
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** An index that is never fetched again, because its line never changes. */
function updatesAlone(instructions: readonly Instruction[]): Finding[] {
  return instructions.flatMap((at): Finding[] => {
    if (at.kind !== 'run') return [];
    const text = textOf(at);
    const manager = /\b(apt-get|apt|apk) update\b/.exec(text)?.[1];
    const installs = /\b(?:apt-get|apt|apk) (?:-\S+ )*(?:install|add|upgrade|dist-upgrade)\b/.test(text);
    return manager === undefined || installs ? [] : [{ rule: 'update-alone', at, facts: { command: `${manager} update` } }];
  });
}

/** Each RUN begins in the WORKDIR again. */
function lostFolder(at: Instruction): Finding[] {
  if (at.kind !== 'run') return [];
  const commands = readCommands(textOf(at)).filter(({ words }) => words.length > 0);
  const [program, folder] = commands.at(-1)?.words ?? [];
  return program?.text === 'cd' ? [{ rule: 'cd-lost', at, facts: { folder: folder?.text ?? '/' } }] : [];
}

function repeated(instructions: readonly Instruction[]): Finding[] {
  return (['cmd', 'entrypoint', 'healthcheck'] as const).flatMap((kind) => {
    const all = instructions.filter((instruction) => instruction.kind === kind);
    return all.slice(0, -1).map((at): Finding => ({ rule: 'only-last-counts', at, facts: { instruction: kind.toUpperCase() } }));
  });
}

function addForCopy(instruction: Instruction): Finding[] {
  if (instruction.kind !== 'add' || instruction.flags.some(({ name }) => name === 'checksum' || name === 'unpack')) return [];
  const isSpecial = instruction.sources.some(({ text }) =>
    /^(?:https?|git|ftp):|^git@|\.(?:tar|tgz|gz|xz|bz2|zst|txz|git)\b|\$/.test(text),
  );
  if (isSpecial || instruction.sources.length === 0) return [];
  return [{ rule: 'add-for-copy', at: instruction.keyword, facts: {}, instead: 'COPY' }];
}
