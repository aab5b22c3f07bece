/**
 * A registry in which some tags have moved: the teaching registry never changes, so a lesson about moving tags re-points them on the
 * way. Works over any server, also the page's own.
 */
import type { HttpPort } from '../engine/index.ts';
import type { MovedTag } from './exercise.ts';

export function withMovedTags(http: HttpPort, moved: readonly MovedTag[]): HttpPort {
  if (moved.length === 0) return http;
  const targets = new Map(
    moved.map(({ repository, tag, to }) => [`${repository}/manifests/${tag}`, `${repository}/manifests/${to}`]),
  );
  return {
    fork: () => withMovedTags(http.fork?.() ?? http, moved),
    fetch(request) {
      const match = /^(https?:\/\/[^/]+\/v2\/)([^?]+)(.*)$/.exec(request.url);
      const target = targets.get(match?.[2] ?? '');
      if (match === null || target === undefined) return http.fetch(request);
      return http.fetch({ ...request, url: `${match[1]}${target}${match[3]}` });
    },
  };
}
