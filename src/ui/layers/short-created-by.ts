/**
 * What made a layer, as its author wrote it: history keeps `/bin/sh -c #(nop) COPY file:… in /`, `/bin/sh -c apk add curl` (classic
 * builder) or `RUN /bin/sh -c apk add curl # buildkit`. Digests in it are cut to 12 digits.
 */
export function shortCreatedBy(createdBy: string): string {
  const text = createdBy
    .replace(/\b([0-9a-f]{12})[0-9a-f]{20,}\b/g, '$1…')
    .replace(/\s*# buildkit$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const instruction = /^\/bin\/sh -c #\(nop\) (.*)$/.exec(text)?.[1];
  if (instruction !== undefined) return instruction.trim();
  return text.replace(/^(?:RUN )?(?:\|\d+ .*?)?\/bin\/sh -c /, 'RUN ');
}
