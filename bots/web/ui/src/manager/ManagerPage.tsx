import { Alert, Button, Skeleton } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Avatar } from '../shared/Avatar.tsx';
import { longDay } from '../shared/days.ts';
import { Icon } from '../shared/Icon.tsx';
import { NotYours } from '../shared/NotYours.tsx';
import { call, type ManagerRow, type ManagerView, Refused, type Units } from '../shared/wire.ts';
import { unitWord } from '../shared/year.ts';
import { ReviewList } from './review/ReviewList.tsx';
import './unit/unit.css';

const VERDICTS = { compliant: '已达标', short: '未达标', unknown: '待核实', 'not-covered': '不作要求' } as const;

/** The digest of one's units. */
export default function ManagerPage({ peer, gone }: { readonly peer: string; readonly gone: () => void }) {
  const [units, setUnits] = useState<readonly ManagerView[]>();
  const [fault, setFault] = useState<Refused>();
  const load = useCallback(() => {
    call<Units>('GET', '/manager', peer).then(
      (answer) => setUnits(answer.units),
      (error: unknown) => {
        const refused = error instanceof Refused ? error : new Refused(0, String(error));
        if (refused.status === 401 || refused.status === 409) gone();
        else setFault(refused);
      },
    );
  }, [peer, gone]);
  useEffect(load, [load]);

  if (fault?.status === 403) return <NotYours icon="chart" title="这里是科室负责人的页面" words={fault.message} />;
  return (
    <div className="manager">
      {fault && <Alert type="error" showIcon title={fault.message} />}
      {!units && !fault && <Skeleton active paragraph={{ rows: 8 }} />}
      {units && <ReviewList peer={peer} gone={gone} decided={load} />}
      {units?.map((unit) => (
        <Unit key={unit.unit} view={unit} />
      ))}
    </div>
  );
}

function Unit({ view }: { readonly view: ManagerView }) {
  const [all, setAll] = useState(false);
  const { counts } = view;
  const people = counts.compliant + counts.short + counts.unknown + counts.notCovered;
  const left = Math.round((Date.parse(view.deadline) - Date.parse(view.day)) / 86_400_000);
  const wanting = view.rows.filter((row) => row.verdict === 'short' || row.verdict === 'unknown');
  const rows = all ? view.rows : wanting;
  const tiles: readonly (readonly [string, number, string])[] = [
    ['全部人员', people, ''],
    ['已达标', counts.compliant, 'good'],
    ['未达标', counts.short, 'short'],
    ['待核实', counts.unknown, 'unknown'],
    ...(counts.notCovered > 0 ? [['不作要求', counts.notCovered, ''] as const] : []),
  ];
  return (
    <section className="unit" aria-label={view.unitName}>
      <header className="unit-head">
        <div>
          <h2>{view.unitName}</h2>
          <p>
            {view.year} 年度 · 截至 {longDay(view.day)}
          </p>
        </div>
        <p className={`deadline ${left <= 60 && counts.short > 0 ? 'short' : ''}`}>
          <Icon name="clock" size={16} />
          {longDay(view.deadline, true)}截止{left >= 0 && `，还有 ${left} 天`}
        </p>
      </header>
      <dl className="tiles">
        {tiles.map(([name, count, tone]) => (
          <div key={name} className={`tile ${tone}`}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <div className="split" aria-hidden="true">
        <i className="good" style={{ flexGrow: counts.compliant + counts.notCovered }} />
        <i className="short" style={{ flexGrow: counts.short }} />
        <i className="unknown" style={{ flexGrow: counts.unknown }} />
      </div>
      {rows.length === 0 ? (
        <p className="all-good">
          <Icon name="check" size={18} /> 本科室人员都已达标。
        </p>
      ) : (
        <table>
          <caption className="sr-only">{all ? '全部人员' : '未达标与待核实人员'}</caption>
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">职称</th>
              <th scope="col" className="number">
                已得 / 应得
              </th>
              <th scope="col">情况</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {wanting.length < view.rows.length && (
        <Button type="link" className="all" onClick={() => setAll(!all)}>
          {all ? '只看未达标与待核实' : `查看全部 ${view.rows.length} 人`}
        </Button>
      )}
    </section>
  );
}

function Row({ row }: { readonly row: ManagerRow }) {
  const part = row.required ? Math.min(1, row.total / row.required) : row.verdict === 'compliant' ? 1 : 0;
  const tone = row.verdict === 'compliant' ? 'pill-good' : row.verdict === 'short' ? 'pill-short' : '';
  return (
    <tr>
      <th scope="row">
        <span className="person">
          <Avatar name={row.name} size={32} />
          {row.name}
        </span>
      </th>
      <td>{row.titleName}</td>
      <td className="number">
        <span>
          <strong>{row.total}</strong> / {row.required ?? '—'} {unitWord(row.unit)}
        </span>
        <span className="meter" aria-hidden="true">
          <i className={row.verdict === 'compliant' ? '' : 'short'} style={{ width: `${part * 100}%` }} />
        </span>
      </td>
      <td>
        <span className={`pill ${tone}`}>{VERDICTS[row.verdict]}</span>
        <span className="row-words">{row.words}</span>
      </td>
    </tr>
  );
}
