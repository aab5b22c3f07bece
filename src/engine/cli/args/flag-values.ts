/** The flags of one call, read by name and type. A flag that was not given has its default. */
import { InvariantError } from '../../errors.ts';
import type { FlagSpec } from '../specs/command-spec.ts';

/** what Go's `strconv.ParseBool` takes for it */
const TRUE: ReadonlySet<string> = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const NOT_GIVEN: readonly string[] = [];

export class FlagValues {
  readonly #specs: ReadonlyMap<string, FlagSpec>;
  readonly #given: ReadonlyMap<string, readonly string[]>;

  /**
   * @param specs by name
   * @param given name to the values in the order typed, all of them valid for their type
   */
  constructor(specs: ReadonlyMap<string, FlagSpec>, given: ReadonlyMap<string, readonly string[]>) {
    this.#specs = specs;
    this.#given = given;
  }

  /** Names in the order first typed. */
  get names(): readonly string[] {
    return [...this.#given.keys()];
  }

  spec(name: string): FlagSpec {
    const spec = this.#specs.get(name);
    if (spec === undefined) throw new InvariantError(`no flag --${name}`);
    return spec;
  }

  isSet(name: string): boolean {
    return this.#given.has(name);
  }

  hasAny(names: ReadonlySet<string>): boolean {
    for (const name of this.#given.keys()) if (names.has(name)) return true;
    return false;
  }

  bool(name: string): boolean {
    const value = this.#value(name);
    return value !== undefined && TRUE.has(value);
  }

  /** '' where it was not given and has no default */
  text(name: string): string {
    return this.#value(name) ?? '';
  }

  number(name: string): number {
    return Number(this.#value(name) ?? '0');
  }

  /** of a repeatable flag; those of type `strings` are split at commas */
  list(name: string): readonly string[] {
    const { type } = this.spec(name);
    const given = this.#given.get(name);
    if (given === undefined) return NOT_GIVEN;
    return type === 'strings' ? given.flatMap((value) => value.split(',')) : given;
  }

  /** The last one given, else the default. */
  #value(name: string): string | undefined {
    const spec = this.spec(name);
    return this.#given.get(name)?.at(-1) ?? spec.default;
  }
}
