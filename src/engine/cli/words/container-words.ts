/** Docker's words for what it refuses about containers and volumes: the whole line that the client prints. */

import { badLayerWords } from '../../build/layer-words.ts';
import type { ContainerError, ContainerErrorData, CopyProblem } from '../../container/container-error.ts';
import { InvariantError } from '../../errors.ts';
import { goQuote } from '../../go/quote.ts';
import { daemonSays, untilWords } from './daemon-words.ts';
import { NETWORK_WORDS } from './network-words.ts';

type Words = { readonly [Code in keyof ContainerErrorData]: (data: ContainerErrorData[Code]) => string };

const ALLOCATING = 'Error when allocating new name: ';

const WORDS: Words = {
  ...NETWORK_WORDS,
  'container.notFound': ({ argument }) => daemonSays(`No such container: ${argument}`),
  'container.ambiguous': ({ argument }) => daemonSays(`Multiple IDs found with provided prefix: ${argument}`),
  'container.emptyName': () => 'invalid container name or ID: value is empty',
  'container.nameInUse': ({ name, containerId, renaming }) =>
    daemonSays(
      `${renaming ? ALLOCATING : ''}Conflict. The container name "/${name}" is already in use by container "${containerId}". You have to remove (or rename) that container to be able to reuse that name.`,
    ),
  'container.invalidName': ({ shown, renaming }) =>
    daemonSays(`${renaming ? ALLOCATING : ''}Invalid container name (${shown}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`),
  'container.sameName': () => daemonSays('Renaming a container with the same name as its current name'),
  'container.emptyNewName': () => 'Error: Neither old nor new names may be empty',
  'container.running': ({ containerId, state }) =>
    daemonSays(
      `You cannot remove a ${state} container ${containerId}. ${state === 'paused' ? 'Unpause and then stop' : 'Stop'} the container before attempting removal or force remove`,
    ),
  'container.noCommand': () => daemonSays('No command specified'),
  'container.invalidFilter': ({ name, value }) => daemonSays(`Invalid filter '${name}${value === undefined ? '' : `=${value}`}'`),
  'container.unknownHealth': ({ value }) => daemonSays(`Unrecognised filter value for health: ${value}`),
  'container.notListed': ({ name }) => daemonSays(`no such container ${name}`),
  'container.invalidUntil': untilWords,
  'container.invalidExitCode': ({ value }) => daemonSays(`strconv.Atoi: parsing ${goQuote(value)}: invalid syntax`),
  'container.pathNotFound': ({ path, argument }) => daemonSays(`Could not find the file ${path} in container ${argument}`),
  'container.volumeSource': ({ disk }) => daemonSays(`source ${disk} is not directory`),
  'container.volumeOverFile': ({ disk }) => daemonSays(`cannot mount volume over existing file, file exists ${disk}`),
  'container.workdirNotFolder': ({ path, disk }) =>
    daemonSays(disk === undefined ? `Cannot mkdir: ${path} is not a directory` : `lstat ${disk}: not a directory`),
  'container.relativeWorkdir': ({ path }) =>
    daemonSays(`the working directory '${path}' is invalid, it needs to be an absolute path`),
  'container.readOnly': () => daemonSays('container rootfs is marked read-only'),
  'container.readOnlyVolume': () => daemonSays('mounted volume is marked read-only'),
  'container.copy': copyWords,
  'volume.notFound': ({ name }) => daemonSays(`get ${name}: no such volume`),
  'volume.inUse': ({ name, containerIds }) => daemonSays(`remove ${name}: volume is in use - [${containerIds.join(', ')}]`),
  'volume.invalidName': ({ name }) =>
    daemonSays(
      name.length === 1
        ? `create ${name}: volume name is too short, names should be at least two alphanumeric characters`
        : `create ${name}: "${name}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    ),
};

export function containerProblem<Code extends keyof ContainerErrorData>(error: ContainerError<Code>): string {
  return WORDS[error.code](error.data);
}

function copyWords(problem: CopyProblem): string {
  switch (problem.kind) {
    case 'no-source':
      return problem.reason === 'missing' ? `lstat ${problem.path}: no such file or directory` : 'not a directory';
    case 'empty-source':
      return daemonSays('bad parameter: pathcannot be empty');
    case 'output-below-file':
      return `stat ${problem.path}: not a directory`;
    case 'source-below-file':
      return daemonSays(`lstat ${problem.disk}: not a directory`);
    case 'no-parent':
      return `invalid output path: directory ${goQuote(problem.path)} does not exist`;
    case 'not-a-folder':
      return `destination ${goQuote(problem.argument)} must be a directory`;
    case 'folder-onto-file':
      return 'cannot copy directory';
    case 'no-such-folder':
      return 'no such directory';
    case 'extraction-point':
      return daemonSays('extraction point is not a directory');
    case 'busy':
      return unpackerSays('daemon', `unlinkat ${problem.path}: device or resource busy`);
    case 'overwrite':
      return overwriteWords(problem);
    case 'breakout':
      return breakoutWords(problem);
    case 'bad-archive':
      return problem.side === 'daemon' ? daemonSays(badLayerWords(problem.problem)) : badLayerWords(problem.problem);
    default:
      return unknownKind(problem);
  }
}

function overwriteWords({ path, destination, existing, side }: Extract<CopyProblem, { kind: 'overwrite' }>): string {
  const other = existing === 'directory' ? 'non-directory' : 'directory';
  return unpackerSays(side, `cannot overwrite ${existing} ${goQuote(path)} with ${other} ${goQuote(destination)}`);
}

function breakoutWords({ what, path, target, side }: Extract<CopyProblem, { kind: 'breakout' }>): string {
  if (what === 'name') return unpackerSays(side, `${goQuote(path)} is outside of ${goQuote(target)}`);
  return unpackerSays(side, `invalid ${what} ${goQuote(path)} -> ${goQuote(target)}`);
}

/** The daemon unpacks in a process of its own. */
function unpackerSays(side: 'client' | 'daemon', sentence: string): string {
  return side === 'daemon' ? daemonSays(`Error processing tar file(exit status 1): ${sentence}`) : sentence;
}

function unknownKind(kind: never): string {
  throw new InvariantError(`no words for ${JSON.stringify(kind)}`);
}
