import { Button } from 'antd';
import { useState } from 'react';
import { longDay } from '../../shared/days.ts';
import { Icon } from '../../shared/Icon.tsx';
import { Table } from '../../shared/table/Table.tsx';
import type { ManagerView } from '../../shared/wire.ts';
import { Counts } from './Counts.tsx';
import { COLUMNS } from './columns.tsx';
import './members.css';
import './unit.css';

/** One unit: how many stand how, and who still needs something. */
export function Unit({ view, folded }: { readonly view: ManagerView; readonly folded: boolean }) {
  const [isOpen, setOpen] = useState(!folded);
  if (isOpen) return <Whole view={view} />;
  const { compliant, short, unknown, notCovered } = view.counts;
  return (
    <section className="panel unit unit-folded" aria-label={view.unitName}>
      <button type="button" onClick={() => setOpen(true)}>
        <h2>{view.unitName}</h2>
        <span>
          {compliant + short + unknown + notCovered} 人，{compliant} 人达标，
          <em className={short > 0 ? 'short' : ''}>{short} 人未达标</em>
          {unknown > 0 && `，${unknown} 人待核实`}
        </span>
      </button>
    </section>
  );
}

function Whole({ view }: { readonly view: ManagerView }) {
  const [all, setAll] = useState(false);
  const wanting = view.rows.filter((row) => row.verdict === 'short' || row.verdict === 'unknown');
  const rows = all ? view.rows : wanting;
  return (
    <section className="panel unit" aria-label={view.unitName}>
      <Head view={view} />
      <Counts counts={view.counts} />
      {rows.length === 0 ? (
        <p className="all-good">
          <Icon name="check" size={18} /> 本科室人员都已达标。
        </p>
      ) : (
        <Table
          className="members"
          caption={all ? '全部人员' : '未达标与待核实人员'}
          columns={COLUMNS}
          rows={rows}
          keyOf={({ id }) => id}
        />
      )}
      {wanting.length < view.rows.length && (
        <Button type="link" className="all" onClick={() => setAll(!all)}>
          {all ? '只看未达标与待核实' : `查看全部 ${view.rows.length} 人`}
        </Button>
      )}
    </section>
  );
}

/** Within these days the deadline is shown as a warning, where somebody is short. */
const SOON = 60;

function Head({ view }: { readonly view: ManagerView }) {
  const left = Math.round((Date.parse(view.deadline) - Date.parse(view.day)) / 86_400_000);
  return (
    <header className="panel-head">
      <div>
        <h2>{view.unitName}</h2>
        <p>
          {view.year} 年度 · 截至 {longDay(view.day)}
        </p>
      </div>
      <p className={`deadline ${left <= SOON && view.counts.short > 0 ? 'short' : ''}`}>
        <Icon name="clock" size={16} />
        {longDay(view.deadline, true)}截止{left >= 0 && `，还有 ${left} 天`}
      </p>
    </header>
  );
}
