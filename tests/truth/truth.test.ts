import { describe, expect, test } from 'vitest';
import { KNOWN_GAPS, listTranscripts, playTranscript } from './play-transcript.ts';

const transcripts = [...listTranscripts('public'), ...listTranscripts('more')];

test('every known gap names a transcript, a reason and an issue', () => {
  const broken = KNOWN_GAPS.filter(
    ({ transcript, reason, issue }) => !transcripts.includes(transcript) || reason === '' || !(issue > 0),
  );
  expect(broken).toEqual([]);
  expect(transcripts.length).toBeGreaterThanOrEqual(54);
});

describe('as recorded', () => {
  test.each(transcripts)('%s', async (transcript) => {
    const wrong = await playTranscript(transcript);
    const gap = KNOWN_GAPS.find((each) => each.transcript === transcript);
    if (gap === undefined) expect(wrong === '', `${transcript} differs (- recorded, + ours)\n${wrong}`).toBe(true);
    else expect(wrong, `${transcript} plays as recorded: take it out of known-gaps.json (issue ${gap.issue})`).not.toBe('');
  });
});
