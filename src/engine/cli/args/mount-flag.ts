/** The value of `--mount`: `type=volume,source=data,target=/data,readonly` (docker/cli `opts/mount.go`). */
import { parseBinarySize } from '../text/parse-binary-size.ts';

export interface MountFlag {
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** false with `volume-nocopy` */
  readonly isFilled: boolean;
  /** options of a tmpfs as mount(8) has them */
  readonly tmpfs: string;
}

/** What docker knows and a file of ours does not show. */
const WITHOUT_EFFECT = new Set([
  'consistency',
  'bind-propagation',
  'bind-nonrecursive',
  'bind-recursive',
  'volume-label',
  'volume-driver',
  'volume-opt',
  'volume-subpath',
  'image-subpath',
]);
const WITHOUT_VALUE = new Set(['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive']);
const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True', '']);
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

export function parseMountFlag(value: string): MountFlag | { readonly problem: string } {
  if (value === '') return { problem: 'EOF' };
  let mount: MountFlag = { type: 'volume', source: '', target: '', readOnly: false, isFilled: true, tmpfs: '' };
  const kinds = new Set<string>();
  for (const field of value.trim().split(',')) {
    const [word = '', ...rest] = field.split('=');
    const key = word.toLowerCase();
    const text = rest.join('=');
    const [kind = ''] = key.split('-');
    if (key.includes('-')) kinds.add(kind);
    if (rest.length === 0 && !WITHOUT_VALUE.has(key)) return { problem: `invalid field '${field}' must be a key=value pair` };
    if (key === 'type') mount = { ...mount, type: text.toLowerCase() };
    else if (key === 'source' || key === 'src') mount = { ...mount, source: text };
    else if (key === 'target' || key === 'dst' || key === 'destination') mount = { ...mount, target: text };
    else if (key === 'readonly' || key === 'ro') {
      if (!TRUE.has(text) && !FALSE.has(text)) return { problem: `invalid value for ${key}: ${text}` };
      mount = { ...mount, readOnly: TRUE.has(text) };
    } else if (key === 'tmpfs-size' || key === 'tmpfs-mode') {
      const size = key === 'tmpfs-size' ? parseBinarySize(text) : Number.parseInt(text, 8);
      if (size === undefined || Number.isNaN(size)) return { problem: `invalid value for ${key}: ${text}` };
      const option = `${key.slice('tmpfs-'.length)}=${key === 'tmpfs-size' ? size : size.toString(8)}`;
      mount = { ...mount, tmpfs: mount.tmpfs === '' ? option : `${mount.tmpfs},${option}` };
    } else if (key === 'volume-nocopy') mount = { ...mount, isFilled: !TRUE.has(text) };
    else if (!WITHOUT_EFFECT.has(key)) return { problem: `unexpected key '${key}' in '${field}'` };
  }
  const mixed = [...kinds].sort().find((kind) => kind !== mount.type);
  if (mixed !== undefined && mount.target !== '')
    return { problem: `cannot mix '${mixed}-*' options with mount type '${mount.type}'` };
  return mount.target === '' ? { problem: 'target is required' } : mount;
}
