import { Input } from 'antd';
import type { FormProps, StatusWay } from './way.ts';

interface Fields {
  readonly note: string;
}

function Form({ gap, fields, change }: FormProps<Fields>) {
  return (
    <>
      <pre className="gap-draft">{gap.draft}</pre>
      <Input
        aria-label="备注"
        placeholder="备注：哪天发的、找的谁（可以不写）"
        maxLength={300}
        value={fields.note}
        onChange={(event) => change({ note: event.target.value })}
      />
    </>
  );
}

/** Those who issued the documents are asked, by hand. */
export const issuer: StatusWay<Fields> = {
  is: 'status',
  id: 'issuer',
  label: '请示',
  isOfProvince: false,
  blank: { note: '' },
  Form,
  status: 'issuer',
  done: '记为已请示',
  note: ({ note }) => note.trim(),
};
