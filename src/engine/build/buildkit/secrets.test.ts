import { expect, test } from 'vitest';
import { contentOf } from '../../bytes/content.ts';
import { text } from '../../bytes/utf8.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { makeDir, writeFile } from '../../fs/write.ts';
import { BuildError } from '../build-errors.ts';
import { readSecrets } from './secrets.ts';

const host = writeFile(makeDir(EMPTY_TREE, '/ctx', { mtime: 0 }), '/ctx/key', contentOf('from a file\n'), { mtime: 0 });
const env = new Map([
  ['TOKEN', 'from a variable'],
  ['key', 'not this one'],
]);
const read = (secrets: readonly string[]) => readSecrets(host, { secrets, env, cwd: '/ctx' });

test.each([
  ['id=a,src=key', 'a', 'from a file\n'],
  ['id=a,source=/ctx/key', 'a', 'from a file\n'],
  ['type=file,ID=a,SRC=key', 'a', 'from a file\n'],
  ['"id=a","src=key"', 'a', 'from a file\n'],
  ['id=a,env=TOKEN', 'a', 'from a variable'],
  ['id=a,type=env,src=TOKEN', 'a', 'from a variable'],
  ['id=TOKEN', 'TOKEN', 'from a variable'],
  ['id=a,env=NOT_SET', 'a', ''],
])('%s', async (flag, id, content) => {
  const secrets = await read([flag]);
  expect([...secrets].map(([name, bytes]) => [name, text(bytes)])).toEqual([[id, content]]);
});

test.each([
  ['id=a,src=nofile', 'ERROR: failed to stat nofile: stat nofile: no such file or directory'],
  ['a', "ERROR: invalid field 'a' must be a key=value pair"],
  ['id=a,type=ssh', 'ERROR: unsupported secret type "ssh"'],
  ['id=a,mode=0400', "ERROR: unexpected key 'mode' in 'mode=0400'"],
])('%s is refused', async (flag, message) => {
  const error = await read([flag]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BuildError);
  expect(error).toMatchObject({ data: { message, side: 'client' } });
});
