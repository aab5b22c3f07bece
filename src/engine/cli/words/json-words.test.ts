import { expect, test } from 'vitest';
import { jsonWords } from './json-words.ts';

const character = (byte: number, context: string) => ({ kind: 'character', byte, context }) as const;

test.each([
  [{ path: 'manifest.json', problem: { kind: 'end', empty: true } }, 'EOF'],
  [{ path: 'manifest.json', problem: { kind: 'end', empty: false } }, 'unexpected EOF'],
  [{ path: 'c.json', problem: { kind: 'end', empty: true } }, 'unexpected end of JSON input'],
  [{ problem: character(0x62, 'after array element') }, "invalid character 'b' after array element"],
  [{ problem: character(0x27, 'after array element') }, "invalid character '\\'' after array element"],
  [{ problem: character(0x22, 'after array element') }, "invalid character '\"' after array element"],
  [{ problem: character(0x09, 'in string literal') }, "invalid character '\\t' in string literal"],
  [{ problem: character(0x01, 'in string literal') }, "invalid character '\\x01' in string literal"],
  [{ problem: character(0xff, 'after array element') }, "invalid character 'ÿ' after array element"],
  [{ got: 'object' }, 'json: cannot unmarshal object into Go value of type []tarexport.manifestItem'],
  [{ got: 'number', at: '[0]' }, 'json: cannot unmarshal number into Go value of type tarexport.manifestItem'],
  [{ got: 'bool', at: '[3].Config' }, 'json: cannot unmarshal bool into Go struct field manifestItem.Config of type string'],
  [{ got: 'string', at: '[0].Layers' }, 'json: cannot unmarshal string into Go struct field manifestItem.Layers of type []string'],
  [{ got: 'array', at: '[0].Layers[1]' }, 'json: cannot unmarshal array into Go struct field manifestItem.Layers of type string'],
  [{ got: 'nothing', at: '[0].Config' }, 'camadas: manifest.json does not have the shape that docker writes, at [0].Config'],
  [{ path: 'c.json', got: 'array' }, 'json: cannot unmarshal array into Go value of type image.Image'],
  [{ path: 'c.json', got: 'number', at: 'os' }, 'json: cannot unmarshal number into Go struct field Image.os of type string'],
  [
    { path: 'c.json', got: 'number', at: 'rootfs.diff_ids[0]' },
    'json: cannot unmarshal number into Go struct field RootFS.rootfs.diff_ids of type layer.DiffID',
  ],
  [
    { path: 'c.json', got: 'string', at: 'rootfs.diff_ids[0]' },
    'camadas: c.json does not have the shape that docker writes, at rootfs.diff_ids[0]',
  ],
] as const)('%j', (problem, words) => {
  expect(jsonWords({ kind: 'bad-json', path: 'manifest.json', at: '', ...problem })).toBe(words);
});
