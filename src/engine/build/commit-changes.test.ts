/** Recorded with `docker commit -c` of a 20.10.24 (and transcripts 31, 90). */
import { expect, test } from 'vitest';
import type { RunConfig } from '../oci/image-config.ts';
import { BuildError } from './build-errors.ts';
import { applyCommitChanges } from './commit-changes.ts';

const CONFIG: RunConfig = {
  Env: ['A=1', 'PATH=/usr/bin:/bin'],
  Cmd: ['sh', '-c', 'echo hi'],
  Volumes: { '/vol': {} },
  Labels: { x: 'y' },
};

test.each<{ lines: readonly string[]; changed: RunConfig }>([
  { lines: [], changed: {} },
  { lines: ['CMD ["cat","/made.txt"]', 'ENV A=1', 'WORKDIR /tmp'], changed: { Cmd: ['cat', '/made.txt'], WorkingDir: '/tmp' } },
  { lines: ['CMD'], changed: { Cmd: ['/bin/sh', '-c'] } },
  { lines: ['cmd x y'], changed: { Cmd: ['/bin/sh', '-c', 'x y'] } },
  { lines: ['ENTRYPOINT x'], changed: { Entrypoint: ['/bin/sh', '-c', 'x'], Cmd: null } },
  { lines: ['ENV A=$PATH:x'], changed: { Env: ['A=/usr/bin:/bin:x', 'PATH=/usr/bin:/bin'] } },
  { lines: ['ENV B=2', 'ENV C=$B$A'], changed: { Env: ['A=1', 'PATH=/usr/bin:/bin', 'B=2', 'C=21'] } },
  { lines: ["ENV x 'a b'  c"], changed: { Env: ['A=1', 'PATH=/usr/bin:/bin', 'x=a b  c'] } },
  { lines: ['LABEL a="b c" d=e'], changed: { Labels: { x: 'y', a: 'b c', d: 'e' } } },
  { lines: ['EXPOSE 80-82'], changed: { ExposedPorts: { '80/tcp': {}, '81/tcp': {}, '82/tcp': {} } } },
  { lines: ['EXPOSE 80 90/udp'], changed: { ExposedPorts: { '80/tcp': {}, '90/udp': {} } } },
  { lines: ['USER a b'], changed: { User: 'a b' } },
  { lines: ['VOLUME [a]'], changed: { Volumes: { '/vol': {}, '[a]': {} } } },
  { lines: ['VOLUME ["/x","/y"]'], changed: { Volumes: { '/vol': {}, '/x': {}, '/y': {} } } },
  { lines: ['WORKDIR rel'], changed: { WorkingDir: '/rel' } },
  { lines: ['ONBUILD RUN x'], changed: { OnBuild: ['RUN x'] } },
  { lines: ['HEALTHCHECK NONE'], changed: { Healthcheck: { Test: ['NONE'] } } },
])('$lines', ({ lines, changed }) => expect(applyCommitChanges(CONFIG, lines)).toEqual({ ...CONFIG, ...changed }));

test.each([
  ['RUN true', 'run is not a valid change command'],
  ['STOPSIGNAL TERM', 'stopsignal is not a valid change command'],
  ['SHELL ["a"]', 'shell is not a valid change command'],
  ['MAINTAINER x', 'maintainer is not a valid change command'],
  ['ARG a', 'arg is not a valid change command'],
  ['COPY a b', 'copy is not a valid change command'],
  ['FOO x', 'foo is not a valid change command'],
  ['ENV', 'ENV requires at least one argument'],
  ['ENV A', 'ENV must have two arguments'],
  ['ENV A=1 B', `Syntax error - can't find = in "B". Must be of the form: name=value`],
  ['LABEL x', 'LABEL must have two arguments'],
  ['EXPOSE', 'EXPOSE requires at least one argument'],
  ['EXPOSE abc', 'Invalid containerPort: abc'],
  ['USER', 'USER requires exactly one argument'],
  ['WORKDIR', 'WORKDIR requires exactly one argument'],
  ['VOLUME ""', 'VOLUME specified can not be an empty string'],
  ['ONBUILD', 'ONBUILD requires at least one argument'],
  ['ONBUILD FROM x', "FROM isn't allowed as an ONBUILD trigger"],
  ['ONBUILD ONBUILD RUN x', "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"],
  ['HEALTHCHECK foo', 'Unknown type "FOO" in HEALTHCHECK (try CMD)'],
  ['# c', 'file with no instructions'],
  ['', 'file with no instructions'],
])('%s: %s', (line, message) => {
  const thrown = ((): unknown => {
    try {
      return applyCommitChanges(CONFIG, [line]);
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeInstanceOf(BuildError);
  expect(thrown).toMatchObject({ data: { message, side: 'daemon', status: 1 } });
});
