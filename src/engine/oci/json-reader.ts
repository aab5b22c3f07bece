/** Parsers for JSON from outside: each takes an unknown value and where it stands, and returns it with its type or throws. */
import { EngineError } from '../errors.ts';
import { parseJson } from './parse-json.ts';

/** `at`: where the trouble is, as a path of keys; empty for the whole. */
export class JsonReader<Code extends string> {
  private readonly code: Code;

  constructor(code: Code) {
    this.code = code;
  }

  error(at: string): EngineError<Code, { readonly at: string }> {
    return new EngineError(this.code, { at });
  }

  parse(bytes: Uint8Array): Fields {
    return this.fields(parseJson(bytes), '');
  }

  fields(value: unknown, at: string): Fields {
    if (!isObject(value)) throw this.error(at);
    return new ObjectFields(value);
  }

  string(value: unknown, at: string): string {
    if (typeof value !== 'string') throw this.error(at);
    return value;
  }

  boolean(value: unknown, at: string): boolean {
    if (typeof value !== 'boolean') throw this.error(at);
    return value;
  }

  integer(value: unknown, at: string): number {
    if (!Number.isSafeInteger(value)) throw this.error(at);
    return Number(value);
  }

  list<T>(value: unknown, at: string, item: (value: unknown, at: string) => T): readonly T[] {
    if (!Array.isArray(value)) throw this.error(at);
    return value.map((entry, i) => item(entry, `${at}[${i}]`));
  }

  dictionary<T>(value: unknown, at: string, item: (value: unknown, at: string) => T): Record<string, T> {
    if (!isObject(value)) throw this.error(at);
    return Object.fromEntries(Object.entries(value).map(([key, entry]): [string, T] => [key, item(entry, `${at}.${key}`)]));
  }
}

export type Fields = Pick<ReadonlyMap<string, unknown>, 'get' | 'has'>;

class ObjectFields implements Fields {
  readonly #value: Readonly<Record<string, unknown>>;
  constructor(value: Readonly<Record<string, unknown>>) {
    this.#value = value;
  }
  has(name: string): boolean {
    return Object.hasOwn(this.#value, name);
  }
  get(name: string): unknown {
    return Object.hasOwn(this.#value, name) ? this.#value[name] : undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
