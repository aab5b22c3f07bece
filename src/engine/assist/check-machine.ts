/** Whether one docker command would fail on this machine now: what it names, and then what the engine itself says when it tries. */
import type { EngineContext } from '../cas/content-store.ts';
import { findContainer } from '../container/find-container.ts';
import { EngineError } from '../errors.ts';
import { findNode } from '../fs/lookup.ts';
import { lookupImage } from '../machine/lookup-image.ts';
import type { Machine } from '../machine/machine.ts';
import { findNetwork } from '../machine/networks.ts';
import { type ArgumentKind, argumentKind } from './argument-slots.ts';
import { problem, replacing } from './check-words.ts';
import type { Diagnosis, Fix } from './diagnosis.ts';
import type { DockerLine } from './docker-line.ts';
import { dryRun, isCheap } from './dry-run.ts';
import { containerItems, imageItems, networkItems, volumeItems } from './machine-names.ts';
import { nearest } from './nearest.ts';
import type { Word } from './read-commands.ts';

export interface CheckedCommand {
  readonly line: DockerLine;
  /** after `docker` */
  readonly words: readonly Word[];
}

export interface MachineCheck {
  readonly problems: readonly Diagnosis[];
  /** as the command would leave it; undefined where nobody knows without running it */
  readonly machine: Machine | undefined;
}

export async function checkMachine(ctx: EngineContext, machine: Machine, { line, words }: CheckedCommand): Promise<MachineCheck> {
  const command = line.node.spec.paths[0] ?? '';
  const unknown = unknownNames(machine, line);
  if (unknown.some(({ severity }) => severity === 'error')) return { problems: unknown, machine };
  if (command === 'image build') return { problems: missingDockerfile(machine, line), machine: undefined };
  if (command === 'container run' && unknown.length === 0) {
    // everything but the start can be tried
    const asCreate = words.map((word) => (word === line.named.at(-1)?.word ? 'create' : word.text));
    const tried = asCreate.filter((text) => text !== '-d' && text !== '--detach');
    const { problems } = await tryOut(ctx, machine, tried, { line, words });
    return { problems, machine: undefined };
  }
  if (!isCheap(command) || unknown.length > 0) return { problems: unknown, machine: changesNothing(command) ? machine : undefined };
  const texts = words.map(({ text }) => text);
  return tryOut(ctx, machine, texts, { line, words });
}

const READING: ReadonlySet<string> = new Set([
  'container logs',
  'container ls',
  'container stats',
  'container top',
  'container export',
  'image ls',
  'image save',
  'network ls',
  'system df',
  'system events',
  'system info',
  'version',
  'volume ls',
]);

function changesNothing(command: string): boolean {
  return READING.has(command);
}

interface Finder {
  readonly code: Diagnosis['code'];
  find(machine: Machine, name: string): unknown;
  names(machine: Machine): readonly string[];
}

const FINDERS: Partial<Record<ArgumentKind, Finder>> = {
  container: {
    code: 'container-unknown',
    find: findContainer,
    names: (machine) => containerItems(machine, '').map(({ text }) => text),
  },
  image: {
    code: 'image-unknown',
    find: lookupImage,
    names: (machine) => imageItems(machine, '').map(({ text }) => text),
  },
  volume: {
    code: 'volume-unknown',
    find: (machine, name) => machine.volumes.get(name),
    names: (machine) => volumeItems(machine).map(({ text }) => text),
  },
  network: { code: 'network-unknown', find: findNetwork, names: (machine) => networkItems(machine).map(({ text }) => text) },
};

/** They fetch an image that is not there. */
const FETCHING: ReadonlySet<string> = new Set(['container run', 'container create']);
/** Their argument is a name for what is not here yet. */
const MAKING: ReadonlySet<string> = new Set(['image pull', 'volume create']);

export function unknownNames(machine: Machine, { node, args }: DockerLine): Diagnosis[] {
  const command = node.spec.paths[0] ?? '';
  if (MAKING.has(command)) return [];
  return args.flatMap((word, index): Diagnosis[] => {
    const finder = FINDERS[argumentKind(node.spec, index)];
    if (finder === undefined || !word.isPlain || word.text === '' || isKnown(finder, machine, word.text)) return [];
    const other = otherKind(machine, finder, word.text);
    if (other !== undefined) return [problem(other, word, { name: word.text, command: node.path })];
    const meant = nearest(word.text, finder.names(machine));
    const facts = { name: word.text, ...(meant === undefined ? {} : { nearest: meant }) };
    if (FETCHING.has(command)) return [{ ...problem('image-will-be-pulled', word, facts), severity: 'hint' }];
    const tagged = finder.code === 'image-unknown' && meant === undefined ? withTag(machine, word.text) : [];
    return [
      problem(
        finder.code,
        word,
        facts,
        [meant, ...tagged].flatMap((text) => replacing(word, text)),
      ),
    ];
  });
}

