import { describe, expect, it } from 'vitest';
import { ash, bash } from '../harness.ts';

describe('words that a program refuses or reads its own way, in containers', () => {
  it.each([
    ['echo abc | tr z-a x', 'abc\n', ''],
    ["echo abc | tr a ''", '', 'tr: STRING2 cannot be empty\n'],
    ["printf '%d\\n' 9223372036854775808", '0\n', "sh: invalid number '9223372036854775808'\n"],
    ["printf '%u\\n' 18446744073709551615", '18446744073709551615\n', ''],
    ["printf '%x\\n' 0x1ffffffffffffffff", '0\n', "sh: invalid number '0x1ffffffffffffffff'\n"],
    ['seq 1 -1 -1', '1\n0\n-1\n', ''],
    ['seq -- -1 1', '-1\n0\n1\n', ''],
    ['seq 1 0 3 | head -n 2', '1\n1\n', ''],
    ['ps -o pid= | head -n 1', '    1\n', ''],
    ['df -P / | head -n 1', 'Filesystem           1024-blocks    Used Available Capacity Mounted on\n', ''],
  ])('%s', async (script, out, err) => {
    expect(await ash(script)).toMatchObject({ out, err });
  });

  it.each(['id -n', 'id -r', 'id -ug', 'id root nobody', 'seq -1 1'])('%s shows how it is used', async (script) => {
    expect((await ash(script)).err).toContain('Usage: ');
  });

  it.each([
    ['rmdir /dev', "rmdir: '/dev': Permission denied\n"],
    ['rm -r /dev/null', "rm: can't remove '/dev/null': Permission denied\n"],
    ['mv /dev /tmp/dev', "mv: can't rename '/dev': Permission denied\n"],
  ])('%s of another is no matter of what is mounted there', async (script, err) => {
    expect((await ash(script, { who: { uid: 65534, gid: 65534, groups: [] } })).err).toBe(err);
  });

  it('id says that an ID has no name, and shows it', async () => {
    const who = { uid: 1234, gid: 5678, groups: [5678] };
    expect(await ash('id -un', { who })).toMatchObject({ all: '1234id: unknown ID 1234\n\n', status: 1 });
    expect(await ash('id -Gn', { who })).toMatchObject({ all: '5678id: unknown ID 5678\n\n', status: 1 });
  });

  it("id lists root's first group twice where the table names root in it", async () => {
    expect((await ash('printf "root:x:0:root\\nbin:x:1:root\\n" > /etc/group; id root; id -G root')).out).toBe(
      'uid=0(root) gid=0(root) groups=0(root),0(root),1(bin)\n0 1\n',
    );
  });
});

describe('the same on the host', () => {
  it.each([
    ['echo abc | tr z-a x', '', "tr: range-endpoints of 'z-a' are in reverse collating sequence order\n"],
    ["echo abc | tr a ''", '', 'tr: when not truncating set1, string2 must be non-empty\n'],
    [
      "printf '%d\\n' -99999999999999999999; echo $?",
      '-9223372036854775808\n0\n',
      'bash: line 1: printf: warning: -99999999999999999999: Numerical result out of range\n',
    ],
    ["printf '%x\\n' 18446744073709551615", 'ffffffffffffffff\n', ''],
    ['seq -1 1', '-1\n0\n1\n', ''],
    ['echo root > g; grep -r root g; grep -rH root g', 'root\ng:root\n', ''],
  ])('%s', async (script, out, err) => {
    expect(await bash(script)).toMatchObject({ out, err });
  });
});
