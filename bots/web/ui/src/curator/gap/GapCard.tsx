import { Alert, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import type { GapDetail } from '../../shared/wire.ts';
import type { CuratorCalls, ProvinceName } from '../calls.ts';
import { Actions } from './Actions.tsx';
import { Asked } from './Asked.tsx';
import { ProvinceField } from './ProvinceField.tsx';
import { Report } from './Report.tsx';
import { useForms } from './useForms.ts';
import { useGap } from './useGap.ts';
import { useSettling } from './useSettling.ts';
import { WAYS } from './ways/ways.ts';
import './gap.css';

interface Props {
  readonly group: number;
  readonly provinces: readonly ProvinceName[];
  readonly calls: CuratorCalls;
  /** Groups may stand otherwise now. */
  readonly changed: () => void;
}

/** One group of questions, and the ways to settle it. */
export function GapCard({ group, ...rest }: Props) {
  const { gap, fault, take, reload } = useGap(group, rest.calls);
  if (fault) return <Alert type="error" showIcon title={fault} />;
  if (!gap) return <Skeleton active paragraph={{ rows: 6 }} />;
  return <Settle gap={gap} take={take} reload={reload} {...rest} />;
}

interface SettleProps extends Omit<Props, 'group'> {
  readonly gap: GapDetail;
  readonly take: (next: GapDetail) => void;
  readonly reload: () => void;
}

function Settle({ gap, take, reload, provinces, calls, changed }: SettleProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [province, setProvince] = useState<string>(gap.province || 'national');
  const { way, choose, fields, change } = useForms();
  const settling = useSettling({
    group: gap.group,
    calls,
    published: () => {
      reload();
      changed();
    },
    settled: (next) => {
      take(next);
      changed();
    },
  });
  const asks = gap.wordings.map(({ question }) => question).filter((question) => !left.has(question));
  return (
    <section className="panel gap-card" aria-label={gap.question}>
      <header className="panel-head">
        <h2>{gap.question}</h2>
        <p>
          {gap.provinceName} · {gap.count} 次 · {gap.statusWords}
        </p>
      </header>
      {gap.note && <p className="hint">备注：{gap.note}</p>}
      <Asked gap={gap} left={left} leave={setLeft} />
      <Segmented<string>
        aria-label="怎么处理"
        className="gap-ways"
        value={way.id}
        onChange={(id) => {
          choose(id);
          settling.forget();
        }}
        options={WAYS.map(({ id, label }) => ({ value: id, label }))}
      />
      {way.isOfProvince && gap.province === '' && (
        <ProvinceField provinces={provinces} province={province} choose={setProvince} />
      )}
      <way.Form gap={gap} calls={calls} province={province} fields={fields} change={change} />
      {settling.result && (
        <div aria-live="polite">
          <Alert type={settling.result.good ? 'success' : 'warning'} showIcon title={settling.result.words} />
          {settling.result.trial && <Report trial={settling.result.trial} />}
        </div>
      )}
      <Actions gap={gap} way={way} fields={fields} of={{ asks, province }} settling={settling} />
    </section>
  );
}
