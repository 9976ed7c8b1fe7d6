import { Checkbox } from 'antd';
import type { GapDetail } from '../../shared/wire.ts';

interface Props {
  readonly gap: GapDetail;
  /** The wordings that are not to be settled with the others. */
  readonly left: ReadonlySet<string>;
  readonly leave: (left: ReadonlySet<string>) => void;
}

/** How people asked, and what they were told. */
export function Asked({ gap, left, leave }: Props) {
  const tick = (question: string, isTicked: boolean): void => {
    const next = new Set(left);
    if (isTicked) next.delete(question);
    else next.add(question);
    leave(next);
  };
  return (
    <>
      <fieldset className="gap-asks">
        <legend>大家这样问</legend>
        {gap.wordings.map(({ question, times }) => (
          <Checkbox
            key={question}
            checked={!left.has(question)}
            onChange={(event) => tick(question, event.target.checked)}
          >
            {question} <small>{times} 次</small>
          </Checkbox>
        ))}
      </fieldset>
      {gap.answered.length > 0 && (
        <div className="gap-answered">
          <h3>当时这样答</h3>
          {gap.answered.map((answered) => (
            <p key={answered}>{answered}</p>
          ))}
        </div>
      )}
    </>
  );
}
