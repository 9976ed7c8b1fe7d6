import { Choice } from './Choice.tsx';
import type { EditWay, FormProps } from './way.ts';

interface Fields {
  /** The id of what answers already. */
  readonly entry: string;
}

function Form({ gap, fields, change }: FormProps<Fields>) {
  return (
    <div className="gap-entries" role="radiogroup" aria-label="已有的常见问法">
      {gap.entries.length === 0 && <p className="hint">没有相近的常见问法。</p>}
      {gap.entries.map((one) => (
        <Choice key={one.id} of="entry" isOn={fields.entry === one.id} choose={() => change({ entry: one.id })}>
          <strong>{one.asks.join(' / ')}</strong>
          <span>{one.answers}</span>
        </Choice>
      ))}
    </div>
  );
}

/** It is answered already, only not when it is asked like this. */
export const asks: EditWay<Fields> = {
  is: 'edit',
  id: 'asks',
  label: '归到已有问法',
  isOfProvince: false,
  blank: { entry: '' },
  Form,
  draft: ({ entry }, of) =>
    entry === '' || of.asks.length === 0 ? undefined : { is: 'asks', id: entry, asks: of.asks },
};
