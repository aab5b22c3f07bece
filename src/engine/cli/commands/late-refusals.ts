/**
 * What the daemon refuses only once it has found the image and taken the name (moby 20.10 `daemon/create.go`): log drivers, volumes, links.
 * The flags are read before that, so the first refusal waits.
 */
export class LateRefusals {
  #first: unknown;

  /** @returns `otherwise` where reading throws */
  attempt<T>(read: () => T, otherwise: T): T {
    try {
      return read();
    } catch (error) {
      this.#first ??= error;
      return otherwise;
    }
  }

  /** @throws what was refused first */
  readonly raise = (): void => {
    if (this.#first !== undefined) throw this.#first;
  };
}
