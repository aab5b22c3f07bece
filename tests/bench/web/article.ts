/** The 1,500 words that the pages for reading have, so that their bytes and paints can be compared. */

export interface Section {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

const WORDS = 1500;
const SECTIONS = 8;
const PARAGRAPHS = 4;
const SENTENCES = [
  'The tide comes in twice a day, and nobody on this coast needs a clock to know when.',
  'Boats lie on their sides in the mud until the water lifts them, one after the other.',
  'Whoever reads the table of the harbour master sees two heights and two times for each day.',
  'The moon pulls at the sea, the sea runs into the bay, and the bay is narrow at its end.',
  'Between the islands the stream is stronger than any rowing boat.',
  'A fisherman leaves with the ebb and comes home with the flood, if the wind lets him.',
  'Old posts along the channel show how high the great storms once stood.',
  'Salt plants grow where the water comes only a few times a year.',
  'In spring the birds arrive from the south and stay until the young ones fly.',
  'The lighthouse was built of granite that came over land on carts.',
];

/** Sentences in turn until the number of words is reached. */
export function makeArticle(): Section[] {
  const sentences: string[] = [];
  for (let words = 0, index = 0; words < WORDS; index += 1) {
    const sentence = SENTENCES[(index * 7) % SENTENCES.length] ?? '';
    sentences.push(sentence);
    words += sentence.split(' ').length;
  }
  const perSection = Math.ceil(sentences.length / SECTIONS);
  const perParagraph = Math.ceil(perSection / PARAGRAPHS);
  return Array.from({ length: SECTIONS }, (_, section) => {
    const own = sentences.slice(section * perSection, (section + 1) * perSection);
    const paragraphs = Array.from({ length: PARAGRAPHS }, (__, index) =>
      own.slice(index * perParagraph, (index + 1) * perParagraph).join(' '),
    );
    return { title: `About the coast, part ${section + 1}`, paragraphs: paragraphs.filter((text) => text !== '') };
  });
}

export function markdownArticle(sections: readonly Section[]): string {
  const body = sections.map(({ title, paragraphs }) => [`## ${title}`, ...paragraphs].join('\n\n')).join('\n\n');
  return `---\ntitle: The coast\ndescription: An article of 1,500 words.\n---\n\n${body}\n`;
}

export function plainPage(sections: readonly Section[]): string {
  const body = sections
    .map(({ title, paragraphs }) => `<h2>${title}</h2>\n${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The coast</title>
<meta name="description" content="An article of 1,500 words.">
</head>
<body>
<main>
<h1>The coast</h1>
${body}
</main>
</body>
</html>
`;
}
