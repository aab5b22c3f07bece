import type { ShownProblem } from '../assist/problems.model.ts';
import type { Marker } from './editor.ts';

/** The daemon's errors begin so; the help while writing leaves it out. */
const PREFIX = /^(?:docker: )?Error response from daemon: /;

/**
 * What a line said when it ran, unless the help below the editor quotes it already: on a phone the same four lines twice push the verdict
 * out of sight.
 */
export function unsaidMarkers(
  markers: readonly Marker[],
  problems: readonly Pick<ShownProblem, 'line' | 'message'>[],
): readonly Marker[] {
  return markers.filter(
    ({ line, message }) =>
      !problems.some((problem) => problem.line === line && problem.message.endsWith(message.replace(PREFIX, ''))),
  );
}
