import { Button, Segmented } from 'antd';
import { Avatar, BotAvatar } from '../Avatar.tsx';
import { longDay } from '../days.ts';
import { Icon } from '../Icon.tsx';
import type { Choice } from '../theme.ts';
import type { Me, YearView } from '../wire.ts';

interface Props {
  readonly me: Me;
  readonly theme: { readonly choice: Choice; readonly choose: (choice: Choice) => void };
  readonly leave: () => void;
  readonly here: 'chat' | 'manager' | 'curator';
}

/** Who I am, how the year stands, and where else to go. */
export function Sidebar({ me, theme, leave, here }: Props) {
  const { person, year } = me;
  return (
    <div className="sidebar-inner">
      <div className="brand">
        <BotAvatar size={34} />
        <strong>学分助手</strong>
        {person?.demo && <em className="tag tag-demo">演示数据</em>}
      </div>
      <section className="who" aria-label="我的身份">
        <Avatar name={person?.name} size={48} />
        <div>
          <strong>{person?.name ?? '新朋友'}</strong>
          <span>{person?.titleName ?? (person ? '职称待补充' : '还没有介绍自己')}</span>
        </div>
      </section>
      {person && (
        <dl className="who-facts">
          <div>
            <dt>省份</dt>
            <dd>{person.provinceName ?? '待补充'}</dd>
          </div>
          <div>
            <dt>单位</dt>
            <dd>{person.unitName ?? '待补充'}</dd>
          </div>
        </dl>
      )}
      {year && <Year year={year} />}
      <nav className="nav" aria-label="页面">
        <a href="/" aria-current={here === 'chat' ? 'page' : undefined}>
          <Icon name="chat" size={18} />
          聊天
        </a>
        {me.manages && (
          <a href="/manager" aria-current={here === 'manager' ? 'page' : undefined}>
            <Icon name="chart" size={18} />
            科室进度
          </a>
        )}
        {me.curates && (
          <a href="/curator" aria-current={here === 'curator' ? 'page' : undefined}>
            <Icon name="list" size={18} />
            待补的问答
          </a>
        )}
        <a href="/documents">
          <Icon name="book" size={18} />
          政策文件
        </a>
      </nav>
      <div className="sidebar-foot">
        <Segmented<Choice>
          block
          aria-label="明暗"
          value={theme.choice}
          onChange={theme.choose}
          options={[
            { value: 'auto', label: '自动', icon: <Icon name="auto" size={15} /> },
            { value: 'light', label: '浅色', icon: <Icon name="sun" size={15} /> },
            { value: 'dark', label: '深色', icon: <Icon name="moon" size={15} /> },
          ]}
        />
        <Button block icon={<Icon name="swap" size={17} />} onClick={leave}>
          换人 / 退出
        </Button>
      </div>
    </div>
  );
}

export const unitWord = (unit: YearView['unit']): string => (unit === 'hours' ? '学时' : '学分');

/** One line for a narrow screen. */
export function yearInShort(year: YearView): string {
  if (!year.covered) return '本年度不作要求';
  if (year.compliant) return '本年度已达标';
  if (year.compliant === null || year.required === null) return `已有 ${year.total} ${unitWord(year.unit)}`;
  return year.shortfall > 0 ? `还差 ${year.shortfall} ${unitWord(year.unit)}` : '未达标';
}

function Year({ year }: { readonly year: YearView }) {
  const unit = unitWord(year.unit);
  const part = year.required ? Math.min(1, year.total / year.required) : year.compliant ? 1 : 0;
  const soon = year.compliant === false && year.daysLeft <= 60;
  return (
    <section className="year" aria-label={`${year.year}年度进度`}>
      <header>
        <h2>{year.year} 年度</h2>
        <span className={`pill ${year.compliant ? 'pill-good' : year.compliant === false ? 'pill-short' : ''}`}>
          {year.compliant ? '已达标' : !year.covered ? '不作要求' : year.compliant === false ? '未达标' : '待核实'}
        </span>
      </header>
      {year.covered && (
        <>
          <p className="year-number">
            <strong>{year.total}</strong>
            {year.required !== null && <span> / {year.required}</span>} {unit}
          </p>
          <div
            className="meter"
            role="progressbar"
            aria-label="年度完成情况"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(part * 100)}
          >
            <i style={{ width: `${part * 100}%` }} />
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
      )}
      <p className={`year-end ${soon ? 'short' : ''}`}>
        截止 {longDay(year.to, true)}
        {year.daysLeft >= 0 && `，还有 ${year.daysLeft} 天`}
      </p>
    </section>
  );
}
