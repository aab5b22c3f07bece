/**
 * SHA-256's compression (FIPS 180-4, section 6.2) as a WebAssembly module, put together here so that no bytes lie in the repository that
 * nobody can read. The 64 rounds are unrolled; the message schedule is made four words at a time with vectors, beside the rounds.
 *
 * Why not a package: hash-wasm 4.13 does two thirds of what this does, measured in Chromium, and the others less.
 */
import {
  ADD,
  AND,
  type Code,
  constant,
  constantVector,
  encodeModule,
  getLocal,
  I32,
  LESS_UNSIGNED,
  load,
  loadVector,
  loop,
  ROTATE_RIGHT,
  SWIZZLE,
  setLocal,
  shuffle,
  store,
  storeVector,
  teeLocal,
  V128,
  VECTOR_ADD,
  VECTOR_SHIFT_LEFT,
  VECTOR_SHIFT_RIGHT,
  VECTOR_SHIFT_RIGHT_64,
  VECTOR_XOR,
  XOR,
} from './wasm-bytes.ts';

/** Where the state lies: eight words. */
export const STATE_AT = 0;
/**
 * Sixteen words of the schedule with their constants added, behind the state. Addresses are 0 with an offset: other constants would be
 * put into a register for each access, which takes a tenth of the time.
 */
const WORDS_AT = 64;
/** The rounds' constants: vectors in the code take four instructions each. */
const CONSTANTS_AT = 256;
/** Where the message is put, a whole number of blocks. */
export const INPUT_AT = 1024;
export const INPUT_BYTES = 65_536;
export const BLOCK = 64;

const ROUNDS = 64;
const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter((n) => n > 1 && !hasDivisor(n));

function hasDivisor(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return true;
  return false;
}
/** The first 32 bits behind the point. */
const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) >>> 0;

export const INITIAL_STATE: readonly number[] = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUND_CONSTANTS: readonly number[] = PRIMES.slice(0, ROUNDS).map((prime) => fraction(Math.cbrt(prime)));

/** Parameters, then words, then vectors. */
const FROM = 0;
const END = 1;
const STATE = 2;
const TEMPORARY = 10;
/** a ^ b of this round and of the one before, which is this one's b ^ c */
const MAJORITY = 11;
const VECTORS = 13;
const OLDER = 17;
const DOUBLED = 18;

/** The state's words change places instead of values: `a` of one round is `b` of the next. */
const stateLocal = (index: number, round: number): number => STATE + ((index - round + ROUNDS) % 8);
const vectorLocal = (group: number): number => VECTORS + (group % 4);

/** `run(from, end)` takes the blocks between two addresses into the state. */
export function encodeSha256Module(): Uint8Array<ArrayBuffer> {
  const groups = Array.from({ length: ROUNDS / 4 }, (_, group) => group);
  const body: Code[] = [
    readState(),
    loop(
      [
        ...groups.slice(0, 4).map(readWords),
        [...getLocal(stateLocal(1, 0)), ...getLocal(stateLocal(2, 0)), ...XOR, ...setLocal(MAJORITY + 1)],
        ...groups.flatMap((group) => [
          ...(group < 12 ? [extendSchedule(group)] : []),
          ...[0, 1, 2, 3].map((lane) => doRound(group * 4 + lane)),
          ...(group < 12 ? [keepWords(group + 4)] : []),
        ]),
        addState(),
        [...getLocal(FROM), ...constant(BLOCK), ...ADD, ...teeLocal(FROM), ...getLocal(END), ...LESS_UNSIGNED],
      ].flat(),
    ),
  ];
  return encodeModule(
    [
      [11, I32],
      [6, V128],
    ],
    body.flat(),
    1 + (INPUT_AT + INPUT_BYTES) / 65_536,
    { at: CONSTANTS_AT, bytes: [...new Uint8Array(new Uint32Array(ROUND_CONSTANTS).buffer)] },
  );
}

function readState(): Code {
  return [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [...constant(0), ...load(STATE_AT + 4 * i), ...setLocal(STATE + i)]);
}

function addState(): Code {
  const add = (i: number): Code => [
    ...constant(0),
    ...getLocal(STATE + i),
    ...[...constant(0), ...load(STATE_AT + 4 * i), ...ADD],
    ...teeLocal(STATE + i),
    ...store(STATE_AT + 4 * i),
  ];
  return [0, 1, 2, 3, 4, 5, 6, 7].flatMap(add);
}

const BIG_ENDIAN = [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12];

function readWords(group: number): Code {
  const words = [...getLocal(FROM), ...loadVector(16 * group), ...constantVector(BIG_ENDIAN), ...SWIZZLE];
  return [...words, ...setLocal(vectorLocal(group)), ...keepWords(group)];
}

function keepWords(group: number): Code {
  const words = [...getLocal(vectorLocal(group)), ...constant(0), ...loadVector(CONSTANTS_AT + 16 * group), ...VECTOR_ADD];
  return [...constant(0), ...words, ...storeVector(WORDS_AT + 16 * (group % 4))];
}

