import { Input } from 'antd';
import { Clauses } from './Clauses.tsx';
import type { EditWay, FormProps } from './way.ts';

interface Fields {
  /** The clause's words. */
  readonly cite: string;
  readonly says: string;
}

function Form({ gap, calls, province, fields, change }: FormProps<Fields>) {
  return (
    <>
      <Clauses
        calls={calls}
        province={province}
        likely={gap.clauses}
        cite={fields.cite}
        choose={(cite) => change({ cite })}
      />
      <Input
        aria-label="一句结论"
        placeholder="一句结论（原文绕弯时才写，可以不写）"
        maxLength={300}
        value={fields.says}
        onChange={(event) => change({ says: event.target.value })}
      />
    </>
  );
}

/** A clause answers. */
export const answer: EditWay<Fields> = {
  is: 'edit',
  id: 'answer',
  label: '选条款回答',
  isOfProvince: true,
  blank: { cite: '', says: '' },
  Form,
  draft(fields, { asks, province }) {
    const [cite, says] = [fields.cite.trim(), fields.says.trim()];
    if (cite === '' || asks.length === 0) return undefined;
    return { is: 'answer', province, asks, cite, ...(says === '' ? {} : { says }) };
  },
};
