import { describe, expect, it } from 'vitest';
import { bash, hostTree, run } from '../harness.ts';

const awk = async (program: string, stdin = '') => run(['/bin/sh', '-c', `awk '${program}'`], { tree: hostTree(), stdin });

describe('the awk of the host, which is mawk', () => {
  it.each([
    [
      'BEGIN { print 2147483647, 2147483648, -2147483648, 1024 * 1024 * 1024 * 3 }',
      '2147483647 2.14748e+09 -2.14748e+09 3.22123e+09\n',
    ],
    ['BEGIN { printf "%d %d %.0f\\n", 3000000000, -1e19, 3000000000 }', '2147483647 -2147483647 3000000000\n'],
    ['BEGIN { printf "%x %u\\n", 4294967296, -1 }', 'ffffffff 0\n'],
    ['BEGIN { print 1/0, -1/0, 0/0, 5%0 }', 'inf -inf -nan -nan\n'],
    ['BEGIN { print length("água"), index("água", "g"), toupper("água"), substr("água", 3) }', '5 3 áGUA gua\n'],
    [
      'BEGIN { print substr("hello",-1,3) "|" substr("hello",0,2) "|" substr("hello",1.5,1) "|" substr("hello",4,-1) }',
      'hell|he|h|\n',
    ],
    ['BEGIN { printf "%.1f %.0f %.1f\\n", 2.25, 2.5, 2.35 }', '2.2 2 2.4\n'],
  ])('%s', async (program, out) => {
    expect((await awk(program)).out).toBe(out);
  });

  it('sums large sizes by the format of numbers', async () => {
    expect((await awk('{ s += $1 } END { print s; print s "" }', '3000000000\n5\n')).out).toBe('3e+09\n3e+09\n');
  });

  it.each([
    [
      'BEGIN { printf "%s %s|", "a" }',
      'awk: run time error: not enough arguments passed to printf("%s %s|")\n\tFILENAME="" FNR=0 NR=0\n',
    ],
    ['{ print $-1 }', 'awk: run time error: negative field index $-1\n\tFILENAME="-" FNR=1 NR=1\n'],
  ])('%s ends with an error', async (program, err) => {
    expect(await awk(program, 'a b c\n')).toMatchObject({ err, status: 2 });
  });

  it('names a program file that is missing', async () => {
    expect((await bash('awk -f nope')).err).toBe('awk: cannot open nope (No such file or directory)\n');
  });
});
