import { describe, expect, test } from 'vitest';
import type { Entry } from '../lab/entry-list.ts';
import { createOpenings } from './open-image.model.ts';

const FILE = { isFolder: false } as const;
const given = (name: string, text = 'bytes') => ({ file: new File([text], name), ...FILE });

/** A session that answers when it is told. */
function session() {
  const asked: { line: string; answer: (status: number, ...texts: string[]) => Promise<void> }[] = [];
  const runStep = ({ line }: { readonly line: string }) =>
    new Promise<Entry>((resolve) => {
      asked.push({
        line,
        async answer(status, ...texts) {
          resolve({ state: { kind: 'done', status }, rows: texts.map((text) => ({ text })) } as unknown as Entry);
          await new Promise((settled) => setTimeout(settled));
        },
      });
    });
  return { asked, runStep };
}

describe('files that are opened', () => {
  test('come one after the other, also those given in the meantime', async () => {
    const { asked, runStep } = session();
    const { files, open } = createOpenings({ runStep }, () => {});
    const kinds = () => files.value.map(({ name, kind }) => `${name} ${kind}`);
    void open([given('a.tar'), given('b.tar')]);
    void open([given('c.tar')]);
    expect(kinds()).toEqual(['a.tar busy', 'b.tar waiting', 'c.tar waiting']);
    await asked[0]?.answer(0, 'Loaded image: alpine:3.13', 'Loaded image ID: sha256:12');
    expect(kinds()).toEqual(['a.tar opened', 'b.tar busy', 'c.tar waiting']);
    expect(files.value[0]).toMatchObject({ images: ['alpine:3.13', 'sha256:12'] });
    await asked[1]?.answer(130);
    await asked[2]?.answer(1, 'archive/tar: invalid tar header');
    expect(kinds()).toEqual(['a.tar opened', 'b.tar cancelled', 'c.tar refused']);
    expect(asked.map(({ line }) => line)).toEqual(['a', 'b', 'c'].map((name) => `docker load -i ${name}.tar`));
    void open([given('d.tar')]);
    expect(kinds()).toEqual(['d.tar busy']);
    void open([]);
    expect(kinds()).toEqual(['d.tar busy']);
  });

  test('a folder is none, and nothing is run for it', async () => {
    const { asked, runStep } = session();
    const { files, open } = createOpenings({ runStep }, () => {});
    await open([{ file: new File([], 'layout'), isFolder: true }]);
    expect(files.value).toEqual([{ id: 1, name: 'layout', kind: 'refused', why: 'folder', words: '' }]);
    expect(asked).toEqual([]);
  });

  test.each([
    ['bytes', 'unexpected EOF', { why: 'docker', words: 'unexpected EOF' }],
    ['bytes', 'camadas: not read here', { why: 'here', words: 'not read here' }],
    ['', 'repositories: no such file or directory', { why: 'empty' }],
  ])('who refuses a file of %j with %j', async (text, said, expected) => {
    const { asked, runStep } = session();
    const { files, open } = createOpenings({ runStep }, () => {});
    void open([given('a.tar', text)]);
    await asked[0]?.answer(1, said);
    expect(files.value[0]).toMatchObject({ kind: 'refused', ...expected });
  });
});
