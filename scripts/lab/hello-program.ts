/**
 * hello-world's program: a static x86-64 ELF of 13,300 bytes that writes one text and ends. It runs on a real Docker as it is.
 *
 *   mov eax, 1 ; mov edi, 1 ; mov rsi, text ; mov edx, length ; syscall     write(1, text, length)
 *   mov eax, 60 ; xor edi, edi ; syscall                                    exit(0)
 */
import { utf8 } from '../../src/engine/index.ts';

const SIZE = 13_300;
const ADDRESS = 0x400000;
const ELF_HEADER = 64;
const PROGRAM_HEADER = 56;
const CODE = ELF_HEADER + PROGRAM_HEADER;
/** the code takes 39 bytes; the text begins after a zero byte */
const TEXT = CODE + 40;

const HELLO = `
Hello from Docker!
This message shows that your installation appears to be working correctly.

To generate this message, Docker took the following steps:
 1. The Docker client contacted the Docker daemon.
 2. The Docker daemon pulled the "hello-world" image from the Docker Hub.
    (amd64)
 3. The Docker daemon created a new container from that image which runs the
    executable that produces the output you are currently reading.
 4. The Docker daemon streamed that output to the Docker client, which sent it
    to your terminal.

To try something more ambitious, you can run an Ubuntu container with:
 $ docker run -it ubuntu bash

Share images, automate workflows, and more with a free Docker ID:
 https://hub.docker.com/

For more examples and ideas, visit:
 https://docs.docker.com/get-started/

`;

export function helloProgram(): Uint8Array {
  const text = utf8(HELLO);
  const bytes = new Uint8Array(SIZE);
  const view = new DataView(bytes.buffer);
  const used = TEXT + text.length;
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  for (const [at, value] of [
    [16, 2],
    [18, 62],
    [52, ELF_HEADER],
    [54, PROGRAM_HEADER],
    [56, 1],
  ] as const)
    view.setUint16(at, value, true);
  view.setUint32(20, 1, true);
  view.setBigUint64(24, BigInt(ADDRESS + CODE), true);
  view.setBigUint64(32, BigInt(ELF_HEADER), true);
  view.setUint32(ELF_HEADER, 1, true);
  view.setUint32(ELF_HEADER + 4, 5, true);
  const segment = [0, ADDRESS, ADDRESS, used, used, 0x1000];
  for (const [index, value] of segment.entries()) view.setBigUint64(ELF_HEADER + 8 + index * 8, BigInt(value), true);
  bytes.set([0xb8, 1, 0, 0, 0, 0xbf, 1, 0, 0, 0, 0x48, 0xbe], CODE);
  view.setBigUint64(CODE + 12, BigInt(ADDRESS + TEXT), true);
  view.setUint8(CODE + 20, 0xba);
  view.setUint32(CODE + 21, text.length, true);
  bytes.set([0x0f, 0x05, 0xb8, 60, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05], CODE + 25);
  bytes.set(text, TEXT);
  return bytes;
}
