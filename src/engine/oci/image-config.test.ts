/** `configs/*.json` are the bytes that dockerd 20.10.24 stored for a classic build, a BuildKit build, an import and a commit. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findTarFile } from '../../../tests/engine/recorded-images.ts';
import { text, utf8 } from '../bytes/utf8.ts';
import { digestBytes, parseDiffId } from './digest.ts';
import { type ConfigStyle, encodeImageConfig } from './encode-image-config.ts';
import { decodeImageConfig, type ImageConfig } from './image-config.ts';
import { writeOwnImageConfig } from './own-image-config.ts';

function recorded(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`tests/engine/configs/${name}.json`));
}

test.each<{ readonly name: string; readonly style: ConfigStyle }>([
  { name: 'classic-build', style: 'docker' },
  { name: 'import', style: 'docker' },
  { name: 'commit', style: 'docker' },
  { name: 'buildkit-build', style: 'buildkit' },
])('$name: encoded as docker wrote it', ({ name, style }) => {
  const bytes = recorded(name);
  expect(text(encodeImageConfig(decodeImageConfig(bytes), style))).toBe(text(bytes));
});

test.each<{ readonly name: string; readonly config: ImageConfig }>([
  ...['classic-build', 'import', 'commit', 'buildkit-build'].map((name) => ({ name, config: decodeImageConfig(recorded(name)) })),
  { name: 'nothing but a root', config: { rootfs: { type: 'layers', diff_ids: null } } },
  {
    name: 'every kind of field',
    config: {
      rootfs: { type: 'layers', diff_ids: [] },
      variant: 'v8',
      author: 'half of a pair: \ud83d, <b> & "quotes"',
      config: {
        Labels: { a: '<', '': '\u2028', 'é\udc00': '1', __proto__: '1' },
        Healthcheck: { Test: ['NONE'], Retries: 2 },
        ExposedPorts: { '80/tcp': {} },
        Volumes: { '/data': {} },
        StopTimeout: 3,
        ArgsEscaped: true,
        Shell: ['sh'],
        OnBuild: [],
      },
      history: [{ created: '2026-01-01T00:00:00Z', empty_layer: true }],
    },
  },
])('$name: what is written here is read as what comes from elsewhere', ({ config }) => {
  const own = writeOwnImageConfig(config);
  expect(own.json).toBe(text(encodeImageConfig(config)));
  expect(own.read()).toEqual(decodeImageConfig(utf8(own.json)));
});

const diffId = parseDiffId(`sha256:${'0'.repeat(64)}`);
const rootfs: ImageConfig['rootfs'] = { type: 'layers', diff_ids: [diffId] };
const EMPTY_RUN_CONFIG =
  '{"Hostname":"","Domainname":"","User":"","AttachStdin":false,"AttachStdout":false,"AttachStderr":false,"Tty":false,"OpenStdin":false,"StdinOnce":false,"Env":null,"Cmd":null,"Image":"","Volumes":null,"WorkingDir":"","Entrypoint":null,"OnBuild":null,"Labels":null}';

test('the least there can be', () => {
  expect(text(encodeImageConfig({ rootfs: { type: 'layers', diff_ids: null } }))).toBe(
    `{"container_config":${EMPTY_RUN_CONFIG},"created":"0001-01-01T00:00:00Z","rootfs":{"type":"layers"}}`,
  );
  // `FROM scratch` alone, built by the BuildKit of 20.10.24
  expect(text(encodeImageConfig({ rootfs: { type: 'layers', diff_ids: null }, config: {} }, 'buildkit'))).toBe(
    '{"config":{"OnBuild":null},"created":null,"history":null,"rootfs":{"type":"layers","diff_ids":null}}',
  );
  expect(text(encodeImageConfig({ rootfs, config: {} }, 'buildkit'))).toBe(
    `{"config":{"OnBuild":null},"created":null,"history":null,"rootfs":{"type":"layers","diff_ids":["${diffId}"]}}`,
  );
});

test('empty lists and maps: some are written, some left out', () => {
  const config = { Env: [], Cmd: [], Entrypoint: [], OnBuild: [], Shell: [], Volumes: {}, ExposedPorts: {}, Labels: {} };
  const { config: read } = decodeImageConfig(encodeImageConfig({ rootfs, config }));
  expect(read).toMatchObject({ Env: [], Cmd: [], Entrypoint: [], OnBuild: [], Volumes: {}, Labels: {} });
  expect(Object.keys(read ?? {})).not.toEqual(expect.arrayContaining(['ExposedPorts']));
  expect(Object.keys(read ?? {})).not.toEqual(expect.arrayContaining(['Shell']));
});

test('escapes and the order of labels', () => {
  const labels = { b: '<&>', a: '\u2028\u2029', B: '"\\\n\r\t\b\f\u0000\u007f', '\u{1f40b}': '\ud800', '\uffff': '' };
  const bytes = encodeImageConfig({ rootfs, config: { Labels: labels } }, 'buildkit');
  expect(/"Labels":(\{.*?\}),"OnBuild"/.exec(text(bytes))?.[1]).toBe(
    '{"B":"\\"\\\\\\n\\r\\t\\u0008\\u000c\\u0000\u007f","a":"\\u2028\\u2029","b":"\\u003c\\u0026\\u003e","\uffff":"","\u{1f40b}":"\\ufffd"}',
  );
});

test('what a real save holds decodes, and its bytes are its ID', () => {
  const id = '637e2033d0b0b3170e3ad86bf95a8bc4484e358096d7d59a34123b48dbdaaf0b';
  const bytes = findTarFile('layers-demo.tar', `${id}.json`);
  expect(digestBytes(bytes)).toBe(`sha256:${id}`);
  const config = decodeImageConfig(bytes);
  expect({
    os: config.os,
    labels: config.config?.Labels,
    layers: config.rootfs.diff_ids?.length,
    history: config.history?.length,
  }).toEqual({
    os: 'linux',
    labels: { purpose: 'whiteouts' },
    layers: 4,
    history: 6,
  });
});

test('null and absent are kept apart where Go does', () => {
  const read = decodeImageConfig(
    utf8('{"os":null,"config":null,"history":null,"container_config":null,"rootfs":{"type":"layers","diff_ids":null}}'),
  );
  expect(read).toEqual({ config: null, history: null, rootfs: { type: 'layers', diff_ids: null } });
  const inner = decodeImageConfig(
    utf8('{"config":{"Env":null,"User":null,"Tty":null,"StopTimeout":null,"Healthcheck":null},"rootfs":{"type":"layers"}}'),
  );
  expect(inner.config).toEqual({ Env: null, Healthcheck: null });
});

test.each([
  ['no JSON', '{', ''],
  ['no object', '[]', ''],
  ['no rootfs', '{}', 'rootfs'],
  ['another kind of rootfs', '{"rootfs":{"type":"layers+base"}}', 'rootfs.type'],
  ['a layer that is no digest', '{"rootfs":{"type":"layers","diff_ids":["sha256:1"]}}', 'rootfs.diff_ids[0]'],
  ['a number for text', '{"os":1,"rootfs":{"type":"layers"}}', 'os'],
  ['text for a list', '{"config":{"Env":"A=1"},"rootfs":{"type":"layers"}}', 'config.Env'],
  ['a number in a list', '{"config":{"Cmd":["a",1]},"rootfs":{"type":"layers"}}', 'config.Cmd[1]'],
  ['a number for a label', '{"config":{"Labels":{"a":1}},"rootfs":{"type":"layers"}}', 'config.Labels.a'],
  ['half a number', '{"config":{"StopTimeout":1.5},"rootfs":{"type":"layers"}}', 'config.StopTimeout'],
  ['text for true', '{"history":[{},{"empty_layer":"yes"}],"rootfs":{"type":"layers"}}', 'history[1].empty_layer'],
])('refused: %s', (_, json, at) => {
  expect(() => decodeImageConfig(utf8(json))).toThrow(expect.objectContaining({ code: 'imageConfig.invalid', data: { at } }));
});

test('bytes that are no UTF-8 are refused', () => {
  expect(() => decodeImageConfig(new Uint8Array([0x22, 0xff, 0x22]))).toThrow(
    expect.objectContaining({ code: 'imageConfig.invalid' }),
  );
});
