import type { ShownProblem } from '../assist/problems.model.ts';
import type { Marker } from './editor.ts';

/**
 * What lines said when they ran, unless the help below the editor quotes it already, without `Error response from daemon: `: on a phone the
 * same four lines twice push the verdict out of sight.
 */
export function unsaidMarkers(markers: readonly Marker[], problems: readonly Pick<ShownProblem, 'message'>[]): readonly Marker[] {
  return markers.filter(({ message }) => !problems.some((one) => one.message.endsWith(message.replace(/.* daemon: /, ''))));
}
