/** A tree that stands where the files of a layer or a container have not come yet: it can be handed on and compared, but not looked into. */
import { InvariantError } from '../errors.ts';
import type { Tree } from './node.ts';

/** Somebody looked into a tree that has not come: the line has to wait for it, and run again. */
export class AbsentTreeError extends InvariantError {
  constructor() {
    super('the files of this tree are not here yet');
    this.name = 'AbsentTreeError';
  }
}

export class AbsentTree implements Tree {
  get root(): never {
    throw new AbsentTreeError();
  }
  get nextIno(): never {
    throw new AbsentTreeError();
  }
}
