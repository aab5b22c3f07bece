import { testAsRecorded } from '../../../tests/engine/expect-as-recorded.ts';

testAsRecorded(['load, as a layer', 'load, as the archive', 'load, as images']);
