/** The shell's own way with a line is not loaded as long as lines only call programs. */
import { createPart } from '../part.ts';

export const HOST_LINE = createPart(() => import('./host-line.ts'));
