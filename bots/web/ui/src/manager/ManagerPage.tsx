import { Alert, Skeleton } from 'antd';
import { NotYours } from '../shared/NotYours.tsx';
import { ReviewList } from './review/ReviewList.tsx';
import { Unit } from './unit/Unit.tsx';
import { useUnits } from './useUnits.ts';

/** The digest of one's units, and what waits to be decided. */
export default function ManagerPage({ peer, gone }: { readonly peer: string; readonly gone: () => void }) {
  const { units, fault, load } = useUnits(peer, gone);
  if (fault?.status === 403) return <NotYours icon="chart" title="这里是科室负责人的页面" words={fault.message} />;
  return (
    <div className="sheet">
      {fault && <Alert type="error" showIcon title={fault.message} />}
      {!units && !fault && <Skeleton active paragraph={{ rows: 8 }} />}
      {units && <ReviewList peer={peer} gone={gone} decided={load} />}
      {units?.map((unit) => (
        <Unit key={unit.unit} view={unit} />
      ))}
    </div>
  );
}
