import { testAsRecorded } from '../../../../tests/engine/expect-as-recorded.ts';

testAsRecorded(['build context, classic', 'build context, BuildKit']);
