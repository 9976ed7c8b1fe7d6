import { Alert, Skeleton } from 'antd';
import { looksAtUnits, readsReviews } from '../shared/frame/Nav.tsx';
import { NotYours } from '../shared/NotYours.tsx';
import type { Me } from '../shared/wire.ts';
import { ReviewList } from './review/ReviewList.tsx';
import { Unit } from './unit/Unit.tsx';
import { useUnits } from './useUnits.ts';

/** So many units are shown open; of more, each is a line until it is opened. */
const OPEN = 3;

/** The digest of one's units, and what waits to be decided; for a reviewer only what waits. */
export default function ManagerPage({ me, gone }: { readonly me: Me; readonly gone: () => void }) {
  const { units, fault, load } = useUnits(me.peer, gone, looksAtUnits(me) || !readsReviews(me));
  if (fault?.status === 403) return <NotYours icon="chart" title="这里是科室负责人的页面" words={fault.message} />;
  return (
    <div className="sheet">
      {fault && <Alert type="error" showIcon title={fault.message} />}
      {!units && !fault && <Skeleton active paragraph={{ rows: 8 }} />}
      {units && <ReviewList peer={me.peer} gone={gone} decided={load} />}
      {units?.length === 0 && looksAtUnits(me) && <p className="hint">您负责的科室里还没有人员名单。</p>}
      {units?.map((unit) => (
        <Unit key={unit.unit} view={unit} folded={units.length > OPEN} />
      ))}
    </div>
  );
}
