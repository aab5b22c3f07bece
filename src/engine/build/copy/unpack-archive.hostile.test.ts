import { testAsRecorded } from '../../../../tests/engine/expect-as-recorded.ts';

testAsRecorded(['ADD, classic', 'ADD, BuildKit']);
