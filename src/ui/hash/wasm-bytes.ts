/** The bytes of WebAssembly instructions (core specification 2.0, section 5.4), as far as the hash needs them. */

export type Code = readonly number[];

export const I32 = 0x7f;
export const V128 = 0x7b;

/** LEB128 */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    if (rest >= -0x40 && rest < 0x40) return [...bytes, rest & 0x7f];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

export const getLocal = (index: number): Code => [0x20, ...unsigned(index)];
export const setLocal = (index: number): Code => [0x21, ...unsigned(index)];
export const teeLocal = (index: number): Code => [0x22, ...unsigned(index)];
export const constant = (value: number): Code => [0x41, ...signed(value | 0)];

/** Both take an address below 4 GiB from the stack; the exponent says how it is aligned. */
export const load = (offset: number): Code => [0x28, 2, ...unsigned(offset)];
export const store = (offset: number): Code => [0x36, 2, ...unsigned(offset)];
export const loadVector = (offset: number): Code => [0xfd, 0x00, 0, ...unsigned(offset)];
export const storeVector = (offset: number): Code => [0xfd, 0x0b, 4, ...unsigned(offset)];

const simple = (opcode: number): Code => [opcode];
export const ADD = simple(0x6a);
export const AND = simple(0x71);
export const XOR = simple(0x73);
export const ROTATE_RIGHT = simple(0x78);
export const LESS_UNSIGNED = simple(0x49);

const vector = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
export const VECTOR_XOR = vector(0x51);
/** lanes of 32 bits */
export const VECTOR_ADD = vector(0xae);
export const VECTOR_SHIFT_LEFT = vector(0xab);
export const VECTOR_SHIFT_RIGHT = vector(0xad);
/** lanes of 64 bits */
export const VECTOR_SHIFT_RIGHT_64 = vector(0xcd);
/** Picks bytes of the vector below; an index from 16 on gives 0. */
export const SWIZZLE = vector(0x0e);
export const constantVector = (bytes: readonly number[]): Code => [0xfd, 0x0c, ...bytes];
/** Picks bytes of two vectors, the second from index 16 on. */
export const shuffle = (indices: readonly number[]): Code => [0xfd, 0x0d, ...indices];

/** Repeats `body` while it leaves something other than 0 on the stack. */
export function loop(body: Code): Code {
  return [0x03, 0x40, ...body, 0x0d, 0, 0x0b];
}

function section(id: number, body: Code): number[] {
  return [id, ...unsigned(body.length), ...body];
}

/**
 * A module of one function over one memory, exported as `run(i32, i32)` and `memory`.
 * @param locals how many of which type follow the two parameters
 * @param pages of 64 KiB
 * @param data what lies in the memory from the beginning
 */
export function encodeModule(
  locals: readonly (readonly [count: number, type: number])[],
  body: Code,
  pages: number,
  data: { readonly at: number; readonly bytes: readonly number[] },
): Uint8Array<ArrayBuffer> {
  const code = [...unsigned(locals.length), ...locals.flatMap(([count, type]) => [...unsigned(count), type]), ...body, 0x0b];
  const name = (text: string): number[] => [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, I32, I32, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, ...unsigned(pages)]),
    ...section(7, [2, ...name('memory'), 2, 0, ...name('run'), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
    ...section(11, [1, 0, ...constant(data.at), 0x0b, ...unsigned(data.bytes.length), ...data.bytes]),
  ]);
}
