import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readZip, ZipError } from './read-zip.ts';

const LIMITS = { fileBytes: 2000, allBytes: 10_000_000 };

async function read(bytes: Uint8Array, limits = LIMITS) {
  const entries: string[] = [];
  try {
    for await (const entry of readZip(new Blob([bytes as Uint8Array<ArrayBuffer>]), limits))
      entries.push(`${entry.name} ${entry.kind === 'file' ? new TextDecoder().decode(entry.bytes) : entry.kind}`);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    entries.push(error.code);
  }
  return entries;
}

/** As the class's archive is written: sizes come after each file. */
function streamed(files: Readonly<Record<string, string>>): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((_, chunk) => chunks.push(chunk));
  for (const [name, text] of Object.entries(files)) {
    const entry = new ZipDeflate(name);
    zip.add(entry);
    entry.push(strToU8(text), true);
  }
  zip.end();
  return new Uint8Array(chunks.flatMap((chunk) => [...chunk]));
}

const PAIR = zipSync({ 'a.json': strToU8('one'), folder: { 'b.json': [strToU8('two'), { level: 0 }] } });

test.each([
  { name: 'packed and stored files', bytes: PAIR, is: ['a.json one', 'folder/b.json two'] },
  { name: 'sizes after the files', bytes: streamed({ 'a.json': 'one', 'é/b.json': 'two' }), is: ['a.json one', 'é/b.json two'] },
  { name: 'none', bytes: zipSync({}), is: [] },
  {
    name: 'a file that grows without end',
    bytes: zipSync({ bomb: new Uint8Array(5_000_000), 'a.json': strToU8('one') }),
    is: ['bomb too-large', 'a.json one'],
  },
  { name: 'an archive that ends early', bytes: PAIR.subarray(0, 60), is: ['a.json one', 'zip-broken'] },
  { name: 'no archive', bytes: strToU8('PK\u0003\u0004 and then nonsense, and more of it'), is: ['zip-broken'] },
])('$name', async ({ bytes, is }) => expect(await read(bytes)).toEqual(is));

test('many files that are each small enough end the archive, after what was read', async () => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}`, new Uint8Array(1900)]));
  const entries = await read(zipSync(files), { fileBytes: 2000, allBytes: 20_000 });
  expect(entries.at(-1)).toBe('zip-too-large');
});

test('a broken file leaves the others', async () => {
  const bytes = zipSync({ 'a.json': strToU8('one two three four'.repeat(20)), 'b.json': strToU8('two') });
  bytes.fill(0xff, 38, 44);
  expect(await read(bytes)).toEqual(['a.json broken', 'b.json two']);
});
