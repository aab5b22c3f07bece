/** `--label key`, `--label key=value` (docker/cli `opts.ConvertKVStringsToMap`): the last one of a key holds. */
export function readLabels(labels: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    labels.map((label): [string, string] => {
      const equals = label.indexOf('=');
      return equals < 0 ? [label, ''] : [label.slice(0, equals), label.slice(equals + 1)];
    }),
  );
}
