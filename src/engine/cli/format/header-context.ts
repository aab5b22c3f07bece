import { goStruct } from '../inspect/go-struct.ts';
import { ANY } from '../template/go-value.ts';

/** What every row's struct begins with (docker/cli `formatter.HeaderContext`). */
export const HEADER = goStruct('formatter.HeaderContext', { header: ANY });
