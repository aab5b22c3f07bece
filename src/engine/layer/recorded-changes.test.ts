/**
 * Containers of layers-demo, run, diffed and committed by dockerd 20.10.24 (overlay2 on ext4, Linux 6.18): the same changes made
 * here must give the same `docker diff`, the same size in `docker ps -s` and, byte for byte, the same layer.
 */
import { expect, test } from 'vitest';
import { Box } from '../../../tests/engine/box.ts';
import { fixtureTree } from '../../../tests/engine/recorded-images.ts';
import { hashContent } from '../bytes/sha256.ts';
import { writeTar } from '../tar/write-tar.ts';
import { diffTrees, upperChanges } from './diff-trees.ts';
import { writableSize } from './sizes.ts';
import { layerEntries } from './write-layer.ts';

const base = fixtureTree('layers-demo');

const LONG = `/${'a'.repeat(63)}/${'b'.repeat(49)}/${'c'.repeat(26)}`;
const KEEP_MTIME = Date.parse('2021-05-02T10:00:00Z') / 1000;

interface Case {
  readonly name: string;
  readonly at: string;
  readonly run: (box: Box) => void;
  readonly diff: readonly string[];
  readonly size: number;
  readonly diffId: string;
}

const cases: readonly Case[] = [
  {
    name: 'touch /data/t; rm /data/t',
    at: '11:21:17',
    run: (box) => {
      box.write('/data/t', '');
      box.rm('/data/t');
    },
    diff: [],
    size: 0,
    diffId: '925df5d07edd731d1d1544f8569d9e35dd417507f86f63b532a95b8b4afc2c03',
  },
  {
    name: 'touch /t; rm /t leaves the empty tar',
    at: '11:21:17',
    run: (box) => {
      box.write('/t', '');
      box.rm('/t');
    },
    diff: [],
    size: 0,
    diffId: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
  },
  {
    name: 'chmod 600 /data/b.txt; chmod 644 /data/b.txt',
    at: '11:21:18',
    run: (box) => {
      box.set('/data/b.txt', { mode: 0o600 });
      box.set('/data/b.txt', { mode: 0o644 });
    },
    diff: [],
    size: 13,
    diffId: '0ad88caabda0242843c25ccab0529c756b0be14764bf2386e4a5fd8d3d0a99ec',
  },
  {
    name: 'chmod 700 /data; chmod 755 /data',
    at: '11:21:18',
    run: (box) => {
      box.set('/data', { mode: 0o700 });
      box.set('/data', { mode: 0o755 });
    },
    diff: [],
    size: 0,
    diffId: 'cda4ff185d54c1805702a17ec384a51a0072c6c8528aea22f54aa1df931a81f1',
  },
  {
    name: ': >> /data/b.txt',
    at: '11:21:18',
    run: (box) => box.open('/data/b.txt'),
    diff: [],
    size: 13,
    diffId: '0ad88caabda0242843c25ccab0529c756b0be14764bf2386e4a5fd8d3d0a99ec',
  },
  {
    name: 'chmod 644 /data/hard; ln /data/b.txt /data/b2',
    at: '11:21:19',
    run: (box) => {
      box.set('/data/hard', { mode: 0o644 });
      box.ln('/data/b.txt', '/data/b2');
    },
    diff: ['C /data', 'A /data/b2'],
    size: 19,
    diffId: '4c2f2c7108cc440a5f13fa672630bc93015885804031d42a200a4492b46ec8d7',
  },
  {
    name: 'new hard link, symlink, setuid',
    at: '11:21:20',
    run: (box) => {
      box.write('/q', 'q\n');
      box.ln('/q', '/q2');
      box.symlink('q', '/q3');
      box.set('/q', { mode: 0o4755 });
    },
    diff: ['A /q', 'A /q2', 'A /q3'],
    size: 3,
    diffId: '60efff3daeace5c15dd06c12dd1cec91a897d6d921c24042465d470346a15484',
  },
  {
    name: 'rm /data/b.txt /data/c.txt /etc/group; rm -r /srv/old: whiteouts that are links of the first',
    at: '11:21:20',
    run: (box) => {
      for (const path of ['/data/b.txt', '/data/c.txt', '/etc/group', '/srv/old']) box.rm(path);
    },
    diff: ['C /data', 'D /data/b.txt', 'D /data/c.txt', 'C /etc', 'D /etc/group', 'C /srv', 'D /srv/old'],
    size: 0,
    diffId: 'f6a9eb8fbb47fcd0d95c41f94ab5d992afc66726f42017e81cf195929ffbd020',
  },
  {
    name: 'folders removed and made again are opaque',
    at: '11:21:21',
    run: (box) => {
      box.rm('/srv/old');
      box.mkdir('/srv/old');
      box.write('/srv/old/fresh', 'n\n');
      box.rm('/home/app');
      box.mkdir('/home/app', 0o1777);
    },
    diff: ['C /home', 'C /home/app', 'D /home/app/secret', 'C /srv', 'C /srv/old', 'A /srv/old/fresh', 'D /srv/old/n'],
    size: 2,
    diffId: '1eb10ba6152e51f7b0341ebe3bb4e38e3061991a26db92b14774e068d4f8ae82',
  },
  {
    name: 'a folder in a file’s place and the reverse',
    at: '11:21:21',
    run: (box) => {
      box.rm('/data/b.txt');
      box.mkdir('/data/b.txt');
      box.write('/data/b.txt/in', 'x\n');
      box.rm('/srv/old');
      box.write('/srv/old', 'f\n');
    },
    diff: ['C /data', 'C /data/b.txt', 'A /data/b.txt/in', 'C /srv', 'C /srv/old'],
    size: 4,
    diffId: '5f28887de2eb277240a3471f5592291092dd25337a3bb568bde156385502a26a',
  },
  {
    name: 'mv /srv/old /srv/new copies all of it',
    at: '11:21:22',
    run: (box) => box.mv('/srv/old', '/srv/new'),
    diff: ['C /srv', 'A /srv/new', 'A /srv/new/n', 'D /srv/old'],
    size: 4,
    diffId: 'e1c6a9c26fd673bfdc8b698beb1329e1d29a5f9f571f2b6ee580254cd05c120f',
  },
  {
    name: 'order of names, and one that is not ASCII',
    at: '11:21:22',
    run: (box) => {
      box.mkdir('/zz');
      box.write('/zz/a-b', '1\n');
      box.mkdir('/zz/a');
      box.write('/zz/a/x', '2\n');
      box.write('/zz/añb', '3\n');
      box.write('/zz/B', '4\n');
    },
    diff: ['A /zz', 'A /zz/B', 'A /zz/a', 'A /zz/a/x', 'A /zz/a-b', 'A /zz/añb'],
    size: 8,
    diffId: 'a5f38457014834185928d3c12d582459f4ae95cc1d381c52aaa86198b39f7303',
  },
  {
    name: 'mv there and back',
    at: '11:21:23',
    run: (box) => {
      box.mv('/data/b.txt', '/data/bb');
      box.mv('/data/bb', '/data/b.txt');
    },
    diff: [],
    size: 13,
    diffId: 'd23e6037e6c482bf95b71de75694ff7c69c683a854f5f33dcc0d80861e8565a2',
  },
  {
    name: 'a file removed and put back with its old time',
    at: '11:21:23',
    run: (box) => {
      box.rm('/data/keep.txt');
      box.write('/data/keep.txt', 'keep v2\n');
      box.set('/data/keep.txt', { mtime: KEEP_MTIME });
    },
    diff: [],
    size: 8,
    diffId: 'e8d58886c0ef918b21cd6abfbebb620b7b5b69ed7fc4cdf70b1a96903a237b91',
  },
  {
    name: 'an empty folder made again looks the same',
    at: '11:24:48',
    run: (box) => {
      box.rm('/var/spool/drop');
      box.mkdir('/var/spool/drop', 0o1777);
    },
    diff: [],
    size: 0,
    diffId: '36bcf14bd62e7e4184e9da26ef2258cbcf3ca5e206c6d5ab6ddbfea051e74cc3',
  },
  {
    name: 'a folder made again with the same owner and mode, now empty',
    at: '11:45:07',
    run: (box) => {
      box.rm('/srv/old');
      box.mkdir('/srv/old');
    },
    diff: ['C /srv', 'C /srv/old', 'D /srv/old/n'],
    size: 0,
    diffId: 'ffddc0a2d573d8e7eeeb4249531cf132fa43100b58c2e1e6d3b6f175c4079686',
  },
  {
    name: 'inside an opaque folder nothing is opaque again',
    at: '11:24:49',
    run: (box) => {
      box.rm('/srv/old');
      box.mkdir('/srv/old/gone');
      box.mkdir('/srv/old/n/x');
    },
    diff: ['C /srv', 'C /srv/old', 'A /srv/old/gone', 'C /srv/old/n', 'A /srv/old/n/x'],
    size: 0,
    diffId: 'c0c29174ea5c7e37d671dded58aa5b0683cd7c8eb9ecac9012f35422b3dbe581',
  },
  {
    name: 'rm /data/abs; ln -s /data/b.txt /data/abs',
    at: '11:24:49',
    run: (box) => {
      box.rm('/data/abs');
      box.symlink('/data/b.txt', '/data/abs');
    },
    diff: ['C /data', 'C /data/abs'],
    size: 11,
    diffId: '7ee73c6ea8cce9061421cbe7b1897e742994211f8271152023b54cd80c1a1cb8',
  },
  {
    name: 'a folder in a symlink’s place',
    at: '11:24:50',
    run: (box) => {
      box.rm('/data/abs');
      box.mkdir('/data/abs');
    },
    diff: ['C /data', 'C /data/abs'],
    size: 0,
    diffId: '4934c9bd8981df677e5ee346fc8e822f42235ff6996fb48a2fbf34ccdfc89518',
  },
  {
    name: 'names too long for one header field, link targets that are not ASCII',
    at: '11:24:51',
    run: (box) => {
      box.mkdir(LONG);
      box.write('/é', 'é\n');
      box.symlink(LONG, '/ll');
      box.symlink('é', '/le');
    },
    diff: ['A /aaa', 'A /aaa/bbb', 'A /aaa/bbb/ccc', 'A /le', 'A /ll', 'A /é'],
    size: 146,
    diffId: 'b5dd91bc39ba86ba5c10c48406b6982d4d983afb56af9458966e5e235e5f8e6e',
  },
];

test.each(cases)('$name', async ({ at, run, diff, size, diffId }) => {
  const box = new Box(base, Date.parse(`2026-11-23T${at}Z`) / 1000);
  run(box);
  const lines = diffTrees(base, box.tree).map(({ kind, path }) => `${kind} ${path.replace(/([abc])\1+/g, '$1$1$1')}`);
  const layer = writeTar(layerEntries(upperChanges(base, box.tree)));
  expect({ lines, size: writableSize(base, box.tree), diffId: await hashContent({}, layer) }).toEqual({
    lines: diff,
    size,
    diffId: `sha256:${diffId}`,
  });
});