/** Rotations by 2, 13 and 22, in the form that needs the fewest instructions: each adds to the one inside of it. */
function bigSigma0(local: number): Code {
  const word = getLocal(local);
  const first = [...word, ...constant(9), ...ROTATE_RIGHT, ...word, ...XOR];
  const second = [...constant(11), ...ROTATE_RIGHT, ...word, ...XOR];
  return [...first, ...second, ...constant(2), ...ROTATE_RIGHT];
}

/** Rotations by 6, 11 and 25, side by side: every round waits for the one before here, and for nothing else. */
function bigSigma1(local: number): Code {
  const rotated = (bits: number): Code => [...getLocal(local), ...constant(bits), ...ROTATE_RIGHT];
  return [...rotated(6), ...rotated(11), ...XOR, ...rotated(25), ...XOR];
}

function doRound(round: number): Code {
  const local = (index: number): number => stateLocal(index, round);
  const [a, b, d, e, f, g, h] = [local(0), local(1), local(3), local(4), local(5), local(6), local(7)] as const;
  const majority = MAJORITY + (round % 2);
  const before = MAJORITY + ((round + 1) % 2);
  const choice = [...getLocal(f), ...getLocal(g), ...XOR, ...getLocal(e), ...AND, ...getLocal(g), ...XOR];
  const word = [...constant(0), ...load(WORDS_AT + 4 * (round % 16))];
  return [
    ...[...getLocal(h), ...word, ...ADD, ...choice, ...ADD, ...bigSigma1(e), ...ADD, ...setLocal(TEMPORARY)],
    ...[...getLocal(d), ...getLocal(TEMPORARY), ...ADD, ...setLocal(d)],
    ...[...getLocal(a), ...getLocal(b), ...XOR, ...setLocal(majority)],
    ...[...getLocal(TEMPORARY), ...getLocal(before), ...getLocal(majority), ...AND, ...getLocal(b), ...XOR, ...ADD],
    ...[...bigSigma0(a), ...ADD, ...setLocal(h)],
  ];
}

const NEXT_WORDS = Array.from({ length: 16 }, (_, byte) => byte + 4);
const lane = (index: number): number[] => [0, 1, 2, 3].map((byte) => 4 * index + byte);
const NOTHING = constantVector(Array(16).fill(0));

/** The four words of `group + 4` in the place of those of `group`: w[t] = w[t-16] + s0(w[t-15]) + w[t-7] + s1(w[t-2]). */
function extendSchedule(group: number): Code {
  const words = (index: number): Code => getLocal(vectorLocal(group + index));
  const [first, second, third, fourth] = [words(0), words(1), words(2), words(3)] as const;
  const older = getLocal(OLDER);
  const shifted = (local: Code, bits: number, by = VECTOR_SHIFT_RIGHT): Code => [...local, ...constant(bits), ...by];
  const smallSigma0 = [
    ...shifted(older, 7),
    ...[...shifted(older, 3), ...VECTOR_XOR],
    ...[...shifted(older, 18), ...VECTOR_XOR],
    ...[...shifted(older, 25, VECTOR_SHIFT_LEFT), ...VECTOR_XOR],
    ...[...shifted(older, 14, VECTOR_SHIFT_LEFT), ...VECTOR_XOR],
  ];
  return [
    ...[...first, ...second, ...shuffle(NEXT_WORDS), ...setLocal(OLDER)],
    ...[...first, ...third, ...fourth, ...shuffle(NEXT_WORDS), ...VECTOR_ADD, ...smallSigma0, ...VECTOR_ADD, ...setLocal(OLDER)],
    // the last two words need the first two
    ...[...smallSigma1(fourth, 2), ...NOTHING, ...shuffle([...lane(0), ...lane(2), ...lane(4), ...lane(5)])],
    ...[...older, ...VECTOR_ADD, ...setLocal(OLDER)],
    ...[...NOTHING, ...smallSigma1(older, 0), ...shuffle([...lane(0), ...lane(1), ...lane(4), ...lane(6)])],
    ...[...older, ...VECTOR_ADD, ...setLocal(vectorLocal(group))],
  ];
}

/** Of two words side by side, in the lanes 0 and 2: each stands there twice, so that a shift of 64 bits rotates it. */
function smallSigma1(words: Code, from: number): Code {
  const doubled = getLocal(DOUBLED);
  return [
    ...[...words, ...words, ...shuffle([...lane(from), ...lane(from), ...lane(from + 1), ...lane(from + 1)]), ...setLocal(DOUBLED)],
    ...[
      ...doubled,
      ...constant(17),
      ...VECTOR_SHIFT_RIGHT_64,
      ...doubled,
      ...constant(19),
      ...VECTOR_SHIFT_RIGHT_64,
      ...VECTOR_XOR,
    ],
    ...[...doubled, ...constant(10), ...VECTOR_SHIFT_RIGHT, ...VECTOR_XOR],
  ];
}
