/** What came, changed and went as one table, with the digest that stands for each. */
import { shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import type { StepChange, StepsXray } from '../lab/xray-data.ts';
import { describeChange, WHAT_HAPPENED } from './change-words.ts';
import { titleOf } from './xray-view.tsx';

const hashOf = (change: StepChange): string => shortDigest(change.kind === 'layer' ? change.diffId : change.id);

export function StepsTable({ xray, say }: { readonly xray: StepsXray; readonly say: Say }) {
  const title = titleOf(xray, say);
  return (
    <ScrollRegion label={title}>
      <table class="twin">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say('xray.steps.what')}</th>
            <th scope="col">{say('files.change')}</th>
            <th scope="col">{say('xray.hash.digest')}</th>
            <th scope="col">{say('files.size')}</th>
            <th scope="col">{say('xray.files.note')}</th>
          </tr>
        </thead>
        <tbody>
          {xray.changes.map((change) => {
            const { name, note, size } = describeChange(change, say);
            return (
              <tr key={`${change.kind} ${name} ${hashOf(change)}`}>
                <th scope="row">{change.kind === 'container' ? say('xray.title.container', { name }) : name}</th>
                <td>{say(`xray.steps.${WHAT_HAPPENED[change.change]}`)}</td>
                <td>{hashOf(change)}</td>
                <td>{size}</td>
                <td>{note}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
