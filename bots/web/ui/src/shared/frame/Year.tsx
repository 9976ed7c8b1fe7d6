import { longDay } from '../days.ts';
import type { YearView } from '../wire.ts';
import { unitWord, yearPart } from '../year.ts';

/** The running credit year: how much of it is there, and until when. */
export function Year({ year }: { readonly year: YearView }) {
  const soon = year.compliant === false && year.daysLeft <= 60;
  return (
    <section className="year" aria-label={`${year.year}年度进度`}>
      <header>
        <h2>{year.year} 年度</h2>
        <span className={`pill ${year.compliant ? 'pill-good' : year.compliant === false ? 'pill-short' : ''}`}>
          {year.compliant ? '已达标' : !year.covered ? '不作要求' : year.compliant === false ? '未达标' : '待核实'}
        </span>
      </header>
      {year.covered && <Figures year={year} />}
      <p className={`year-end ${soon ? 'short' : ''}`}>
        截止 {longDay(year.to, true)}
        {year.daysLeft >= 0 && `，还有 ${year.daysLeft} 天`}
      </p>
    </section>
  );
}

function Figures({ year }: { readonly year: YearView }) {
  const percent = yearPart(year.required, year.total, year.compliant === true) * 100;
  return (
    <>
      <p className="year-number">
        <strong>{year.total}</strong>
        {year.required !== null && <span> / {year.required}</span>} {unitWord(year.unit)}
      </p>
      <div
        className="meter"
        role="progressbar"
        aria-label="年度完成情况"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(percent)}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      {year.unreviewed !== undefined && (
        <p className="year-part">
          <span>其中待审核</span>
          <span>{year.unreviewed}</span>
        </p>
      )}
      {year.parts.map((one) => (
        <p className="year-part" key={one.name}>
          <span>{one.name}</span>
          <span className={one.has >= one.needs ? 'good' : 'short'}>
            {one.has} / {one.needs}
          </span>
        </p>
      ))}
    </>
  );
}
