/** What `test -f` and its relatives ask of files, for `test`, `[` and `[[`. */
import type { Node } from '../../fs/node.ts';
import type { Process } from '../kernel/system.ts';

const UNARY_FILE_TESTS: ReadonlySet<string> = new Set([
  '-e',
  '-a',
  '-f',
  '-d',
  '-h',
  '-L',
  '-s',
  '-r',
  '-w',
  '-x',
  '-b',
  '-c',
  '-p',
  '-S',
  '-u',
  '-g',
  '-k',
  '-O',
  '-G',
  '-N',
  '-t',
]);

export function isFileTest(operator: string): boolean {
  return UNARY_FILE_TESTS.has(operator);
}

export function testFile(self: Process, operator: string, path: string): boolean {
  if (operator === '-t') return self.fds.get(Number(path))?.isTerminal === true;
  if (path === '') return false;
  if (operator === '-r') return self.system.files.mayAccess(self, path, 'read');
  if (operator === '-w') return self.system.files.mayAccess(self, path, 'write');
  if (operator === '-x') return self.system.files.mayAccess(self, path, 'execute');
  const isLinkTest = operator === '-h' || operator === '-L';
  const node = self.system.files.find(self, path, !isLinkTest);
  return node !== undefined && isTrueOf(self, operator, node);
}

function isTrueOf(self: Process, operator: string, node: Node): boolean {
  switch (operator) {
    case '-f':
      return node.kind === 'file';
    case '-d':
      return node.kind === 'dir';
    case '-h':
    case '-L':
      return node.kind === 'symlink';
    case '-s':
      return node.kind === 'dir' || (node.kind === 'file' && node.content.size > 0);
    case '-b':
      return node.kind === 'block';
    case '-c':
      return node.kind === 'char';
    case '-p':
      return node.kind === 'fifo';
    case '-S':
      return node.kind === 'socket';
    case '-u':
      return (node.mode & 0o4000) !== 0;
    case '-g':
      return (node.mode & 0o2000) !== 0;
    case '-k':
      return (node.mode & 0o1000) !== 0;
    case '-O':
      return node.uid === self.who.uid;
    case '-G':
      return node.gid === self.who.gid;
    default:
      return true;
  }
}

/** `-nt`, `-ot`, `-ef` */
export function compareFiles(self: Process, operator: string, left: string, right: string, flavour?: string): boolean {
  const a = self.system.files.find(self, left);
  const b = self.system.files.find(self, right);
  // busybox compares what is there only
  if (flavour === 'busybox' && (a === undefined || b === undefined)) return false;
  if (operator === '-ef') return a !== undefined && b !== undefined && a.ino === b.ino;
  if (operator === '-nt') return a !== undefined && (b === undefined || a.mtime > b.mtime);
  return b !== undefined && (a === undefined || a.mtime < b.mtime);
}