/** Whoever begins takes images for containers, and `docker rm` for what removes both. */
function otherKind(machine: Machine, { code }: Finder, name: string): Diagnosis['code'] | undefined {
  const { image, container } = FINDERS;
  if (code === 'container-unknown' && image !== undefined && (isKnown(image, machine, name) || withTag(machine, name).length > 0))
    return 'container-is-image';
  return code === 'image-unknown' && container !== undefined && isKnown(container, machine, name)
    ? 'image-is-container'
    : undefined;
}

const MAX_TAGS = 3;

/** Names that only have a tag more: without one docker looks for `latest`, which may be no image here. */
function withTag(machine: Machine, name: string): readonly string[] {
  return (FINDERS.image?.names(machine) ?? []).filter((text) => text.startsWith(`${name}:`)).slice(0, MAX_TAGS);
}

function isKnown({ find }: Finder, machine: Machine, name: string): boolean {
  try {
    return find(machine, name) !== undefined;
  } catch (error) {
    // several begin so, or it is no name at all: docker has other words for that
    if (error instanceof EngineError) return true;
    throw error;
  }
}

function missingDockerfile(machine: Machine, { args, flags }: DockerLine): Diagnosis[] {
  const [folder] = args;
  if (folder === undefined || !folder.isPlain || /^(-|https?:|git@)/.test(folder.text)) return [];
  const { tree, cwd } = machine.host;
  const file = flags.find(({ spec }) => spec?.name === 'file')?.value?.text;
  if (file === '-') return [];
  const path = file ?? `${folder.text.replace(/\/$/, '')}/Dockerfile`;
  if (findNode(tree, folder.text, { cwd }) !== undefined && findNode(tree, path, { cwd }) !== undefined) return [];
  return [problem('no-dockerfile', folder, { path, folder: folder.text })];
}

async function tryOut(
  ctx: EngineContext,
  machine: Machine,
  texts: readonly string[],
  checked: CheckedCommand,
): Promise<MachineCheck> {
  const tried = await dryRun(ctx, machine, texts);
  if (tried === undefined || tried.status === 0) return { problems: [], machine: tried?.machine };
  const place = blamed(checked, tried.says);
  const fixes = await findFixes(ctx, machine, texts, checked);
  return { problems: [problem('will-fail', place, { says: firstLine(tried.says) }, fixes)], machine: tried.machine };
}

/** The argument or value that docker's words name, else all of the command. */
function blamed({ line, words }: CheckedCommand, says: string): { start: number; end: number } {
  const values = line.flags.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const all = [...values, ...line.args].filter(({ text }) => text.length > 1 && says.includes(text));
  const named = all.find(({ text }) => says.includes(`"/${text}"`)) ?? all[0];
  return named ?? { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
}

/** docker's words without what it always says in front, and without the advice after them */
function firstLine(says: string): string {
  const [line = ''] = says.replace(/^(docker: )?Error response from daemon: /, '').split('\n');
  return line;
}

const NUMBERS = [2, 3, 4, 5];

/** Only what the engine takes is offered: `-f`, and another name where one is taken. */
async function findFixes(ctx: EngineContext, machine: Machine, texts: readonly string[], { line }: CheckedCommand): Promise<Fix[]> {
  const fixes: Fix[] = [];
  const works = async (tried: readonly string[]) => (await dryRun(ctx, machine, tried))?.status === 0;
  const commandWord = line.named.at(-1)?.word;
  const force = line.node.spec.flags?.find(({ name }) => name === 'force');
  const isForced = line.flags.some(({ spec }) => spec?.name === 'force');
  // an image that is forced away leaves its layers to the container that holds it: no remedy but the course's oldest misconception
  const mayForce = force !== undefined && line.node.spec.paths[0] !== 'image rm';
  if (mayForce && !isForced && commandWord !== undefined) {
    const at = line.named.length;
    if (await works([...texts.slice(0, at), '--force', ...texts.slice(at)]))
      fixes.push({
        kind: 'insert',
        from: commandWord.end,
        to: commandWord.end,
        text: force.short === undefined ? ' --force' : ` -${force.short}`,
      });
  }
  const name = line.flags.find(({ spec }) => spec?.name === 'name')?.value;
  const taken = name === undefined ? line.args.at(-1) : name;
  if (taken !== undefined && (name !== undefined || line.node.spec.paths[0] === 'container rename')) {
    for (const number of NUMBERS) {
      const other = `${taken.text}${number}`;
      if (
        !(await works(
          texts.map((text) => (text === taken.text ? other : text === `--name=${taken.text}` ? `--name=${other}` : text)),
        ))
      )
        continue;
      fixes.push(...replacing(taken, other));
      break;
    }
  }
  return fixes;
}
